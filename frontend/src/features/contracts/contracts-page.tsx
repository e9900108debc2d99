/** 合同与服务费: the project's contracts with their next step, and its fee statements. */
import { useQuery } from "@tanstack/react-query";

import type { Project } from "../../api/projects";
import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { useProject } from "../../components/project-choice";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { ContractsTable } from "./contracts-table";
import { FeePanel, TONES } from "./fee-panel";
import { contractsQuery, type Fee, feesQuery } from "./queries";

interface Search {
  readonly open?: string | undefined;
}

export function ContractsPage() {
  const { settle } = useMessages();
  const { project } = useProject();
  return (
    <Page title={settle.contract.title} situation={settle.contract.situation}>
      {project && (
        <div className="grid">
          <Contracts project={project} />
          <Fees project={project} />
        </div>
      )}
    </Page>
  );
}

function Contracts({ project }: { readonly project: Project }) {
  const { settle } = useMessages();
  const answer = useQuery(contractsQuery(project.id));
  return (
    <Panel title={settle.contract.list} note={project.name}>
      <QueryProblem of={answer} />
      <ContractsTable rows={answer.data?.items} />
    </Panel>
  );
}

function Fees({ project }: { readonly project: Project }) {
  const { settle } = useMessages();
  const { open } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = useQuery(feesQuery(project.id));
  const opened = answer.data?.items.find(({ id }) => id === open);
  return (
    <>
      <Panel title={settle.contract.fees}>
        <QueryProblem of={answer} />
        <FeesTable rows={answer.data?.items} open={open} onOpen={(id) => setSearch({ open: id })} />
      </Panel>
      {opened && <FeePanel fee={opened} />}
    </>
  );
}

interface FeesProps {
  readonly rows: readonly Fee[] | undefined;
  readonly open: string | undefined;
  readonly onOpen: (id: string) => void;
}

function FeesTable({ rows, open, onOpen }: FeesProps) {
  const { settle } = useMessages();
  const words = settle.fee;
  return (
    <DataTable
      caption={words.title}
      empty={words.empty}
      rows={rows}
      rowKey={(row) => row.id}
      selected={open}
      onOpen={(row) => onOpen(row.id)}
      columns={[
        { key: "month", title: words.month, cell: (row) => row.month },
        { key: "number", title: words.number, cell: (row) => row.number },
        { key: "base", title: words.base, align: "end", cell: (row) => <Money fen={row.base_fen} /> },
        { key: "coefficient", title: words.coefficient, align: "end", cell: (row) => row.coefficient },
        { key: "deductions", title: words.deductions, align: "end", cell: (row) => <Money fen={row.deductions_fen} /> },
        { key: "payable", title: words.payable, align: "end", cell: (row) => <b><Money fen={row.payable_fen} /></b> },
        { key: "state", title: settle.states, cell: (row) => <StatusBadge tone={TONES[row.state]}>{settle.feeState[row.state]}</StatusBadge> },
      ]}
    />
  );
}
