/** An exchange: from which home to which, what it means in money, how far it has come, and who decided. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { CasePapers } from "../../components/case-papers";
import { Detail } from "../../components/detail";
import { Fact } from "../../components/fact-strip";
import { FactsList } from "../../components/facts-list";
import { FileButton } from "../../components/file-viewer";
import { Panel } from "../../components/panel";
import { Pending } from "../../components/pending";
import { StatusBadge } from "../../components/status-badge";
import { stepsAlong, StepTrack } from "../../components/step-track";
import { type Happening, Timeline } from "../../components/timeline";
import { businessDate, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { ExchangeDeeds } from "./exchange-deeds";
import { Address, ClockOf, toneOf } from "./exchanges-page";
import { ChargesPanel, MovesPanel } from "./moves-panel";
import { type Exchange, exchangeQuery, fileOf, type Home } from "./queries";
import { clockOf, wayOf } from "./ways";

export function ExchangePage() {
  const { lives } = useMessages();
  const { exchangeId = "" } = useParams({ strict: false });
  const answer = useQuery(exchangeQuery(exchangeId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={lives.exchange.title} answer={answer} />;
}

interface Props {
  readonly one: Exchange;
}

function One({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.exchange;
  const may = useMay();
  return (
    <Detail
      title={`${one.tenant_name} ${words.kind[one.kind]}`}
      parents={[{ label: words.title, link: { to: "/exchanges" } }]}
      beside={
        <>
          <Address home={one.from_home} />
          <StatusBadge tone={toneOf(one)}>{words.state[one.state]}</StatusBadge>
        </>
      }
      situation={<Situation one={one} />}
      actions={<ExchangeDeeds one={one} />}
      facts={<Facts one={one} />}
      aside={
        <>
          <CasePapers record={`/v1/exchanges/${one.id}`} name={one.contract_no} decided={one.decided_on !== null} />
          <Course one={one} />
        </>
      }
    >
      <StepTrack label={words.track} steps={stepsAlong(wayOf(one), one.state, (state) => words.trackStep[state] ?? words.state[state])} />
      <MovesPanel one={one} />
      {one.state === "done" && may("rent:read") && <ChargesPanel one={one} />}
      <Why one={one} />
    </Detail>
  );
}

function Situation({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.exchange;
  const waits: Readonly<Record<string, string>> = words.waits;
  const key = one.state === "approved" && one.kind === "swap" ? "approved_swap" : one.state;
  return (
    <>
      {waits[key]}
      {clockOf(one) && "，"}
      <ClockOf one={one} />
    </>
  );
}

function Facts({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.exchange;
  const format = useFormat();
  const size = ({ layout, area_m2 }: Home) => words.size(layout, format.decimal(area_m2));
  return (
    <>
      <Fact name={one.state === "done" ? words.lived : words.home} below={size(one.from_home)}>
        <Address home={one.from_home} />
      </Fact>
      <Fact name={words.toHome} {...(one.to_home !== null && { below: one.with_tenant_name === null ? size(one.to_home) : words.with(one.with_tenant_name) })}>
        {one.to_home === null ? <span className="muted">{words.toNone}</span> : <Address home={one.to_home} />}
      </Fact>
      <Fact name={words.contract} below={words.kind[one.kind]}>
        <Link to="/leases/$leaseId" params={{ leaseId: one.lease_id }}>
          {one.contract_no}
        </Link>
      </Fact>
      <Fact name={words.reasonName}>{words.reason[one.reason_code]}</Fact>
      {one.moves_on !== null && <Fact name={words.movesOn}>{one.moves_on}</Fact>}
    </>
  );
}

function Why({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.exchange;
  const lines: readonly (readonly [name: string, text: string | null])[] = [
    [words.reasonWords, one.reason],
    [words.decision, one.decided_on === null ? null : `${one.decided_on} ${one.state === "rejected" ? words.verdicts.no : words.verdicts.ok}`],
    [words.decisionNo, one.decision_no],
    [words.decisionWords, one.decision],
  ];
  return (
    <Panel title={words.why} padded>
      <FactsList lines={lines}>
        <dt>{words.papers}</dt>
        <dd className="deeds">
          {one.file_ids.length === 0 && <span className="muted">{words.papersNone}</span>}
          {one.file_ids.map((id, at) => (
            <FileButton key={id} small href={fileOf(one.lease_id, id)} title={words.papers} label={words.paper(String(at + 1))} />
          ))}
        </dd>
      </FactsList>
    </Panel>
  );
}

function Course({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.exchange;
  const format = useFormat();
  const { submitted, decided_ok, decided_no, done } = words.happened;
  const steps: readonly (readonly [what: string, on: string | null, more: string | null])[] = [
    [done, one.done_on, null],
    [one.state === "rejected" ? decided_no : decided_ok, one.decided_on, one.decision_no],
  ];
  const happenings: Happening[] = steps.flatMap(([what, on, more]) => (on === null ? [] : [{ key: what, when: format.when(on), what, ...(more !== null && { more }) }]));
  happenings.push({ key: submitted, when: format.when(businessDate(new Date(one.made_at))), what: submitted, more: format.moment(one.made_at) });
  return <Timeline title={words.course} empty={words.courseEmpty} happenings={happenings} />;
}
