/** Arrears by project: how many, how old, and to whom. */
import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Summary } from "./queries";

export function SummaryTable({ summary }: { readonly summary: Summary | undefined }) {
  const { rent } = useMessages();
  const words = rent.arrears;
  const format = useFormat();
  return (
    <DataTable
      caption={words.summary}
      empty={words.none}
      rows={summary?.items}
      rowKey={(row) => row.project_id}
      columns={[
        { key: "project", title: words.project, cell: (row) => row.project },
        { key: "households", title: words.households, align: "end", cell: (row) => format.count(row.households) },
        { key: "young", title: words.young, align: "end", cell: (row) => <Money fen={row.young_fen} /> },
        { key: "middle", title: words.middle, align: "end", cell: (row) => <Money fen={row.middle_fen} /> },
        { key: "old", title: words.old, align: "end", cell: (row) => <span className={row.old_fen > 0 ? "late" : undefined}><Money fen={row.old_fen} /></span> },
        { key: "treasury", title: words.treasury, align: "end", cell: (row) => <Money fen={row.treasury_fen} /> },
        { key: "operator", title: words.operator, align: "end", cell: (row) => <Money fen={row.operator_fen} /> },
        { key: "owed", title: words.owed, align: "end", cell: (row) => <b><Money fen={row.overdue_fen} /></b> },
      ]}
    />
  );
}
