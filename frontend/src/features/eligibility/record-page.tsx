/** A record of eligibility: the decision, its people, and what was proposed and decided about it. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Detail } from "../../components/detail";
import { Fact } from "../../components/fact-strip";
import { Panel } from "../../components/panel";
import { Pending } from "../../components/pending";
import { Timeline } from "../../components/timeline";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { DecideDeeds, ProposeDeeds } from "./measure-deeds";
import { type Eligibility, measuresQuery, recordQuery } from "./queries";
import { StandingBadge } from "./standing-badge";

export function RecordPage() {
  const { eligibility } = useMessages();
  const { recordId = "" } = useParams({ strict: false });
  const answer = useQuery(recordQuery(recordId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={eligibility.title} answer={answer} />;
}

interface Props {
  readonly one: Eligibility;
}

function One({ one }: Props) {
  const { eligibility } = useMessages();
  return (
    <Detail
      title={one.applicant_name}
      parents={[{ label: eligibility.title, link: { to: "/eligibility" } }]}
      beside={
        <>
          <span className="nw">{one.decision_no}</span>
          <StandingBadge one={one} />
        </>
      }
      actions={
        <>
          <ProposeDeeds one={one} />
          <Replace one={one} />
        </>
      }
      facts={<Facts one={one} />}
      aside={<Course one={one} />}
    >
      <People one={one} />
      <Approved one={one} />
    </Detail>
  );
}

/** A new decision about the same household. */
function Replace({ one }: Props) {
  const { eligibility } = useMessages();
  const may = useMay();
  if (!one.possible.includes("replace") || !may("eligibility:grant")) return null;
  return (
    <Link to="/eligibility/new" search={{ replaces: one.id }} className="button">
      {eligibility.grant.label}
    </Link>
  );
}

function Facts({ one }: Props) {
  const { eligibility, homes } = useMessages();
  const words = eligibility.records;
  return (
    <>
      <Fact name={words.tier}>{homes.tier[one.tier]}</Fact>
      <Fact name={words.size}>{one.size}</Fact>
      <Fact name={words.valid} {...(one.until_on !== null && { below: words.until(one.until_on) })}>
        {words.validOf(one.starts_on, one.ends_on)}
      </Fact>
      <Fact name={words.queued}>{one.queued_on}</Fact>
    </>
  );
}

function People({ one }: Props) {
  const { eligibility } = useMessages();
  const words = eligibility.records;
  return (
    <Panel title={words.people}>
      <DataTable
        caption={words.people}
        empty=""
        rows={one.people}
        rowKey={(row) => row.id}
        columns={[
          { key: "name", title: words.name, cell: (row) => <span className="nw">{row.name}</span> },
          { key: "relation", title: words.relation, cell: (row) => (row.is_applicant ? words.applicant : row.relation) },
          { key: "id", title: words.id, cell: (row) => row.national_id_mask },
          { key: "phone", title: words.phone, cell: (row) => row.phone_mask },
        ]}
      />
    </Panel>
  );
}

function Approved({ one }: Props) {
  const { eligibility, rounds } = useMessages();
  const words = eligibility.records;
  return (
    <Panel title={eligibility.grant.more} padded>
      <dl className="facts">
        <dt>{words.area}</dt>
        <dd>{one.approved_area_m2 ?? words.none}</dd>
        <dt>{words.rooms}</dt>
        <dd>{one.approved_rooms ?? eligibility.grant.roomsHint}</dd>
        <dt>{words.easy}</dt>
        <dd>{one.needs_easy_access ? words.yes : words.no}</dd>
        <dt>{words.priority}</dt>
        <dd>{one.priority_groups.length === 0 ? words.none : one.priority_groups.map((group) => rounds.priority[group]).join("、")}</dd>
        {one.note !== null && (
          <>
            <dt>{words.note}</dt>
            <dd>{one.note}</dd>
          </>
        )}
      </dl>
    </Panel>
  );
}

function Course({ one }: Props) {
  const { eligibility } = useMessages();
  const words = eligibility.records;
  const format = useFormat();
  const measures = useQuery(measuresQuery(one.id)).data?.items;
  return (
    <Timeline
      title={words.course}
      empty={words.courseEmpty}
      happenings={measures?.map((measure) => ({
        key: measure.id,
        when: format.when(measure.made_at.slice(0, 10)),
        waits: measure.state === "proposed",
        what: (
          <>
            <b>{eligibility.measure[measure.measure]}</b> {eligibility.measures.from(format.day(measure.effective_on))} {measure.with_ban && eligibility.measures.ban} {eligibility.proposal[measure.state]}
          </>
        ),
        more: (
          <>
            {[measure.reason, measure.legal_basis, measure.document_no, measure.decision_note].filter(Boolean).join(" ")}
            <DecideDeeds one={one} measure={measure} />
          </>
        ),
      }))}
    />
  );
}
