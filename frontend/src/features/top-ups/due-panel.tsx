/** What is to be put back, of every project within reach, by when; the operator's cashier puts it back. */
import { useQuery } from "@tanstack/react-query";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Deed } from "../../components/deed";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { dueQuery, putBack, type TopUpDue } from "./queries";

export function DuePanel() {
  const { tariffs } = useMessages();
  const words = tariffs.topUps;
  const format = useFormat();
  const answer = useQuery(dueQuery);
  const rows = answer.data?.items;
  return (
    <Panel title={words.due} note={words.dueNote}>
      <QueryProblem of={answer} />
      <DataTable<TopUpDue>
        caption={words.due}
        empty={words.dueEmpty}
        rows={rows}
        rowKey={(row) => `${row.project_id} ${row.operator_id}`}
        totals={rows && rows.length > 1 ? [{ label: words.all, figures: { amount: <Money fen={rows.reduce((sum, row) => sum + row.amount_fen, 0)} /> } }] : []}
        columns={[
          { key: "project", title: words.project, cell: (row) => row.project },
          { key: "operator", title: words.operator, cell: (row) => row.operator },
          { key: "since", title: words.since, cell: (row) => <span className="nw">{row.since_on}</span> },
          { key: "until", title: words.until, cell: (row) => <span className={row.due_on < todayOn() ? "nw late" : "nw"}>{row.due_on}</span> },
          { key: "charges", title: words.charges, align: "end", cell: (row) => format.count(row.charges) },
          { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
          { key: "deeds", title: "", align: "end", cell: (row) => <PutBack one={row} /> },
        ]}
      />
    </Panel>
  );
}

interface Values {
  amount_fen: number;
  on_date: string;
  slip_no: string;
}

const Field = fieldsOf<Values>();

function PutBack({ one }: { readonly one: TopUpDue }) {
  const { tariffs } = useMessages();
  const words = tariffs.topUps;
  const format = useFormat();
  const may = useMay();
  if (!may("remittance:prepare")) return null;
  return (
    <Deed<Values>
      small
      label={words.putBack(format.money(one.amount_fen))}
      title={words.putBackTitle(one.project)}
      explain={words.putBackExplain(format.money(one.most_fen))}
      initial={{ amount_fen: one.amount_fen, on_date: todayOn() }}
      run={(values, headers) => putBack({ ...values, project_id: one.project_id, operator_id: one.operator_id }, headers)}
    >
      <Field.Money name="amount_fen" label={words.amount} autoFocus />
      <Field.Day name="on_date" label={words.on} max={todayOn()} />
      <Field.Text name="slip_no" label={words.slip} />
    </Deed>
  );
}
