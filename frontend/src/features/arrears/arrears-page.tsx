/** 欠缴催缴: deepest debt first, ended leases too, with what has been advanced and what comes next. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import type { Project } from "../../api/projects";
import { Choice } from "../../components/choice";
import { CursorPager, useCursor } from "../../components/cursor-pager";
import { FilterBar, SearchField } from "../../components/filter-bar";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { useProject } from "../../components/project-choice";
import { QueryProblem } from "../../components/query-problem";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { ArrearsTable } from "./arrears-table";
import { type ArrearsSearch, arrearsQuery, summaryQuery } from "./queries";
import { SummaryTable } from "./summary-table";

const AT_LEAST = [2, 3, 4, 6] as const;

export function ArrearsPage() {
  const { rent } = useMessages();
  const format = useFormat();
  const { project } = useProject();
  const summary = useQuery(summaryQuery);
  const told = summary.data;
  return (
    <Page
      title={rent.arrears.title}
      situation={
        told && (told.households > 0 ? rent.arrears.situation(format.count(told.households), format.money(told.overdue_fen)) : rent.arrears.none)
      }
    >
      <div className="grid">
        <Panel title={rent.arrears.summary}>
          <QueryProblem of={summary} />
          <SummaryTable summary={told} />
        </Panel>
        {project && <List project={project} />}
      </div>
    </Page>
  );
}

function List({ project }: { readonly project: Project }) {
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
