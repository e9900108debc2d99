/** What was understood of a book: totals to compare, wrong cells with their reasons, remarks. */
import { Panel } from "../../components/panel";
import { StatusBadge } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { Recognised } from "./columns-panel";
import { Confirm } from "./confirm";
import { ErrorsTable, WarningsTable } from "./flaws-tables";
import { TONES } from "./history-table";
import { type Import, markedWorkbook, type Report } from "./queries";
import { RowsGrid } from "./rows-grid";
import { Withdraw } from "./withdraw";
import styles from "./report-panel.module.css";

interface Props {
  readonly one: Import;
  readonly onConfirmed: (operation: string) => void;
}

export function ReportPanel({ one, onConfirmed }: Props) {
  const { books } = useMessages();
  const words = books.imports;
  return (
    <Panel
      title={words.report}
      note={words.kinds[one.kind]}
      more={<StatusBadge tone={TONES[one.state]}>{words.states[one.state]}</StatusBadge>}
    >
      {one.report === null ? (
        <p className={styles.verdict}>{words.refusedWhole}</p>
      ) : (
        <Understood one={one} report={one.report} onConfirmed={onConfirmed} />
      )}
    </Panel>
  );
}

function Understood({ one, report, onConfirmed }: Props & { readonly report: Report }) {
  const { books } = useMessages();
  const words = books.imports;
  return (
    <>
      <Totals report={report} />
      <div className={styles.verdict}>
        <Verdict one={one} errors={report.errors_total} />
        {one.marked_file_id !== null && (
          <a href={markedWorkbook(one.id)} download>
            {words.marked}
          </a>
        )}
        <Withdraw one={one} />
        <Confirm one={one} onConfirmed={onConfirmed} />
      </div>
      <Recognised report={report} />
      {report.errors_total > 0 && <ErrorsTable report={report} />}
      {report.warnings_total > 0 && <WarningsTable report={report} />}
      <RowsGrid key={one.id} one={one} />
    </>
  );
}

/** What became of the book, and what is to be done with it now. */
function Verdict({ one, errors }: { readonly one: Import; readonly errors: number }) {
  const { books } = useMessages();
  const words = books.imports;
  const format = useFormat();
  const said: Readonly<Partial<Record<Import["state"], string>>> = {
    refused: words.refused(format.count(errors)),
    ready: words.ready,
    confirmed: words.confirmed,
    withdrawn: words.withdrawn(one.withdrawn_at === null ? "" : format.moment(one.withdrawn_at), one.withdrawal_reason ?? ""),
  };
  return <p className={one.state === "refused" ? "wait" : undefined}>{said[one.state]}</p>;
}

function Totals({ report }: { readonly report: Report }) {
  const { books } = useMessages();
  const words = books.imports;
  const format = useFormat();
  const names: Readonly<Record<string, string>> = words.totals;
  const left = [
    report.header_row !== null && words.headerRow(report.header_row),
    report.ignored_rows.length > 0 && words.ignoredRows(report.ignored_rows.length),
  ].filter((part) => part !== false);
  const figures = [["rows", report.rows], ...Object.entries(report.totals)] as const;
  return (
    <div className={styles.totals}>
      {figures.map(([key, value]) => (
        <p key={key}>
          <span>{names[key] ?? key}</span>
          <b>{figureOf(key, value, format)}</b>
        </p>
      ))}
      <p className={styles.left}>{left.join(" · ")}</p>
    </div>
  );
}

/** Totals come as counts, as fen, and as decimals in text. */
function figureOf(key: string, value: unknown, format: ReturnType<typeof useFormat>): string {
  if (typeof value === "number") return key.endsWith("_fen") ? format.money(value) : format.count(value);
  return String(value);
}
