/** The households of a project in arrears, with filters; a row opens the household. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import type { Project } from "../../api/projects";
import { Choice } from "../../components/choice";
import { CursorPager, useCursor } from "../../components/cursor-pager";
import { FilterBar, SearchField } from "../../components/filter-bar";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { ArrearsTable } from "./arrears-table";
import { type ArrearsSearch, arrearsQuery } from "./queries";

const AT_LEAST = [2, 3, 4, 6] as const;

export function ArrearsList({ project }: { readonly project: Project }) {
  const { rent } = useMessages();
  const words = rent.arrears;
  const search = usePageSearch<ArrearsSearch>();
  const setSearch = useSetSearch<ArrearsSearch>();
  const navigate = useNavigate();
  const answer = useQuery(arrearsQuery(project.id, search, useCursor()));
  return (
    <Panel title={project.name}>
      <FilterBar>
        <SearchField label={words.search} value={search.q} onSearch={(q) => setSearch({ q })} />
        <Choice
          aria-label={words.months}
          all={words.anyMonths}
          options={AT_LEAST.map((count) => [String(count), words.atLeast(count)])}
          value={search.months}
          onChange={(months) => setSearch({ months: months === "" ? undefined : months })}
        />
      </FilterBar>
      <QueryProblem of={answer} />
      <ArrearsTable
        rows={answer.data?.items}
        onOpen={({ household_id }) => void navigate({ to: "/households/$householdId", params: { householdId: household_id } })}
        footer={<CursorPager nextCursor={answer.data?.next_cursor} />}
      />
    </Panel>
  );
}
