/** 入住: bookings by day, today's first; a row opens its checklist. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Input } from "antd";

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
import styles from "./check-ins.module.css";
import { type CheckIn, checkInsQuery, type CheckInsSearch, type CheckInState } from "./queries";

const MOST = 200;
const OVER: ReadonlySet<CheckInState> = new Set(["registered", "cancelled"]);

export function CheckInsPage() {
  const { lives } = useMessages();
  const words = lives.checkIn;
  const format = useFormat();
  const { project } = useProject();
  const today = todayOn();
  const all = useQuery({ ...checkInsQuery(project?.id ?? "", {}, { limit: MOST }), enabled: project !== undefined }).data?.items.filter(({ state }) => !OVER.has(state));
  return (
    <Page title={words.title} situation={all && words.situation(format.count(all.filter(({ booked_on }) => booked_on === today).length), format.count(all.length))}>
      {project && <CheckIns projectId={project.id} />}
    </Page>
  );
}

export function toneOf(one: Pick<CheckIn, "state" | "booked_on">): Tone {
  if (one.state === "registered") return "good";
  if (one.state === "cancelled") return "plain";
  return one.state !== "no_show" && one.state !== "handed_over" && one.booked_on < todayOn() ? "late" : "waiting";
}

function CheckIns({ projectId }: { readonly projectId: string }) {
  const { lives } = useMessages();
  const words = lives.checkIn;
  const search = usePageSearch<CheckInsSearch>();
  const setSearch = useSetSearch<CheckInsSearch>();
  const navigate = useNavigate();
  const answer = usePaged(checkInsQuery(projectId, search, usePaging()));
  const day = (key: "since" | "through", label: string) => (
    <Input type="date" className={styles.day ?? ""} aria-label={`${words.day} ${label}`} value={search[key] ?? ""} onChange={(event) => setSearch({ [key]: event.target.value === "" ? undefined : event.target.value })} />
  );
  return (
    <ListPanel
      list="check-ins"
      title={words.list}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      onOpen={({ id }) => void navigate({ to: "/check-ins/$checkInId", params: { checkInId: id } })}
      filter={{ state: search.state, since: search.since, through: search.through }}
      passing={["since", "through"]}
      filters={
        <>
          <Choice aria-label={words.stateName} all={words.anyState} options={Object.entries(words.state)} value={search.state} onChange={(one) => setSearch({ state: one === "" ? undefined : (one as CheckInState) })} />
          <span className={styles.days}>
            {words.day} {day("since", words.from)} – {day("through", words.through)}
          </span>
        </>
      }
      columns={[
        { key: "day", title: words.day, cell: (row) => <span className="nw">{row.booked_on}</span> },
        { key: "unit", title: words.unit, cell: (row) => <span className="nw">{row.unit_code}</span> },
        { key: "tenant", title: words.tenant, cell: (row) => row.tenant_name },
        { key: "contract", title: words.contract, cell: (row) => row.contract_no },
        { key: "from", title: words.rent, cell: (row) => <span className="nw">{row.charged_from}</span> },
        { key: "state", title: words.stateName, cell: (row) => <StatusBadge tone={toneOf(row)}>{words.state[row.state]}</StatusBadge> },
      ]}
    />
  );
}
