/** 家庭变更: by kind and state, the latest day first; a row opens the change. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { isLate, isOpen } from "./kinds";
import { type Change, changesQuery, type ChangesSearch, type ChangeKind, type ChangeState } from "./queries";

const MOST = 200;

export function ChangesPage() {
  const { lives } = useMessages();
  const words = lives.change;
  const format = useFormat();
  const may = useMay();
  const { project } = useProject();
  const open = useQuery({ ...changesQuery(project?.id ?? "", {}, { limit: MOST }), enabled: project !== undefined }).data?.items.filter(isOpen);
  return (
    <Page
      title={words.title}
      situation={open && words.situation(format.count(open.length), format.count(open.filter((one) => isLate(one, todayOn())).length))}
      actions={
        may("lease_change:submit") && (
          <Link to="/changes/new" className="button primary">
            {words.begin}
          </Link>
        )
      }
    >
      {project && <Changes projectId={project.id} />}
    </Page>
  );
}

/** What is approved waits for its day, and for nobody. */
export function toneOf(one: Change): Tone {
  if (one.state === "effective" || one.state === "approved") return "good";
  if (!isOpen(one)) return "plain";
  return isLate(one, todayOn()) ? "late" : "waiting";
}

function Changes({ projectId }: { readonly projectId: string }) {
  const { homes, lives } = useMessages();
  const words = lives.change;
  const search = usePageSearch<ChangesSearch>();
  const setSearch = useSetSearch<ChangesSearch>();
  const navigate = useNavigate();
  const answer = usePaged(changesQuery(projectId, search, usePaging()));
  return (
    <ListPanel
      list="changes"
      title={words.list}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      onOpen={({ id }) => void navigate({ to: "/changes/$changeId", params: { changeId: id } })}
      filter={{ kind: search.kind, state: search.state }}
      filters={
        <>
          <Choice aria-label={words.kindName} all={words.anyKind} options={Object.entries(words.kind)} value={search.kind} onChange={(one) => setSearch({ kind: one === "" ? undefined : (one as ChangeKind) })} />
          <Choice aria-label={words.stateName} all={words.anyState} options={Object.entries(words.state)} value={search.state} onChange={(one) => setSearch({ state: one === "" ? undefined : (one as ChangeState) })} />
        </>
      }
      columns={[
        { key: "home", title: words.home, cell: (row) => <span className="nw">{homes.address(row.building, row.entrance, row.room)}</span> },
        { key: "tenant", title: words.tenant, cell: (row) => row.tenant_name },
        { key: "kind", title: words.kindName, cell: (row) => words.kind[row.kind] },
        { key: "who", title: words.member, cell: (row) => row.member_name ?? row.name },
        { key: "cause", title: words.causeName, cell: (row) => words.cause[row.cause] },
        { key: "from", title: words.effectiveOn, cell: (row) => <span className={isLate(row, todayOn()) ? "late nw" : "nw"}>{row.effective_on}</span> },
        { key: "contract", title: words.contract, cell: (row) => <span className="nw">{row.contract_no}</span> },
        { key: "state", title: words.stateName, cell: (row) => <StatusBadge tone={toneOf(row)}>{words.state[row.state]}</StatusBadge> },
      ]}
    />
  );
}
