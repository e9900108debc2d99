/** A service contract: its terms, its clauses, its prices and homes, and how far it has come. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { Detail } from "../../components/detail";
import { Fact } from "../../components/fact-strip";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { Pending } from "../../components/pending";
import { type Happening, Timeline } from "../../components/timeline";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { ContractDeeds } from "./contract-deeds";
import { ContractState } from "./contracts-list";
import { PricesPanel } from "./prices-panel";
import { type Contract, contractQuery } from "./queries";
import { StockPanel } from "./stock-panel";

export function ContractPage() {
  const { settle } = useMessages();
  const { contractId = "" } = useParams({ strict: false });
  const answer = useQuery(contractQuery(contractId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={settle.contract.one} answer={answer} />;
}

function One({ one }: { readonly one: Contract }) {
  const { settle } = useMessages();
  return (
    <Detail
      title={one.contract_no}
      parents={[{ label: settle.contract.title, link: { to: "/contracts" } }]}
      beside={
        <>
          <span className="nw">{one.project}</span>
          <ContractState one={one} />
        </>
      }
      actions={<ContractDeeds one={one} />}
      facts={<Facts one={one} />}
      aside={
        <>
          <Course one={one} />
          <Deadlines one={one} />
        </>
      }
    >
      <Terms one={one} />
      <PricesPanel one={one} />
      <StockPanel one={one} />
    </Detail>
  );
}

function Facts({ one }: { readonly one: Contract }) {
  const { settle } = useMessages();
  const words = settle.contract;
  const format = useFormat();
  return (
    <>
      <Fact name={words.operator} below={`${words.procurement} ${one.procurement_no}`}>
        {one.operator}
      </Fact>
      <Fact name={words.term} {...(one.budget_note !== null && { below: one.budget_note })}>
        {one.starts_on} – {one.ends_on}
      </Fact>
      <Fact name={words.price} below={words.taxOf(format.percent(Number(one.tax_rate)))}>
        <Money fen={one.price_fen} />
      </Fact>
      <Fact name={words.units} below={words.vacantOf(format.decimal(one.vacant_factor))}>
        {format.count(one.units)}
      </Fact>
    </>
  );
}

function Terms({ one }: { readonly one: Contract }) {
  const { settle } = useMessages();
  const words = settle.contract;
  const list = (names: readonly string[]) => names.join("、");
  return (
    <Panel title={words.terms} padded>
      <dl className="facts">
        <dt>{words.content}</dt>
        <dd>{list(one.content.map((content) => words.contents[content]))}</dd>
        <dt>{words.clauses}</dt>
        <dd>{list(one.clauses.map((clause) => words.clauseNames[clause]))}</dd>
        <dt>{words.mode}</dt>
        <dd>{words.modes[one.recovery_mode]}</dd>
        <dt>{words.exclusions}</dt>
        <dd>{one.exclusions.length === 0 ? words.noExclusions : list(one.exclusions.map((exclusion) => settle.exclusion[exclusion]))}</dd>
        <dt>{words.first}</dt>
        <dd>{one.treasury_first ? words.treasuryFirst : words.operatorFirst}</dd>
        <dt>{words.uncollectible}</dt>
        <dd>{words.bearers[one.uncollectible_borne_by]}</dd>
        <dt>{words.cap}</dt>
        <dd>{one.deduction_cap_fen === null ? words.noCap : <Money fen={one.deduction_cap_fen} unit />}</dd>
      </dl>
    </Panel>
  );
}

function Course({ one }: { readonly one: Contract }) {
  const { settle } = useMessages();
  const words = settle.contract;
  const format = useFormat();
  const happenings: Happening[] = [
    ...(one.published_on === null ? [] : [{ key: "published", when: format.when(one.published_on), what: words.happened.published, ...(one.announcement !== null && { more: one.announcement }) }]),
    ...(one.signed_on === null ? [] : [{ key: "signed", when: format.when(one.signed_on), what: words.happened.signed }]),
    ...(one.awarded_on === null ? [] : [{ key: "awarded", when: format.when(one.awarded_on), what: words.happened.awarded }]),
    { key: "drafted", when: format.when(one.made_at.slice(0, 10)), what: words.happened.drafted, waits: one.state === "draft" },
  ];
  return <Timeline title={settle.receive.course} happenings={happenings} empty="" />;
}

/** Thirty days to sign, two working days to publish, seven to file: by law. */
function Deadlines({ one }: { readonly one: Contract }) {
  const { settle } = useMessages();
  const words = settle.contract;
  const format = useFormat();
  if (!one.deadlines) return null;
  return (
    <Panel title={words.deadlines} padded>
      <dl className="facts">
        <dt>{words.sign}</dt>
        <dd>{words.by(format.day(one.deadlines.sign_by))}</dd>
        <dt>{words.publish}</dt>
        <dd>{words.by(format.day(one.deadlines.publish_by))}</dd>
        <dt>{words.file}</dt>
        <dd>{words.by(format.day(one.deadlines.file_by))}</dd>
      </dl>
    </Panel>
  );
}
