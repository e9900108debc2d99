/** Wrong cells by row and column, and what is only to be looked at. */
import type { ReactNode } from "react";

import { DataTable } from "../../components/data-table";
import { useFormat } from "../../i18n/format";
import { useLanguage, useMessages } from "../../i18n/language";
import type { Report } from "./queries";
import styles from "./report-panel.module.css";

interface Props {
  readonly report: Report;
}

export function ErrorsTable({ report }: Props) {
  const { books } = useMessages();
  const words = books.imports;
  const format = useFormat();
  const language = useLanguage();
  return (
    <>
      <Head title={words.errors}>{words.errorsNote(format.count(report.errors.length), format.count(report.errors_total))}</Head>
      <DataTable
        caption={words.errors}
        empty={words.noErrors}
        rows={report.errors}
        rowKey={(row) => `${row.row} ${row.column} ${row.code}`}
        columns={[
          { key: "row", title: words.row, align: "end", cell: (row) => row.row },
          { key: "column", title: words.column, cell: (row) => row.column },
          { key: "why", title: words.why, cell: (row) => (language === "en" ? row.why : row.why_zh) },
          { key: "shown", title: words.shown, cell: (row) => row.shown ?? <span className="muted">{words.personal}</span> },
        ]}
      />
    </>
  );
}

export function WarningsTable({ report }: Props) {
  const { books } = useMessages();
  const words = books.imports;
  const format = useFormat();
  const texts: Readonly<Record<string, string>> = words.warning;
  return (
    <>
      <Head title={words.warnings}>{words.warningsNote(format.count(report.warnings_total))}</Head>
      <DataTable
        caption={words.warnings}
        empty={words.noErrors}
        rows={report.warnings}
        rowKey={(row) => `${row.row} ${row.column} ${row.code}`}
        columns={[
          { key: "row", title: words.row, align: "end", cell: (row) => row.row },
          { key: "column", title: words.column, cell: (row) => row.column },
          { key: "why", title: words.why, cell: (row) => texts[row.code] ?? words.warning.other },
          { key: "figures", title: words.shown, cell: (row) => <Figures facts={row.facts} /> },
        ]}
      />
    </>
  );
}

function Figures({ facts }: { readonly facts: Readonly<Record<string, unknown>> }) {
  const { books } = useMessages();
  const format = useFormat();
  const { book_fen: book, rule_fen: rule } = facts;
  if (typeof book !== "number" || typeof rule !== "number") return Object.values(facts).map(String).join(" / ");
  return books.imports.warned(format.money(book), format.money(rule));
}

function Head({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={styles.head}>
      <h3>{title}</h3>
      <span className="small muted">{children}</span>
    </div>
  );
}
