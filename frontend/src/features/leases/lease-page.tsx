/** A lease: its terms and rent, its texts and signatures, what is under way with it, and what can be done. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Detail } from "../../components/detail";
import { LeaseTerms } from "../../components/lease-terms";
import { Panel } from "../../components/panel";
import { Pending } from "../../components/pending";
import { QueryProblem } from "../../components/query-problem";
import { RentTrace } from "../../components/rent-trace";
import { StatusBadge } from "../../components/status-badge";
import { Timeline } from "../../components/timeline";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { AroundPanel } from "./around-panel";
import { TONES } from "./lease-columns";
import { LeaseDeeds } from "./lease-deeds";
import { LeaseFacts } from "./lease-facts";
import { PapersPanel } from "./papers-panel";
import { fileOf, historyQuery, type LeaseDetail, leaseQuery, LIVED_IN } from "./queries";
import { FileButton } from "../../components/file-viewer";

export function LeasePage() {
  const { lives } = useMessages();
  const { leaseId = "" } = useParams({ strict: false });
  const answer = useQuery(leaseQuery(leaseId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={lives.lease.title} answer={answer} />;
}

interface Props {
  readonly one: LeaseDetail;
}

function One({ one }: Props) {
  const { homes, lives } = useMessages();
  const may = useMay();
  const situation = lives.lease.situation[one.state];
  return (
    <Detail
      title={`${one.tenant_name} ${one.contract_no}`}
      parents={[{ label: homes.leases.title, link: { to: "/leases" } }]}
      beside={
        <>
          <Link to="/board" search={{ unit: one.unit_id, project: one.project_id } as never} className="nw">
            {homes.address(one.building, one.entrance, one.room)}
          </Link>
          <StatusBadge tone={TONES[one.state] ?? "plain"}>{homes.leaseState[one.state]}</StatusBadge>
        </>
      }
      {...(situation !== undefined && { situation })}
      actions={
        <>
          {may("household:read") && (
            <Link to="/households/$householdId" params={{ householdId: one.household_id }} search={{ lease: one.id }} className="button">
              {lives.lease.toHousehold}
            </Link>
          )}
          <LeaseDeeds one={one} />
        </>
      }
      facts={<LeaseFacts one={one} />}
      aside={
        <>
          <Course one={one} />
          <AroundPanel one={one} />
        </>
      }
    >
      <Rent one={one} />
      <PapersPanel one={one} />
      <LeaseTerms leaseId={one.id} title={lives.lease.terms} empty={lives.lease.termsNone} tier={one.tier} open={LIVED_IN.has(one.state)} />
    </Detail>
  );
}

function Rent({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  return (
    <Panel title={words.rentPanel} note={words.rentNote} padded>
      {one.rent_trace ? <RentTrace trace={one.rent_trace} tier={one.tier} projectId={one.project_id} /> : <p className="muted">{words.noTrace}</p>}
    </Panel>
  );
}

function Course({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  const format = useFormat();
  const answer = useQuery(historyQuery(one.id));
  const happenings = answer.data?.items.toReversed().map((step) => ({
    key: step.id,
    when: format.when(step.effective_on),
    what: words.event[step.event] ?? step.event,
    more: (
      <>
        {[step.reason, step.legal_basis, format.moment(step.at)].filter(Boolean).join("，")}{" "}
        {step.file_ids.map((id, at) => (
          <FileButton key={id} small href={fileOf(one.id, id)} title={words.file} label={`${words.file}${step.file_ids.length > 1 ? at + 1 : ""}`} />
        ))}
      </>
    ),
  }));
  return <Timeline title={words.course} happenings={happenings} empty={words.courseEmpty} foot={<QueryProblem of={answer} />} />;
}
