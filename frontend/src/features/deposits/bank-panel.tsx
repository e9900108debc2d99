/** Leases, books and bank side by side: the first two tie out, and a gap to the third is named. */
import { useQuery } from "@tanstack/react-query";

import { useMay } from "../../api/me";
import { usePaged } from "../../api/paged";
import { DataTable } from "../../components/data-table";
import { Deed } from "../../components/deed";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { balancesQuery, stateBalance, type Stating, summaryQuery } from "./queries";

interface Props {
  readonly projectId: string;
}

export function BankPanel({ projectId }: Props) {
  const { lives } = useMessages();
  const words = lives.deposit;
  const format = useFormat();
  const answer = useQuery(summaryQuery);
  return (
    <div className="grid">
      <Panel title={words.bankTitle} note={words.bankNote} more={<State projectId={projectId} />}>
        <QueryProblem of={answer} />
        <DataTable
          caption={words.bankTitle}
          empty={words.heldEmpty}
          rows={answer.data?.items}
          rowKey={(row) => row.project_id}
          columns={[
            { key: "project", title: words.project, cell: (row) => row.project },
            { key: "leases", title: words.leases, align: "end", cell: (row) => format.count(row.leases) },
            { key: "byLease", title: words.byLease, align: "end", cell: (row) => <Money fen={row.held_fen} /> },
            { key: "booked", title: words.booked, align: "end", cell: (row) => <Money fen={row.booked_fen} /> },
            { key: "on", title: words.bankOn, cell: (row) => row.bank_on ?? words.noBank },
            { key: "then", title: words.bookedThen, align: "end", cell: (row) => <Money fen={row.booked_then_fen} /> },
            { key: "bank", title: words.bank, align: "end", cell: (row) => <Money fen={row.bank_fen} /> },
            { key: "difference", title: words.difference, align: "end", cell: ({ difference_fen: gap }) => (gap === null ? null : gap === 0 ? <StatusBadge tone="good">{words.even}</StatusBadge> : <b className="wait"><Money fen={gap} /></b>) },
          ]}
        />
      </Panel>
      <Balances projectId={projectId} />
    </div>
  );
}

function Balances({ projectId }: Props) {
  const { lives } = useMessages();
  const words = lives.deposit;
  const format = useFormat();
  const answer = usePaged(balancesQuery(projectId, usePaging()));
  return (
    <ListPanel
      list="deposit-balances"
      title={words.balances}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.balancesEmpty}
      columns={[
        { key: "on", title: words.bankOn, cell: (row) => row.on_date },
        { key: "balance", title: words.bank, align: "end", cell: (row) => <Money fen={row.balance_fen} /> },
        { key: "made", title: words.statement, cell: (row) => format.moment(row.made_at) },
      ]}
    />
  );
}

const Field = fieldsOf<Stating>();

function State({ projectId }: Props) {
  const { lives } = useMessages();
  const words = lives.deposit;
  const may = useMay();
  if (!may("deposit:take")) return null;
  return (
    <Deed<Stating> small label={words.stateBank} title={words.stateTitle} explain={words.stateExplain} initial={{ on_date: todayOn() }} run={(values) => stateBalance(projectId, values)}>
      <Field.Day name="on_date" label={words.onDate} max={todayOn()} />
      <Field.Money name="balance_fen" label={words.balance} autoFocus />
      <Field.Files single name="file_id" label={words.statement} />
    </Deed>
  );
}
