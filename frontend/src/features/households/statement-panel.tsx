/** 对账单: every event of the lease's account; a line opens to what made it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { type Column, DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useMessages } from "../../i18n/language";
import { LineTrace } from "./line-trace";
import { type StatementLine, statementQuery } from "./queries";

export function StatementPanel({ leaseId }: { readonly leaseId: string }) {
  const { homes, rent } = useMessages();
  const words = rent.statement;
  const answer = useQuery(statementQuery(leaseId));
  const [open, setOpen] = useState<string>();
  const columns = useColumns();
  const rows = answer.data?.lines.map((line, at) => ({ ...line, key: `${at}` }));
  return (
    <Panel title={homes.household.statement} note={homes.household.statementNote}>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.caption}
        empty={words.empty}
        rows={rows}
        rowKey={({ key }) => key}
        selected={open}
        onOpen={({ key }) => setOpen(key === open ? undefined : key)}
        below={(line) => (line.key === open ? <LineTrace line={line} /> : null)}
        columns={columns}
        totals={
          answer.data
            ? [{ label: words.closing, figures: { balance: <Money fen={answer.data.closing_fen} /> } }]
            : []
        }
      />
    </Panel>
  );
}

function useColumns(): readonly Column<StatementLine>[] {
  const { rent } = useMessages();
  const words = rent.statement;
  return [
    { key: "date", title: words.date, cell: (line) => <span className="nw">{line.on_date}</span> },
    { key: "what", title: words.what, cell: (line) => words.kinds[line.kind] },
    { key: "month", title: words.month, cell: (line) => line.month },
    { key: "reference", title: words.reference, cell: (line) => line.reference },
    { key: "more", title: words.more, align: "end", cell: ({ amount_fen: fen }) => <Money fen={fen > 0 ? fen : null} /> },
    { key: "less", title: words.less, align: "end", cell: ({ amount_fen: fen }) => <Money fen={fen < 0 ? -fen : null} /> },
    { key: "balance", title: words.balance, align: "end", cell: (line) => <Money fen={line.balance_fen} /> },
  ];
}
