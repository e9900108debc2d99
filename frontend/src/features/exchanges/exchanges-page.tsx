/** 换房: by state, the latest first; a row opens the exchange. */
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
import { businessDate, daysBetween, todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Exchange, exchangesQuery, type ExchangesSearch, type ExchangeState, type Home } from "./queries";
import { clockOf, isOpen } from "./ways";

const MOST = 200;

export function ExchangesPage() {
  const { lives } = useMessages();
  const words = lives.exchange;
  const format = useFormat();
  const may = useMay();
  const { project } = useProject();
  const open = useQuery({ ...exchangesQuery(project?.id ?? "", {}, { limit: MOST }), enabled: project !== undefined }).data?.items.filter(isOpen);
  const waiting = open?.filter(({ kind, state }) => kind === "transfer" && state === "approved");
  return (
    <Page
      title={words.title}
      situation={open && waiting && words.situation(format.count(open.length), format.count(waiting.length))}
      actions={
        may("exchange:ask") && (
          <Link to="/exchanges/new" className="button primary">
            {words.begin}
          </Link>
        )
      }
    >
      {project && <Exchanges projectId={project.id} />}
    </Page>
  );
}

export function toneOf(one: Exchange): Tone {
  if (!isOpen(one)) return one.state === "done" ? "good" : "plain";
  const clock = clockOf(one);
  return clock && clock.on < todayOn() ? "late" : "waiting";
}

function Exchanges({ projectId }: { readonly projectId: string }) {
  const { lives } = useMessages();
  const words = lives.exchange;
  const search = usePageSearch<ExchangesSearch>();
  const setSearch = useSetSearch<ExchangesSearch>();
  const navigate = useNavigate();
  const answer = usePaged(exchangesQuery(projectId, search, usePaging()));
  return (
    <ListPanel
      list="exchanges"
      title={words.list}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      onOpen={({ id }) => void navigate({ to: "/exchanges/$exchangeId", params: { exchangeId: id } })}
      filter={{ state: search.state }}
      filters={<Choice aria-label={words.stateName} all={words.anyState} options={Object.entries(words.state)} value={search.state} onChange={(one) => setSearch({ state: one === "" ? undefined : (one as ExchangeState) })} />}
      columns={[
        { key: "home", title: words.home, cell: (row) => <Address home={row.from_home} /> },
        { key: "tenant", title: words.tenant, cell: (row) => row.tenant_name },
        { key: "kind", title: words.kindName, cell: (row) => words.kind[row.kind] },
        { key: "reason", title: words.reasonName, cell: (row) => words.reason[row.reason_code] },
        { key: "to", title: words.toHome, cell: (row) => <To one={row} /> },
        { key: "asked", title: words.askedOn, cell: (row) => <span className="nw">{businessDate(new Date(row.made_at))}</span> },
        { key: "moves", title: words.movesOn, cell: (row) => <span className="nw">{row.moves_on}</span> },
        { key: "state", title: words.stateName, cell: (row) => <StatusBadge tone={toneOf(row)}>{words.state[row.state]}</StatusBadge> },
      ]}
    />
  );
}

export function Address({ home }: { readonly home: Home }) {
  const { homes } = useMessages();
  return <span className="nw">{homes.address(home.building, home.entrance, home.room)}</span>;
}

function To({ one }: { readonly one: Exchange }) {
  const { lives } = useMessages();
  if (one.to_home === null) return <span className="muted">{lives.exchange.toNone}</span>;
  return (
    <>
      <Address home={one.to_home} /> {one.with_tenant_name}
    </>
  );
}

/** What counts now: the last day to sign, or the day of the move. */
export function ClockOf({ one }: { readonly one: Exchange }) {
  const { lives } = useMessages();
  const words = lives.exchange;
  const format = useFormat();
  const clock = clockOf(one);
  if (!clock) return null;
  const left = daysBetween(todayOn(), clock.on);
  const day = format.day(clock.on);
  return (
    <span className="nw">
      {clock.name === "offer" ? words.offerUntil(day) : `${words.movesOn} ${day}`}{" "}
      <span className={left < 0 ? "late" : left <= 3 ? "wait" : "muted"}>{left < 0 ? words.late(String(-left)) : left === 0 ? words.today : words.left(String(left))}</span>
    </span>
  );
}
