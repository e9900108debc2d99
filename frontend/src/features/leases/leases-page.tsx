/** 住户与合同: the leases of a project, by contract number; a row opens the household. */
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import type { Project } from "../../api/projects";
import { Choice } from "../../components/choice";
import { SearchField } from "../../components/filter-bar";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { useLeaseColumns } from "./lease-columns";
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
  const { q, state } = usePageSearch<LeasesSearch>();
  const setSearch = useSetSearch<LeasesSearch>();
  const navigate = useNavigate();
  const answer = usePaged(leasesQuery(project.id, { q, state }, usePaging()));
  return (
    <ListPanel
      list="leases"
      title={project.name}
      note={project.district}
      answer={answer}
      rowKey={(row) => row.id}
      empty={homes.leases.empty}
      columns={useLeaseColumns()}
      onOpen={({ household_id }) => void navigate({ to: "/households/$householdId", params: { householdId: household_id } })}
      filter={{ q, state }}
      filters={
        <>
          <SearchField label={homes.leases.search} value={q} onSearch={(text) => setSearch({ q: text })} />
          <Choice
            aria-label={homes.leases.state}
            all={homes.leases.anyState}
            options={Object.entries(homes.leaseState)}
            value={state}
            onChange={(chosen) => setSearch({ state: chosen === "" ? undefined : (chosen as LeaseState) })}
          />
        </>
      }
    />
  );
}
