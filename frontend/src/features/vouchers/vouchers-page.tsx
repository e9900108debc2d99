/** 代交与追回: the vouchers of a project, the latest month first; one of them open. */
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
import { type Voucher, vouchersQuery } from "./queries";
import { TONES, VoucherPanel } from "./voucher-panel";

interface Search {
  readonly open?: string | undefined;
}

export function VouchersPage() {
  const { settle } = useMessages();
  const { project } = useProject();
  return (
    <Page title={settle.voucher.title} situation={settle.voucher.situation}>
      {project && <Vouchers project={project} />}
    </Page>
  );
}

function Vouchers({ project }: { readonly project: Project }) {
  const { settle } = useMessages();
  const { open } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = useQuery(vouchersQuery(project.id, undefined));
  const opened = answer.data?.items.find(({ id }) => id === open);
  return (
    <div className="grid">
      <Panel title={project.name} note={settle.voucher.title}>
        <QueryProblem of={answer} />
        <VouchersTable rows={answer.data?.items} open={open} onOpen={(id) => setSearch({ open: id })} />
      </Panel>
      {opened && <VoucherPanel voucher={opened} />}
    </div>
  );
}

interface TableProps {
  readonly rows: readonly Voucher[] | undefined;
  readonly open: string | undefined;
  readonly onOpen: (id: string) => void;
}

function VouchersTable({ rows, open, onOpen }: TableProps) {
  const { settle } = useMessages();
  const words = settle.voucher;
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
        { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        { key: "recovered", title: words.recovered, align: "end", cell: (row) => <Money fen={row.recovered_fen} /> },
        { key: "outstanding", title: words.outstanding, align: "end", cell: (row) => <Money fen={row.outstanding_fen} /> },
        { key: "due", title: words.dueOn, cell: (row) => <span className="nw">{row.due_on}</span> },
        { key: "state", title: settle.states, cell: (row) => <StatusBadge tone={TONES[row.state]}>{settle.voucherState[row.state]}</StatusBadge> },
      ]}
    />
  );
}
