/** 住户与合同: the leases of a project, by contract number; a row opens the household. */
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
import { useMessages } from "../../i18n/language";
import { LeasesTable } from "./leases-table";
import { type LeasesSearch, leasesQuery, type LeaseState } from "./queries";

export function LeasesPage() {
  const { homes } = useMessages();
  const { project } = useProject();
  return (
    <Page title={homes.leases.title} situation={project && homes.leases.situation(project.name)}>
      {project && <Leases project={project} />}
    </Page>
  );
}

function Leases({ project }: { readonly project: Project }) {
  const { homes } = useMessages();
  const search = usePageSearch<LeasesSearch>();
  const setSearch = useSetSearch<LeasesSearch>();
  const navigate = useNavigate();
  const answer = useQuery(leasesQuery(project.id, search, useCursor()));
  return (
    <Panel title={project.name} note={project.district}>
      <FilterBar>
        <SearchField label={homes.leases.search} value={search.q} onSearch={(q) => setSearch({ q })} />
        <Choice
          aria-label={homes.leases.state}
          all={homes.leases.anyState}
          options={Object.entries(homes.leaseState)}
          value={search.state}
          onChange={(state) => setSearch({ state: state === "" ? undefined : (state as LeaseState) })}
        />
      </FilterBar>
      <QueryProblem of={answer} />
      <LeasesTable
        rows={answer.data?.items}
        onOpen={({ household_id }) => void navigate({ to: "/households/$householdId", params: { householdId: household_id } })}
        footer={<CursorPager nextCursor={answer.data?.next_cursor} />}
      />
    </Panel>
  );
}
