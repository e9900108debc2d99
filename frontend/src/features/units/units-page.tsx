/** 房源台账: the units of a project, by code. */
import { usePaged } from "../../api/paged";
import type { Project } from "../../api/projects";
import { Choice } from "../../components/choice";
import { SearchField } from "../../components/filter-bar";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type UnitsSearch, type UnitState, unitsQuery } from "./queries";
import { useUnitColumns } from "./unit-columns";

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
  const { q, state } = usePageSearch<UnitsSearch>();
  const setSearch = useSetSearch<UnitsSearch>();
  const answer = usePaged(unitsQuery(project.id, { q, state }, usePaging()));
  return (
    <ListPanel
      list="units"
      title={project.name}
      note={project.district}
      answer={answer}
      rowKey={(row) => row.id}
      empty={homes.units.empty}
      columns={useUnitColumns()}
      exports={{ kind: "units", projectId: project.id }}
      filter={{ q, state }}
      filters={
        <>
          <SearchField label={homes.units.search} value={q} onSearch={(text) => setSearch({ q: text })} />
          <Choice
            aria-label={homes.units.state}
            all={homes.units.anyState}
            options={Object.entries(homes.unitState)}
            value={state}
            onChange={(chosen) => setSearch({ state: chosen === "" ? undefined : (chosen as UnitState) })}
          />
        </>
      }
    />
  );
}
