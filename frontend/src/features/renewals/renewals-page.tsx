/** 续租年审: by the day that counts; a row opens the renewal. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { daysBetween, todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { clockOf } from "./clocks";
import { type Renewal, type RenewalKind, renewalsQuery, type RenewalsSearch, type RenewalState } from "./queries";

const MOST = 200;
const DECIDED: ReadonlySet<RenewalState> = new Set(["decided_ok", "final_no"]);

export function RenewalsPage() {
  const { lives } = useMessages();
  const words = lives.renewal;
  const format = useFormat();
  const { project } = useProject();
  const running = useQuery({ ...renewalsQuery(project?.id ?? "", {}, { limit: MOST }), enabled: project !== undefined }).data?.items.filter(({ state }) => !DECIDED.has(state));
  return (
    <Page title={words.title} situation={running && words.situation(format.count(running.length), format.count(running.filter(({ is_late }) => is_late).length))}>
      {project && <Renewals projectId={project.id} />}
    </Page>
  );
}

export function toneOf(one: Renewal): Tone {
  if (DECIDED.has(one.state)) return one.state === "decided_ok" ? "good" : "plain";
  const clock = clockOf(one);
  return clock && clock.on < todayOn() ? "late" : "waiting";
}

function Renewals({ projectId }: { readonly projectId: string }) {
  const { lives } = useMessages();
  const words = lives.renewal;
  const search = usePageSearch<RenewalsSearch>();
  const setSearch = useSetSearch<RenewalsSearch>();
  const navigate = useNavigate();
  const answer = usePaged(renewalsQuery(projectId, search, usePaging()));
  return (
    <ListPanel
      list="renewals"
      title={words.list}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      onOpen={({ id }) => void navigate({ to: "/renewals/$renewalId", params: { renewalId: id } })}
      filter={{ kind: search.kind, state: search.state }}
      filters={
        <>
          <Choice aria-label={words.kindName} all={words.anyKind} options={Object.entries(words.kind)} value={search.kind} onChange={(one) => setSearch({ kind: one === "" ? undefined : (one as RenewalKind) })} />
          <Choice aria-label={words.stateName} all={words.anyState} options={Object.entries(words.state)} value={search.state} onChange={(one) => setSearch({ state: one === "" ? undefined : (one as RenewalState) })} />
        </>
      }
      columns={[
        { key: "unit", title: words.unit, cell: (row) => <span className="nw">{row.unit_code}</span> },
        { key: "tenant", title: words.tenant, cell: (row) => row.tenant_name },
        { key: "contract", title: words.contract, cell: (row) => row.contract_no },
        { key: "kind", title: words.kindName, cell: (row) => words.kind[row.kind] },
        { key: "ends", title: words.endsOn, cell: (row) => <span className="nw">{row.ends_on}</span> },
        { key: "applied", title: words.appliedOn, cell: (row) => <span className="nw">{row.applied_on} {row.is_late && <span className="wait">{words.lateApplied}</span>}</span> },
        { key: "clock", title: words.clock, cell: (row) => <ClockOf one={row} /> },
        { key: "state", title: words.stateName, cell: (row) => <StatusBadge tone={toneOf(row)}>{words.state[row.state]}</StatusBadge> },
      ]}
    />
  );
}

export function ClockOf({ one }: { readonly one: Renewal }) {
  const { lives } = useMessages();
  const words = lives.renewal;
  const clock = clockOf(one);
  if (!clock) return null;
  const left = daysBetween(todayOn(), clock.on);
  return (
    <span className="nw">
      {words.clocks[clock.name]} {clock.on} <span className={left < 0 ? "late" : left <= 7 ? "wait" : "muted"}>{left < 0 ? words.late(String(-left)) : words.left(String(left))}</span>
    </span>
  );
}
