/** 楼盘与房源: the units of a project, by code. */
import { useQuery } from "@tanstack/react-query";

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
import { type UnitsSearch, type UnitState, unitsQuery } from "./queries";
import { UnitsTable } from "./units-table";

export function UnitsPage() {
  const { homes } = useMessages();
  const format = useFormat();
  const { project } = useProject();
  return (
    <Page
      title={homes.units.title}
      situation={project && homes.units.situation(format.count(project.units), format.count(project.leased))}
    >
      {project && <Units project={project} />}
    </Page>
  );
}

function Units({ project }: { readonly project: Project }) {
  const { homes } = useMessages();
  const search = usePageSearch<UnitsSearch>();
  const setSearch = useSetSearch<UnitsSearch>();
  const answer = useQuery(unitsQuery(project.id, search, useCursor()));
  const states = Object.entries(homes.unitState);
  return (
    <Panel title={project.name} note={project.district}>
      <FilterBar>
        <SearchField label={homes.units.search} value={search.q} onSearch={(q) => setSearch({ q })} />
        <Choice
          aria-label={homes.units.state}
          all={homes.units.anyState}
          options={states}
          value={search.state}
          onChange={(state) => setSearch({ state: state === "" ? undefined : (state as UnitState) })}
        />
      </FilterBar>
      <QueryProblem of={answer} />
      <UnitsTable rows={answer.data?.items} footer={<CursorPager nextCursor={answer.data?.next_cursor} />} />
    </Panel>
  );
}
