/** 今日收款: the latest of today's payments. */
import { useQuery } from "@tanstack/react-query";

import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { takenQuery } from "./queries";

export function TodayPanel({ projectId }: { readonly projectId: string }) {
  const { rent } = useMessages();
  const words = rent.counter;
  const format = useFormat();
  const answer = useQuery(takenQuery(projectId, todayOn()));
  return (
    <Panel title={words.today}>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.today}
        empty={words.todayNone}
        rows={answer.data?.items}
        rowKey={(row) => row.id}
        columns={[
          { key: "time", title: words.time, cell: (row) => format.time(row.made_at) },
          { key: "tenant", title: words.tenant, cell: (row) => row.tenant_name ?? row.payer_name },
          { key: "method", title: words.method, cell: (row) => rent.channel[row.channel] },
          { key: "sum", title: words.sum, align: "end", cell: (row) => <Money fen={row.amount_fen} /> },
        ]}
      />
    </Panel>
  );
}
