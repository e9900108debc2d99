/** The steps of an exchange, by whose they are: the operator's second person, the purchaser, the counter. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { Deed } from "../../components/deed";
import { type PossibleDeed, PossibleDeeds } from "../../components/possible-deeds";
import { QueryProblem } from "../../components/query-problem";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { accept, check, complete, decide, type Deciding, emptyHomesQuery, type Exchange, type ExchangeEvent, type GivingUp, leaseQuery, offer, waive, withdraw } from "./queries";
import { movesOf } from "./ways";

interface Props {
  readonly one: Exchange;
}

function Check({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.exchange;
  return <Deed primary label={words.check} title={words.checkTitle} explain={words.checkExplain} run={() => check(one)} />;
}

const DecideField = fieldsOf<Deciding>();

function Decide({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.exchange;
  return (
    <Deed<Deciding> primary label={words.decide} title={words.decideTitle} explain={words.decideExplain} initial={{ verdict: "ok" }} run={(values) => decide(one, values)}>
      <DecideField.Pick name="verdict" label={words.verdict} options={Object.entries(words.verdicts)} />
      <DecideField.Text name="decision_no" label={words.decisionNo} />
      <DecideField.Words name="decision" label={words.decisionWords} />
    </Deed>
  );
}

interface Offering {
  unit_id: string;
}

function Offer({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.exchange;
  return (
    <Deed<Offering> primary label={words.offer} title={words.offerTitle} explain={words.offerExplain} run={({ unit_id }) => offer(one, unit_id)}>
      <EmptyHomes projectId={one.project_id} />
    </Deed>
  );
}

const OfferField = fieldsOf<Offering>();

/** Asked for when the dialog opens, not with the page. */
function EmptyHomes({ projectId }: { readonly projectId: string }) {
  const { homes, lives } = useMessages();
  const words = lives.exchange;
  const format = useFormat();
  const answer = useQuery(emptyHomesQuery(projectId));
  const units = answer.data?.items.filter(({ kind }) => kind === "dwelling") ?? [];
  return (
    <>
      <QueryProblem of={answer} />
      <OfferField.Pick
        name="unit_id"
        label={words.unit}
        all=""
        options={units.map((unit) => [unit.id, `${homes.address(unit.building, unit.entrance, unit.room)} ${words.size(unit.layout, format.decimal(unit.area_m2))}`])}
        hint={answer.data && (units.length === 0 ? words.unitsNone : words.unitHint(format.count(units.length)))}
      />
    </>
  );
}

interface Accepting {
  moves_on: string;
  reason?: string;
}

const AcceptField = fieldsOf<Accepting>();

function Accept({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.exchange;
  return (
    <Deed<Accepting> primary label={words.accept} title={one.kind === "swap" ? words.acceptTitleSwap : words.acceptTitle} explain={words.acceptExplain} initial={{ moves_on: todayOn() }} run={(values) => accept(one, values)}>
      <AcceptField.Day name="moves_on" label={words.moveDay} hint={words.moveHint} />
      <AcceptField.Text name="reason" label={words.backdating} hint={words.backdatingHint} />
    </Deed>
  );
}

const GiveUpField = fieldsOf<GivingUp>();

function Waive({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.exchange;
  return (
    <Deed<GivingUp> label={words.waive} title={words.waiveTitle} explain={words.waiveExplain} run={(values) => waive(one, values)}>
      <GiveUpField.Words name="reason" label={words.waiveReason} autoFocus />
      <GiveUpField.Files name="file_ids" label={words.waivePaper} />
    </Deed>
  );
}

function Withdraw({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.exchange;
  return (
    <Deed<GivingUp> label={words.withdraw} title={words.withdrawTitle} explain={words.withdrawExplain} run={(values) => withdraw(one, values)}>
      {one.reservation_id !== null && (
        <>
          <GiveUpField.Words name="reason" label={words.withdrawReason} autoFocus />
          <GiveUpField.Files name="file_ids" label={words.waivePaper} />
        </>
      )}
    </Deed>
  );
}

/** Once both sides have signed every new lease, and the day has come; before that the way leads to the paper. */
function Complete({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.exchange;
  const ids = movesOf(one).flatMap(({ newId }) => (newId === null ? [] : [newId]));
  const leases = useQueries({ queries: ids.map((id) => leaseQuery(id)) }).flatMap(({ data }) => (data ? [data] : []));
  const unsigned = leases.find(({ state }) => state !== "signed");
  if (unsigned) {
    return (
      <Link to="/leases/$leaseId" params={{ leaseId: unsigned.id }} className="button primary">
        {words.toPaper}
      </Link>
    );
  }
  if (leases.length < ids.length || leases.some(({ starts_on }) => starts_on > todayOn())) return null;
  return <Deed primary label={words.complete} title={words.completeTitle} explain={one.kind === "swap" ? words.completeSwapExplain : words.completeExplain} run={() => complete(one)} />;
}

const RULES: readonly PossibleDeed<ExchangeEvent, Exchange>[] = [
  { on: "withdraw", needs: "exchange:ask", Deed: Withdraw },
  { on: "waive", needs: "exchange:ask", Deed: Waive },
  { on: "check", needs: "exchange:check", bySecond: true, Deed: Check },
  { on: "approve", needs: "exchange:decide", bySecond: true, Deed: Decide },
  { on: "offer", needs: "exchange:offer", Deed: Offer },
  { on: "accept", needs: "lease:draft", Deed: Accept },
  { on: "complete", needs: "check_in:do", Deed: Complete },
];

export function ExchangeDeeds({ one }: Props) {
  return <PossibleDeeds one={one} rules={RULES} />;
}
