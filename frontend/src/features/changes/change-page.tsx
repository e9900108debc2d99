/** A change of a household: what stood there and what will, its proof, and who decided. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { useMay } from "../../api/me";
import { CasePapers } from "../../components/case-papers";
import { DataTable } from "../../components/data-table";
import { Detail } from "../../components/detail";
import { Fact } from "../../components/fact-strip";
import { FactsList } from "../../components/facts-list";
import { FileButton } from "../../components/file-viewer";
import { LeaseTerms } from "../../components/lease-terms";
import { Panel } from "../../components/panel";
import { Pending } from "../../components/pending";
import { StatusBadge } from "../../components/status-badge";
import { stepsAlong, StepTrack } from "../../components/step-track";
import { type Happening, Timeline } from "../../components/timeline";
import { businessDate, todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { ChangeDeeds } from "./change-deeds";
import { toneOf } from "./changes-page";
import { isLate, linesOf, type Told, wayOf } from "./kinds";
import { type Change, changeQuery, fileOf, leaseQuery } from "./queries";

export function ChangePage() {
  const { lives } = useMessages();
  const { changeId = "" } = useParams({ strict: false });
  const answer = useQuery(changeQuery(changeId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={lives.change.title} answer={answer} />;
}

interface Props {
  readonly one: Change;
}

function One({ one }: Props) {
  const { homes, lives } = useMessages();
  const words = lives.change;
  const format = useFormat();
  const may = useMay();
  const waits = one.state === "approved" ? words.toEffect(format.day(one.effective_on)) : words.waits[one.state];
  return (
    <Detail
      title={`${one.tenant_name} ${words.kind[one.kind]}`}
      parents={[{ label: words.title, link: { to: "/changes" } }]}
      beside={
        <>
          <span className="nw">{homes.address(one.building, one.entrance, one.room)}</span>
          <StatusBadge tone={toneOf(one)}>{words.state[one.state]}</StatusBadge>
        </>
      }
      {...(waits !== undefined && { situation: waits })}
      actions={
        <>
          {may("household:read") && (
            <Link to="/households/$householdId" params={{ householdId: one.household_id }} search={{ lease: one.lease_id }} className="button">
              {lives.lease.toHousehold}
            </Link>
          )}
          <ChangeDeeds one={one} />
        </>
      }
      facts={<Facts one={one} />}
      aside={
        <>
          <CasePapers record={`/v1/lease-changes/${one.id}`} name={one.contract_no} decided={one.decided_on !== null} />
          <Course one={one} />
        </>
      }
    >
      <StepTrack label={words.track} steps={stepsAlong(wayOf(one), one.state, (state) => words.trackStep[state] ?? words.state[state])} />
      <Lines one={one} />
      <Decision one={one} />
      <Rent one={one} />
    </Detail>
  );
}

function Facts({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.change;
  return (
    <>
      <Fact name={words.kindName} below={words.cause[one.cause]}>
        {words.kind[one.kind]}
      </Fact>
      <Fact name={words.effectiveOn} tone={isLate(one, todayOn()) ? "late" : undefined} {...(one.reason !== null && { below: one.reason })}>
        {one.effective_on}
      </Fact>
      <Fact name={words.contract}>
        <Link to="/leases/$leaseId" params={{ leaseId: one.lease_id }}>
          {one.contract_no}
        </Link>
      </Fact>
      <Fact name={words.papers}>
        <span className="deeds">
          {one.file_ids.map((id, at) => (
            <FileButton key={id} small href={fileOf(one.lease_id, id)} title={words.papers} label={words.paper(String(at + 1))} />
          ))}
        </span>
      </Fact>
    </>
  );
}

function Lines({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.change;
  const tell = (told: Told): ReactNode => {
    if ("text" in told) return told.text;
    return "former" in told ? words.stays(told.former) : <span className="muted">{words[told.word]}</span>;
  };
  return (
    <Panel title={words.lines} note={words.linesNote}>
      <DataTable
        caption={words.lines}
        empty={words.courseEmpty}
        rows={linesOf(one)}
        rowKey={(row) => row.field}
        columns={[
          { key: "field", title: words.field, cell: (row) => words.line[row.field] },
          { key: "from", title: words.from, cell: (row) => tell(row.from) },
          { key: "to", title: words.to, cell: (row) => <b>{tell(row.to)}</b> },
        ]}
      />
    </Panel>
  );
}

function Decision({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.change;
  const lines: readonly (readonly [name: string, text: string | null])[] = [
    [words.note, one.note],
    [words.checkedOn, one.checked_on],
    [words.decidedOn, one.decided_on === null ? null : `${one.decided_on} ${one.state === "rejected" ? words.verdicts.no : words.verdicts.ok}`],
    [words.decisionNo, one.decision_no],
    [words.decisionWords, one.decision],
  ];
  return (
    <Panel title={words.decision} padded>
      {one.checked_on === null && one.decided_on === null && <p className="muted">{words.noDecision}</p>}
      <FactsList lines={lines} />
    </Panel>
  );
}

const CONCERNS_RENT: ReadonlySet<Change["kind"]> = new Set(["join", "leave", "substitute"]);

/** A correction has nothing to do with the rent; for the rest, decisions that follow from it. */
function Rent({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.change;
  const touches = CONCERNS_RENT.has(one.kind) && one.state !== "rejected" && one.state !== "withdrawn";
  const lease = useQuery({ ...leaseQuery(one.lease_id), enabled: touches }).data;
  if (!touches) return null;
  return <LeaseTerms leaseId={one.lease_id} title={words.rent} empty={words.rentNone} tier={lease?.tier} changeId={one.id} open={one.state === "approved" || one.state === "effective"} />;
}

function Course({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.change;
  const format = useFormat();
  const { submitted, checked, confirmed, approved, rejected, effective } = words.happened;
  const decided = one.state === "rejected" ? rejected : approved;
  const isConfirmed = one.checked_by !== null && one.checked_by === one.decided_by;
  const steps: readonly (readonly [what: string, on: string | null, more: string | null])[] = [
    [effective, one.took_effect_on, null],
    ...(isConfirmed ? [] : ([[decided, one.decided_on, one.decision_no]] as const)),
    [isConfirmed ? confirmed : checked, one.checked_on, null],
  ];
  const happenings: Happening[] = steps.flatMap(([what, on, more]) => (on === null ? [] : [{ key: what, when: format.when(on), what, ...(more !== null && { more }) }]));
  happenings.push({ key: submitted, when: format.when(businessDate(new Date(one.made_at))), what: submitted, more: format.moment(one.made_at) });
  return <Timeline title={words.course} empty={words.courseEmpty} happenings={happenings} />;
}
