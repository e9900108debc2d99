/** 找合同: a lease that is lived under, by name, home or number; a row chooses it. */
import { useQuery } from "@tanstack/react-query";

import { api } from "../api/client";
import type { components } from "../api/schema";
import { useMessages } from "../i18n/language";
import { DataTable } from "./data-table";
import { SearchField } from "./filter-bar";
import { Panel } from "./panel";
import { useProject } from "./project-choice";
import { QueryProblem } from "./query-problem";

type Lease = components["schemas"]["LeaseOut"];

interface Props {
  readonly title?: string;
  /** What was typed; it lives where the page keeps it. */
  readonly q: string | undefined;
  readonly onSearch: (text: string | undefined) => void;
  readonly onChoose: (lease: Lease) => void;
  /** Of those found, which may be chosen. */
  readonly only?: (lease: Lease) => boolean;
}

const namedQuery = (project_id: string, q: string) => api.queryOptions("get", "/v1/leases", { params: { query: { project_id, q, limit: 20 } } });

const NOT_LIVED_IN: ReadonlySet<Lease["state"]> = new Set(["draft", "explained", "pending_sign", "signed", "terminated", "void"]);

const ANY = () => true;

/** Undefined while they are on their way; nothing before somebody has typed. */
function useNamed(q: string | undefined) {
  const { project } = useProject();
  const answer = useQuery({ ...namedQuery(project?.id ?? "", q ?? ""), enabled: project !== undefined && q !== undefined });
  return { answer, found: q === undefined ? [] : answer.data?.items.filter(({ state }) => !NOT_LIVED_IN.has(state)) };
}

export function LeaseFinder({ title, q, onSearch, onChoose, only = ANY }: Props) {
  const { homes, lives } = useMessages();
  const words = lives.leaseFinder;
  const { answer, found } = useNamed(q);
  const name = title ?? words.title;
  return (
    <Panel title={name} more={<SearchField label={words.hint} value={q} onSearch={onSearch} />}>
      <QueryProblem of={answer} />
      <DataTable
        caption={name}
        empty={q === undefined ? words.hint : words.none}
        rows={found?.filter(only)}
        rowKey={(row) => row.id}
        onOpen={onChoose}
        columns={[
          { key: "home", title: homes.leases.home, cell: (row) => homes.address(row.building, row.entrance, row.room) },
          { key: "tenant", title: homes.leases.tenant, cell: (row) => row.tenant_name },
          { key: "contract", title: homes.leases.contract, cell: (row) => row.contract_no },
          { key: "state", title: homes.leases.state, cell: (row) => homes.leaseState[row.state] },
        ]}
      />
    </Panel>
  );
}
