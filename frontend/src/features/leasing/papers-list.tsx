/** Every lease between draft and the key, by how far it has come; a row opens the lease. */
import { useQueries } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { useMessages } from "../../i18n/language";
import { ON_THE_WAY, onTheWayQuery } from "./queries";

export function PapersList({ projectId }: { readonly projectId: string }) {
  const { homes, lives } = useMessages();
  const words = lives.leasing;
  const navigate = useNavigate();
  const answers = useQueries({ queries: ON_THE_WAY.map((state) => onTheWayQuery(projectId, state)) });
  const there = answers.every(({ data }) => data !== undefined);
  return (
    <Panel title={words.papersList}>
      <QueryProblem of={answers} />
      <DataTable
        caption={words.papersList}
        empty={words.papersEmpty}
        rows={there ? answers.flatMap(({ data }) => data?.items ?? []) : undefined}
        rowKey={(row) => row.id}
        onOpen={({ id }) => void navigate({ to: "/leases/$leaseId", params: { leaseId: id } })}
        columns={[
          { key: "home", title: words.home, cell: (row) => <span className="nw">{homes.address(row.building, row.entrance, row.room)}</span> },
          { key: "tenant", title: words.tenant, cell: (row) => row.tenant_name },
          { key: "contract", title: words.contract, cell: (row) => row.contract_no },
          { key: "term", title: words.term, cell: (row) => <span className="nw">{row.starts_on} – {row.ends_on}</span> },
          { key: "rent", title: words.rent, align: "end", cell: (row) => <Money fen={row.monthly_rent_fen} /> },
          { key: "state", title: words.state, cell: (row) => <StatusBadge tone={row.state === "signed" ? "good" : "waiting"}>{homes.leaseState[row.state]}</StatusBadge> },
          { key: "next", title: words.next, cell: (row) => words.nextStep[row.state] },
        ]}
      />
    </Panel>
  );
}
