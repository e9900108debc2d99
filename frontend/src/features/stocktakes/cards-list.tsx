/** The asset cards that hold, by number; a row opens the home. */
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import { SearchField } from "../../components/filter-bar";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { cardsQuery } from "./queries";

interface Search {
  readonly q?: string | undefined;
}

export function CardsList({ projectId }: { readonly projectId: string }) {
  const { stocktakes: words, unit } = useMessages();
  const navigate = useNavigate();
  const { q } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = usePaged(cardsQuery(projectId, q, usePaging()));
  return (
    <ListPanel
      list="asset-cards"
      title={words.cards}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.cardsEmpty}
      onOpen={({ unit_id: unitId }) => void navigate({ to: "/units/$unitId", params: { unitId } })}
      filter={{ q }}
      filters={<SearchField label={words.cardHint} value={q} onSearch={(text) => setSearch({ q: text })} />}
      columns={[
        { key: "card", title: words.card, cell: (row) => <span className="nw">{row.card_no}</span> },
        { key: "unit", title: words.unit, cell: (row) => <span className="nw">{row.unit_code}</span> },
        { key: "value", title: words.value, align: "end", cell: (row) => <Money fen={row.original_value_fen} /> },
        { key: "worn", title: words.worn, align: "end", cell: (row) => <Money fen={row.depreciated_fen} /> },
        { key: "acquired", title: words.acquired, cell: (row) => <span className="nw">{row.acquired_on}</span> },
        { key: "by", title: words.acquiredBy, cell: (row) => unit.acquisition[row.acquired_by] },
        { key: "title", title: words.titleNo, cell: (row) => row.title_no },
        { key: "edition", title: words.edition, align: "end", cell: (row) => row.edition },
      ]}
    />
  );
}
