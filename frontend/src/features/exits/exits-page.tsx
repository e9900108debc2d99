/** 退房腾退: cases by way out and state, with the clock that runs on each; a row opens the case. */
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
import { daysBetween, todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type ExitCase, exitsQuery, type ExitsSearch, type ExitState, type Track } from "./queries";
import { clockOf } from "./tracks";

const MOST = 200;
const OVER: ReadonlySet<ExitState> = new Set(["closed", "withdrawn"]);

export function ExitsPage() {
  const { lives } = useMessages();
  const words = lives.exits;
  const format = useFormat();
  const may = useMay();
  const { project } = useProject();
  const running = useQuery({ ...exitsQuery(project?.id ?? "", {}, { limit: MOST }), enabled: project !== undefined }).data?.items.filter(({ state }) => !OVER.has(state));
  return (
    <Page
      title={words.title}
      situation={running && words.situation(format.count(running.length), format.count(running.filter((one) => toneOf(one) === "late").length))}
      actions={
        may("exit:open") && (
          <Link to="/exits/new" className="button primary">
            {words.open}
          </Link>
        )
      }
    >
      {project && <Exits projectId={project.id} />}
    </Page>
  );
}

export function toneOf(one: ExitCase): Tone {
  if (OVER.has(one.state)) return one.state === "closed" ? "good" : "plain";
  const clock = clockOf(one);
  return clock && clock.on < todayOn() ? "late" : "waiting";
}

function Exits({ projectId }: { readonly projectId: string }) {
  const { homes, lives } = useMessages();
  const words = lives.exits;
  const search = usePageSearch<ExitsSearch>();
  const setSearch = useSetSearch<ExitsSearch>();
  const navigate = useNavigate();
  const answer = usePaged(exitsQuery(projectId, search, usePaging()));
  return (
    <ListPanel
      list="exits"
      title={words.list}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      onOpen={({ id }) => void navigate({ to: "/exits/$caseId", params: { caseId: id } })}
      filter={{ track: search.track, state: search.state }}
      filters={
        <>
          <Choice aria-label={words.trackName} all={words.anyTrack} options={Object.entries(words.track)} value={search.track} onChange={(one) => setSearch({ track: one === "" ? undefined : (one as Track) })} />
          <Choice aria-label={words.stateName} all={words.anyState} options={Object.entries(words.state)} value={search.state} onChange={(one) => setSearch({ state: one === "" ? undefined : (one as ExitState) })} />
        </>
      }
      columns={[
        { key: "number", title: words.number, cell: (row) => <span className="nw">{row.number}</span> },
        { key: "home", title: words.home, cell: (row) => `${homes.address(row.building, row.entrance, row.room)} ${row.tenant_name}` },
        { key: "track", title: words.trackName, cell: (row) => words.track[row.track] },
        { key: "ground", title: words.groundName, cell: (row) => words.ground[row.ground] },
        { key: "opened", title: words.opened, cell: (row) => <span className="nw">{row.opened_on}</span> },
        { key: "clock", title: words.clock, cell: (row) => <ClockOf one={row} /> },
        { key: "state", title: words.stateName, cell: (row) => <StatusBadge tone={toneOf(row)}>{words.state[row.state]}</StatusBadge> },
      ]}
    />
  );
}

export function ClockOf({ one }: { readonly one: ExitCase }) {
  const { lives } = useMessages();
  const words = lives.exits;
  const clock = clockOf(one);
  if (!clock) return null;
  const left = daysBetween(todayOn(), clock.on);
  return (
    <span className="nw">
      {words.clocks[clock.name]} {clock.on} <span className={left < 0 ? "late" : left <= 3 ? "wait" : "muted"}>{left < 0 ? words.late(String(-left)) : left === 0 ? words.today : words.left(String(left))}</span>
    </span>
  );
}
