/** What can be done with a voucher now, by who may do it. */
import { Deed } from "../../components/deed";
import { type DeedRule, StateDeeds } from "../../components/state-deeds";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { accept, confirm, decide, dispute, pay, sendBack, type Voucher, type VoucherState, writeOff } from "./queries";

interface Props {
  readonly one: Voucher;
}

const RULES: readonly DeedRule<VoucherState, Voucher>[] = [
  { in: ["calculated"], needs: "voucher:confirm", bySecond: true, Deed: Confirm },
  { in: ["operator_confirmed"], needs: "voucher:pay", Deed: Pay },
  { in: ["paid"], needs: "voucher:accept", Deed: Accept },
  { in: ["paid"], needs: "voucher:accept", Deed: SendBack },
  { in: ["calculated", "operator_confirmed"], needs: "voucher:confirm", Deed: Dispute },
  { in: ["disputed"], needs: "voucher:decide_dispute", Deed: Decide },
  { in: ["f_confirmed", "recovering"], needs: "voucher:decide_uncollectible", Deed: WriteOff },
];

export function VoucherDeeds({ one }: Props) {
  return <StateDeeds one={one} rules={RULES} />;
}

const ReasonField = fieldsOf<{ reason: string }>();

function Confirm({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const format = useFormat();
  return (
    <Deed
      primary
      label={words.confirm(format.money(one.amount_fen))}
      title={words.confirmTitle}
      explain={words.confirmExplain}
      run={(_, headers) => confirm(one, headers)}
    />
  );
}

const PayField = fieldsOf<{ bank_slip_no: string; paid_on: string }>();

function Pay({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const format = useFormat();
  return (
    <Deed<{ bank_slip_no: string; paid_on: string }>
      primary
      label={words.pay(format.money(one.amount_fen))}
      title={words.payTitle}
      explain={words.payExplain}
      initial={{ paid_on: todayOn() }}
      run={(values, headers) => pay(one, { ...values, amount_fen: one.amount_fen }, headers)}
    >
      <PayField.Text name="bank_slip_no" label={words.slip} autoFocus />
      <PayField.Day name="paid_on" label={words.paidOn} max={todayOn()} />
    </Deed>
  );
}

const AcceptField = fieldsOf<{ treasury_receipt_no: string }>();

function Accept({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const format = useFormat();
  return (
    <Deed<{ treasury_receipt_no: string }>
      primary
      label={words.accept(format.money(one.amount_fen))}
      title={words.acceptTitle}
      explain={words.acceptExplain}
      run={(values, headers) => accept(one, values, headers)}
    >
      <AcceptField.Text name="treasury_receipt_no" label={words.receiptNo} autoFocus />
    </Deed>
  );
}

function SendBack({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  return (
    <Deed<{ reason: string }> label={words.returned} title={words.returnTitle} explain={words.returnExplain} run={(values, headers) => sendBack(one, values, headers)}>
      <ReasonField.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}

function Dispute({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  return (
    <Deed<{ reason: string }>
      label={words.dispute}
      title={words.disputeTitle}
      explain={words.disputeExplain}
      run={(values, headers) => dispute(one, values, headers)}
    >
      <ReasonField.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}

const DecideField = fieldsOf<{ upheld: string; decision: string }>();

function Decide({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  return (
    <Deed<{ upheld: string; decision: string }>
      primary
      label={words.decide}
      title={words.decideTitle}
      explain={words.decideExplain}
      initial={{ upheld: "yes" }}
      run={({ upheld, decision }, headers) => decide(one, { upheld: upheld === "yes", decision }, headers)}
    >
      <DecideField.Pick name="upheld" label={words.upheld} options={[["yes", words.upheldYes], ["no", words.upheldNo]]} />
      <DecideField.Words name="decision" label={words.decision} />
    </Deed>
  );
}

const WriteOffField = fieldsOf<{ evidence: string }>();

function WriteOff({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  return (
    <Deed<{ evidence: string }>
      label={words.writeOff}
      title={words.writeOffTitle}
      explain={words.writeOffExplain}
      run={({ evidence }, headers) => writeOff(one, evidence, headers)}
    >
      <WriteOffField.Words name="evidence" label={words.evidence} autoFocus />
    </Deed>
  );
}
