/** 直接配租: proposed by one of the bureau, agreed to by another; then the home waits for its lease. */
import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { Deed } from "../../components/deed";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Page } from "../../components/page";
import { type PossibleDeed, PossibleDeeds } from "../../components/possible-deeds";
import { useProject } from "../../components/project-choice";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { ProposeDirect } from "./propose-direct";
import { approve, directQuery, reject, type Reservation, type ReservationState } from "./queries";

interface Search {
  readonly state?: ReservationState | undefined;
}

const TONES: Readonly<Record<ReservationState, Tone>> = { proposed: "waiting", held: "waiting", used: "good", waived: "plain", lapsed: "plain", rejected: "plain" };

export function DirectPage() {
  const { direct: words } = useMessages();
  const { project } = useProject();
  return (
    <Page title={words.title} situation={words.situation} actions={project && <ProposeDirect projectId={project.id} />}>
      {project && <List projectId={project.id} />}
    </Page>
  );
}

function List({ projectId }: { readonly projectId: string }) {
  const { direct: words, homes } = useMessages();
  const { state } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = usePaged(directQuery(projectId, state, usePaging()));
  return (
    <ListPanel
      list="direct-allocations"
      title={words.list}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      filter={{ state }}
      filters={<Choice aria-label={words.stateName} all={words.anyState} options={Object.entries(words.state)} value={state} onChange={(one) => setSearch({ state: one === "" ? undefined : (one as ReservationState) })} />}
      columns={[
        { key: "home", title: words.home, cell: (row) => <span className="nw">{homes.address(row.building, row.entrance, row.room)}</span> },
        { key: "applicant", title: words.applicant, cell: (row) => row.applicant_name },
        { key: "decision", title: words.decision, cell: (row) => row.decision_no },
        { key: "reason", title: words.reason, cell: (row) => row.reason },
        { key: "deadline", title: words.deadline, cell: (row) => <span className="nw">{row.deadline_on}</span> },
        { key: "state", title: words.stateName, cell: (row) => <StatusBadge tone={TONES[row.state]}>{words.state[row.state]}</StatusBadge> },
        { key: "end", title: words.endReason, cell: (row) => row.end_reason },
        { key: "deeds", title: "", align: "end", cell: (row) => <span className="deeds"><DirectDeeds one={row} /></span> },
      ]}
    />
  );
}

interface Props {
  readonly one: Reservation;
}

const RULES: readonly PossibleDeed<Reservation["possible"][number], Reservation>[] = [
  { on: "reject", needs: "allocation:approve", bySecond: true, Deed: Reject },
  { on: "approve", needs: "allocation:approve", bySecond: true, Deed: Approve },
];

export function DirectDeeds({ one }: Props) {
  return <PossibleDeeds one={one} rules={RULES} />;
}

function Approve({ one }: Props) {
  const { direct: words, homes } = useMessages();
  return <Deed small primary label={words.approve} title={words.approveTitle(one.applicant_name, homes.address(one.building, one.entrance, one.room))} explain={words.approveExplain} run={() => approve(one)} />;
}

const Field = fieldsOf<{ reason: string }>();

function Reject({ one }: Props) {
  const { direct: words } = useMessages();
  return (
    <Deed<{ reason: string }> small label={words.reject} title={words.rejectTitle} explain={words.rejectExplain} run={({ reason }) => reject(one, reason)}>
      <Field.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}
