/** The accounts of a project in a month: what they opened with, what moved, what they close with. */
import { useQuery } from "@tanstack/react-query";

import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { balancesQuery } from "./queries";

interface Props {
  readonly projectId: string;
  readonly month: string;
}

export function BalancesPanel({ projectId, month }: Props) {
  const { ledger } = useMessages();
  const format = useFormat();
  const answer = useQuery(balancesQuery(projectId, month));
  const moved = answer.data?.items.filter((row) => row.opening_fen !== 0 || row.debit_fen !== 0 || row.credit_fen !== 0);
  return (
    <Panel title={ledger.balances} note={format.month(month)}>
      <QueryProblem of={answer} />
      <DataTable
        caption={ledger.balances}
        empty={ledger.transfersEmpty}
        rows={moved}
        rowKey={(row) => row.account}
        columns={[
          { key: "account", title: ledger.accountName, cell: (row) => `${row.account} ${ledger.account[row.account]}` },
          { key: "opening", title: ledger.opening, align: "end", cell: (row) => <Money fen={row.opening_fen} /> },
          { key: "debit", title: ledger.debitSum, align: "end", cell: (row) => <Money fen={row.debit_fen} /> },
          { key: "credit", title: ledger.creditSum, align: "end", cell: (row) => <Money fen={row.credit_fen} /> },
          { key: "closing", title: ledger.closing, align: "end", cell: (row) => <b><Money fen={row.closing_fen} /></b> },
        ]}
      />
    </Panel>
  );
}
