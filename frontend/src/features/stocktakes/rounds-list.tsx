/** The rounds of a project, the latest first; a row opens the round. */
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type StocktakeState, stocktakesQuery } from "./queries";

interface Search {
  readonly state?: StocktakeState | undefined;
}

export const TONES: Readonly<Record<StocktakeState, Tone>> = { planned: "waiting", counting: "waiting", counted: "waiting", confirmed: "good", void: "plain" };

export function RoundsList({ projectId }: { readonly projectId: string }) {
  const { stocktakes: words } = useMessages();
  const format = useFormat();
  const navigate = useNavigate();
  const { state } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = usePaged(stocktakesQuery(projectId, state, usePaging()));
  return (
    <ListPanel
      list="stocktakes"
      title={words.list}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      onOpen={({ id }) => void navigate({ to: "/stocktakes/$stocktakeId", params: { stocktakeId: id } })}
      filter={{ state }}
      filters={<Choice aria-label={words.stateName} all={words.anyState} options={Object.entries(words.state)} value={state} onChange={(one) => setSearch({ state: one === "" ? undefined : (one as StocktakeState) })} />}
      columns={[
        { key: "year", title: words.year, cell: (row) => words.yearOf(String(row.year)) },
        { key: "as_of", title: words.asOf, cell: (row) => <span className="nw">{row.as_of}</span> },
        { key: "lines", title: words.booked, align: "end", cell: (row) => row.state !== "planned" && format.count(row.lines) },
        { key: "counted", title: words.counted, align: "end", cell: (row) => row.state !== "planned" && format.count(row.counted) },
        { key: "missing", title: words.missing, align: "end", cell: (row) => row.state !== "planned" && format.count(row.missing) },
        { key: "surplus", title: words.surplus, align: "end", cell: (row) => row.state !== "planned" && format.count(row.surplus) },
        { key: "state", title: words.stateName, cell: (row) => <StatusBadge tone={TONES[row.state]}>{words.state[row.state]}</StatusBadge> },
      ]}
    />
  );
}
