/** What the purchaser does with a renewal: take it late, check, ask, propose; and a second person decides. */
import { useNavigate } from "@tanstack/react-router";

import { useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { answerObjection, askForMore, beginCheck, decide, draftNext, grantLate, propose, type Proposing, type RenewalDetail } from "./queries";

interface Props {
  readonly one: RenewalDetail;
}

const waitsForGrant = (one: RenewalDetail) => one.is_late && one.late_granted_by === null;

export function GrantLate({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.renewal;
  if (!waitsForGrant(one)) return null;
  return <Deed primary label={words.grant} title={words.grant} explain={words.grantExplain} run={() => grantLate(one)} />;
}

export function Check({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.renewal;
  if (waitsForGrant(one)) return null;
  return <Deed primary label={words.check} title={words.check} explain={words.checkExplain} run={() => beginCheck(one)} />;
}

interface Asking {
  missing: string;
  supply_by: string;
}

const AskField = fieldsOf<Asking>();

export function Ask({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.renewal;
  return (
    <Deed<Asking> label={words.ask} title={words.ask} explain={words.askExplain} run={(values) => askForMore(one, values)}>
      <AskField.Words name="missing" label={words.missing} autoFocus />
      <AskField.Day name="supply_by" label={words.supplyBy} />
    </Deed>
  );
}

const ProposeField = fieldsOf<Proposing>();

export function Propose({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.renewal;
  return (
    <Deed<Proposing> primary={one.proposed_ok === null} label={words.propose} title={words.proposeTitle} explain={words.proposeExplain} initial={{ verdict: "ok" }} run={(values) => propose(one, values)}>
      <ProposeField.Pick name="verdict" label={words.verdict} options={Object.entries(words.verdicts)} />
      <ProposeField.Pick name="reason_code" label={words.reasonCode} all="" options={Object.entries(words.reason)} />
      <ProposeField.Words name="reason" label={words.facts} />
      <ProposeField.Text name="decision_no" label={words.decisionNo} />
    </Deed>
  );
}

/** Of what was proposed, by somebody else. */
export function Decide({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.renewal;
  const me = useMe();
  if (one.proposed_ok === null || one.proposed_by === me.person_id) return null;
  return <Deed primary label={words.decide(one.proposed_ok ? words.yes : words.no)} title={words.decideTitle} explain={words.decideExplain} run={() => decide(one)} />;
}

interface Answering {
  upheld: "stand" | "overturn";
  reply: string;
}

const AnswerField = fieldsOf<Answering>();

/** By somebody else than who decided. */
export function Answer({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.renewal;
  const me = useMe();
  if (one.decided_by === me.person_id) return null;
  return (
    <Deed<Answering> primary label={words.answer} title={words.answerTitle} explain={one.objection} initial={{ upheld: "stand" }} run={({ upheld, reply }) => answerObjection(one, upheld === "stand", reply)}>
      <AnswerField.Pick name="upheld" label={words.upheld} options={Object.entries(words.upholds)} />
      <AnswerField.Words name="reply" label={words.reply} />
    </Deed>
  );
}

interface Next {
  ends_on?: string;
  contract_no?: string;
  reason?: string;
}

const NextField = fieldsOf<Next>();

export function DraftNext({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.renewal;
  const navigate = useNavigate();
  return (
    <Deed<Next>
      primary
      label={words.draftNext}
      title={words.draftNextTitle}
      explain={words.draftNextExplain}
      run={(values) => draftNext(one, values)}
      onDone={(made) => void navigate({ to: "/leases/$leaseId", params: { leaseId: (made as { readonly id: string }).id } })}
    >
      <NextField.Day name="ends_on" label={lives.leasing.endsOn} hint={lives.leasing.endsHint} />
      <NextField.Text name="contract_no" label={lives.leasing.number} hint={lives.leasing.numberHint} />
      <NextField.Text name="reason" label={lives.lease.backdating} hint={lives.lease.backdatingHint} />
    </Deed>
  );
}
