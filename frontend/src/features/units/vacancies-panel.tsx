/** When nobody lived in it, for which reasons, and what that cost. */
import { useQuery } from "@tanstack/react-query";

import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Unit, vacanciesQuery } from "./queries";

export function VacanciesPanel({ one }: { readonly one: Unit }) {
  const { unit } = useMessages();
  const words = unit.vacancies;
  const format = useFormat();
  const answer = useQuery(vacanciesQuery(one.id));
  return (
    <Panel title={words.title}>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.title}
        empty={words.empty}
        rows={answer.data?.items.toReversed()}
        rowKey={(row) => row.from_on}
        columns={[
          { key: "from", title: words.from, cell: (row) => <span className="nw">{row.from_on}</span> },
          { key: "until", title: words.until, cell: (row) => <span className="nw">{row.until_on ?? words.running}</span> },
          { key: "days", title: words.days, align: "end", cell: (row) => format.count(row.days) },
          { key: "reasons", title: words.reasons, cell: (row) => row.reasons.map(({ reason, days }) => words.reasonOf(unit.vacancy[reason], format.count(days))).join("、") },
          { key: "loss", title: words.loss, align: "end", cell: (row) => <Money fen={row.void_loss_fen} /> },
        ]}
      />
    </Panel>
  );
}
