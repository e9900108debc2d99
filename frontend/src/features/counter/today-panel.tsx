/** 今日收款: the latest of today's payments, and what each way came to. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { METHODS } from "./methods";
import { takenQuery } from "./queries";

const SHOWN = 5;

/** Today's money over the counter: bank transfers come by file, reversed ones do not count. */
export function useToday(projectId: string | undefined) {
  const answer = useQuery({ ...takenQuery(projectId ?? "", todayOn()), enabled: projectId !== undefined });
  const rows = answer.data?.items.filter(({ channel, state }) => channel !== "bank" && state !== "reversed");
  return { answer, rows, count: rows?.length ?? 0, sum: rows?.reduce((total, row) => total + row.amount_fen, 0) ?? 0 };
}

export function TodayPanel({ projectId }: { readonly projectId: string }) {
  const { rent } = useMessages();
  const words = rent.counter;
  const format = useFormat();
  const { answer, rows = [] } = useToday(projectId);
  const of = (method: string) => rows.filter(({ channel }) => channel === method);
  return (
    <Panel title={words.today} more={<Link to="/payments">{words.all}</Link>}>
      <QueryProblem of={answer} />
      <DataTable
        bare
        caption={words.today}
        empty={words.todayNone}
        rows={answer.data && rows.slice(0, SHOWN)}
        rowKey={(row) => row.id}
        totals={METHODS.filter((method) => of(method).length > 0).map((method) => ({
          label: words.methodSum(rent.channel[method], of(method).length),
          figures: { sum: <Money fen={of(method).reduce((total, row) => total + row.amount_fen, 0)} /> },
        }))}
        columns={[
          { key: "time", title: words.time, cell: (row) => format.time(row.made_at) },
          { key: "tenant", title: words.tenant, cell: (row) => <span className="nw">{row.tenant_name ?? row.payer_name}</span> },
          { key: "method", title: words.method, cell: (row) => <span className="muted nw">{rent.channel[row.channel]}</span> },
          { key: "sum", title: words.sum, align: "end", cell: (row) => <Money fen={row.amount_fen} /> },
        ]}
      />
    </Panel>
  );
}
