/** A renewal or review: how far it has come, what was declared and checked, and what was decided on which ground. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Detail } from "../../components/detail";
import { Fact } from "../../components/fact-strip";
import { FactsList } from "../../components/facts-list";
import { FileButton } from "../../components/file-viewer";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { PapersPanel } from "../../components/papers-panel";
import { Pending } from "../../components/pending";
import { type PossibleDeed, PossibleDeeds } from "../../components/possible-deeds";
import { StatusBadge } from "../../components/status-badge";
import { stepsAlong, StepTrack } from "../../components/step-track";
import { Timeline } from "../../components/timeline";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { papersOf, wayOf } from "./clocks";
import { Apply, Objecting, Supply } from "./household-deeds";
import { Answer, Ask, Check, Decide, DraftNext, GrantLate, Propose } from "./office-deeds";
import { fileOf, paperOf, type RenewalDetail, type RenewalEvent, renewalQuery } from "./queries";
import { ClockOf, toneOf } from "./renewals-page";

export function RenewalPage() {
  const { lives } = useMessages();
  const { renewalId = "" } = useParams({ strict: false });
  const answer = useQuery(renewalQuery(renewalId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={lives.renewal.title} answer={answer} />;
}

interface Props {
  readonly one: RenewalDetail;
}

const RULES: readonly PossibleDeed<RenewalEvent, RenewalDetail>[] = [
  { on: "apply", needs: "renewal:apply", Deed: Apply },
  { on: "check", needs: "renewal:decide", Deed: GrantLate },
  { on: "check", needs: "renewal:check", Deed: Check },
  { on: "ask_for_more", needs: "renewal:check", Deed: Ask },
  { on: "supply", needs: "renewal:apply", Deed: Supply },
  { on: "approve", needs: "renewal:check", Deed: Propose },
  { on: "approve", needs: "renewal:decide", Deed: Decide },
  { on: "object", needs: "renewal:apply", Deed: Objecting },
  { on: "uphold", needs: "renewal:decide", Deed: Answer },
];

function One({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.renewal;
  const may = useMay();
  const mayFollow = one.state === "decided_ok" && one.kind === "renewal" && one.next_lease_id === null && may("lease:draft");
  return (
    <Detail
      title={`${one.tenant_name} ${words.kind[one.kind]}`}
      parents={[{ label: words.title, link: { to: "/renewals" } }]}
      beside={
        <>
          <span className="nw">{one.unit_code}</span>
          <StatusBadge tone={toneOf(one)}>{words.state[one.state]}</StatusBadge>
        </>
      }
      situation={<ClockOf one={one} />}
      actions={
        <>
          <PossibleDeeds one={one} rules={RULES} />
          {mayFollow && <DraftNext one={one} />}
        </>
      }
      facts={<Facts one={one} />}
      aside={
        <>
          <RenewalPapers one={one} />
          <Invitations one={one} />
        </>
      }
    >
      <StepTrack label={words.track} steps={stepsAlong(wayOf(one.state), one.state, (state) => words.state[state])} />
      <Application one={one} />
      <Decision one={one} />
    </Detail>
  );
}

function Facts({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.renewal;
  return (
    <>
      <Fact name={words.contract} below={`${words.endsOn} ${one.ends_on}`}>
        <Link to="/leases/$leaseId" params={{ leaseId: one.lease_id }}>
          {one.contract_no}
        </Link>
      </Fact>
      <Fact name={words.applyBy} {...(one.is_late && { tone: "wait" as const, below: one.late_granted_by === null ? words.lateApplied : `${words.lateApplied}，${words.lateGranted}` })}>
        {one.apply_by}
      </Fact>
      <Fact name={words.standing} tone={one.is_eligible ? undefined : "wait"}>
        {one.is_eligible ? words.eligible : words.notEligible}
      </Fact>
      <Fact name={words.overdue} tone={one.overdue_fen > 0 ? "late" : undefined} {...(one.months_owed > 0 && { below: words.months(String(one.months_owed)) })}>
        <Money fen={one.overdue_fen} unit />
      </Fact>
      {one.next_lease_id !== null && (
        <Fact name={words.nextLease}>
          <Link to="/leases/$leaseId" params={{ leaseId: one.next_lease_id }}>
            {lives.lease.open}
          </Link>
        </Fact>
      )}
    </>
  );
}

function Application({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.renewal;
  return (
    <Panel title={words.application} {...(one.applied_on !== null && { note: `${one.applied_on} ${one.at_counter ? words.counter : words.own}` })} padded>
      {one.applied_on === null ? (
        <p className="muted">{words.notApplied}</p>
      ) : (
        <dl className="facts">
          <dt>{words.declaration}</dt>
          <dd>{one.declaration}</dd>
          {one.missing_papers !== null && (
            <>
              <dt>{words.missing}</dt>
              <dd>{[one.missing_papers, one.supply_by].filter(Boolean).join(" ")}</dd>
            </>
          )}
          {one.file_ids.length > 0 && (
            <>
              <dt>{words.papers}</dt>
              <dd className="deeds">
                {one.file_ids.map((id, at) => (
                  <FileButton key={id} small href={fileOf(one.lease_id, id)} title={words.papers} label={`${words.papers} ${at + 1}`} />
                ))}
              </dd>
            </>
          )}
        </dl>
      )}
    </Panel>
  );
}

function Decision({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.renewal;
  const lines: readonly (readonly [name: string, text: string | null])[] = [
    [words.proposed, one.proposed_ok === null ? null : one.proposed_ok ? words.yes : words.no],
    [words.decision, one.decided_on],
    [words.reasonCode, one.reason_code && words.reason[one.reason_code]],
    [words.facts, one.reason],
    [words.decisionNo, one.decision_no],
    [words.objection, one.objection],
    [words.reply, one.reply],
  ];
  return (
    <Panel title={words.decision} padded>
      {one.proposed_ok === null && one.decided_on === null ? (
        <p className="muted">{words.noDecision}</p>
      ) : (
        <FactsList lines={lines} />
      )}
    </Panel>
  );
}

function RenewalPapers({ one }: Props) {
  const words = useMessages().lives.renewal;
  const papers = papersOf(one).map((kind) => ({ name: words.paper[kind], href: paperOf(one.id, kind), title: `${words.paper[kind]} ${one.contract_no}` }));
  return <PapersPanel papers={papers} />;
}

function Invitations({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.renewal;
  const format = useFormat();
  return <Timeline title={words.invitations} empty={words.invitationsNone} happenings={one.invitations.toReversed().map(({ mark, sent_on }) => ({ key: mark, when: format.when(sent_on), what: words.invited(markIn(mark, words.months, words.days)) }))} />;
}

/** `6m`, `30d`: how long before the end, as the parameter has it. */
function markIn(mark: string, months: (count: string) => string, days: (count: string) => string): string {
  const [, count = "", unit] = /^(\d+)([md])$/.exec(mark) ?? [];
  if (unit === undefined) return mark;
  return unit === "m" ? months(count) : days(count);
}
