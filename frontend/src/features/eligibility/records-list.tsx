/** Records by the applicant's name; a row opens the record. */
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { SearchField } from "../../components/filter-bar";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { type EligibilityState, recordsQuery } from "./queries";
import { StandingBadge } from "./standing-badge";

interface Search {
  readonly q?: string | undefined;
  readonly state?: EligibilityState | undefined;
}

export function RecordsList() {
  const { eligibility, homes } = useMessages();
  const words = eligibility.records;
  const navigate = useNavigate();
  const { q, state } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = usePaged(recordsQuery(state, q, usePaging()));
  return (
    <ListPanel
      list="eligibility"
      title={words.list}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      onOpen={({ id }) => void navigate({ to: "/eligibility/$recordId", params: { recordId: id } })}
      filter={{ q, state }}
      filters={
        <>
          <SearchField label={words.search} value={q} onSearch={(text) => setSearch({ q: text })} />
          <Choice
            aria-label={words.standing}
            all={words.anyState}
            options={Object.entries(eligibility.state)}
            value={state}
            onChange={(chosen) => setSearch({ state: chosen === "" ? undefined : (chosen as EligibilityState) })}
          />
        </>
      }
      columns={[
        { key: "name", title: words.name, cell: (row) => <span className="nw">{row.applicant_name}</span> },
        { key: "decision", title: words.decision, cell: (row) => row.decision_no },
        { key: "tier", title: words.tier, cell: (row) => homes.tier[row.tier] },
        { key: "size", title: words.size, align: "end", cell: (row) => row.size },
        { key: "valid", title: words.valid, cell: (row) => <span className="nw">{words.validOf(row.starts_on, row.ends_on)}</span> },
        { key: "queued", title: words.queued, cell: (row) => <span className="nw">{row.queued_on}</span> },
        { key: "standing", title: words.standing, cell: (row) => <StandingBadge one={row} /> },
      ]}
    />
  );
}
