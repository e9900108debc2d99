/** The steps of a change: looked at, decided by another person, taken back. */
import { useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { type PossibleDeed, PossibleDeeds } from "../../components/possible-deeds";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { type Change, type ChangeEvent, check, decide, type Deciding, withdraw } from "./queries";

interface Props {
  readonly one: Change;
}

function Check({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.change;
  return <Deed primary label={words.check} title={words.checkTitle} explain={words.checkExplain} run={() => check(one)} />;
}

function Confirm({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.change;
  return <Deed primary label={words.confirm} title={words.confirmTitle} explain={words.confirmExplain} run={() => check(one)} />;
}

interface Verdict extends Deciding {
  verdict: "ok" | "no";
}

const DecideField = fieldsOf<Verdict>();

/** Whoever checked it does not decide. */
function Decide({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.change;
  const me = useMe();
  if (one.checked_by === me.person_id) return null;
  return (
    <Deed<Verdict> primary label={words.decide} title={words.decideTitle} explain={words.decideExplain} initial={{ verdict: "ok" }} run={({ verdict, ...values }) => decide(one, verdict === "ok", values)}>
      <DecideField.Pick name="verdict" label={words.verdict} options={Object.entries(words.verdicts)} />
      <DecideField.Text name="decision_no" label={words.decisionNo} />
      <DecideField.Words name="decision" label={words.decisionWords} />
    </Deed>
  );
}

const RefuseField = fieldsOf<Deciding>();

/** Before the check: what need not be looked at any further. After it, the decision says so. */
function Refuse({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.change;
  if (one.state === "checked") return null;
  return (
    <Deed<Deciding> label={words.refuse} title={words.refuseTitle} explain={words.refuseExplain} run={(values) => decide(one, false, values)}>
      <RefuseField.Words name="decision" label={words.decisionWords} autoFocus />
      <RefuseField.Text name="decision_no" label={words.decisionNo} />
    </Deed>
  );
}

function Withdraw({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.change;
  return <Deed label={words.withdraw} title={words.withdrawTitle} explain={words.withdrawExplain} run={() => withdraw(one)} />;
}

const RULES: readonly PossibleDeed<ChangeEvent, Change>[] = [
  { on: "withdraw", needs: "lease_change:submit", Deed: Withdraw },
  { on: "reject", needs: "lease_change:decide", bySecond: true, Deed: Refuse },
  { on: "check", needs: "lease_change:check", bySecond: true, Deed: Check },
  { on: "confirm", needs: "lease_change:check", bySecond: true, Deed: Confirm },
  { on: "approve", needs: "lease_change:decide", bySecond: true, Deed: Decide },
];

export function ChangeDeeds({ one }: Props) {
  return <PossibleDeeds one={one} rules={RULES} />;
}
