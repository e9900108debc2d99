/** What can be done with a remittance now, by who may do it. */
import { Deed } from "../../components/deed";
import { type DeedRule, StateDeeds } from "../../components/state-deeds";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { confirm, reissue, type Remittance, type RemittanceState, send, sendBack, sign, withdraw } from "./queries";

interface Props {
  readonly one: Remittance;
}

const RULES: readonly DeedRule<RemittanceState, Remittance>[] = [
  { in: ["statement"], needs: "remittance:sign", bySecond: true, Deed: Sign },
  { in: ["payment_order"], needs: "remittance:prepare", Deed: Send },
  { in: ["sent"], needs: "remittance:confirm", Deed: Confirm },
  { in: ["sent"], needs: "remittance:confirm", Deed: SendBack },
  { in: ["mismatch"], needs: "remittance:prepare", Deed: Reissue },
  { in: ["statement", "payment_order"], needs: "remittance:prepare", Deed: Withdraw },
];

export function RemittanceDeeds({ one }: Props) {
  return <StateDeeds one={one} rules={RULES} />;
}

function Sign({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.remittance;
  const format = useFormat();
  return (
    <Deed primary label={words.sign(format.money(one.amount_fen))} title={words.signTitle} explain={words.signExplain} run={(_, headers) => sign(one, headers)} />
  );
}

function Withdraw({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.remittance;
  return <Deed label={words.withdraw} title={words.withdrawTitle} explain={words.withdrawExplain} run={(_, headers) => withdraw(one, headers)} />;
}

const SendField = fieldsOf<{ bank_slip_no: string; sent_on: string }>();

function Send({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.remittance;
  const format = useFormat();
  return (
    <Deed<{ bank_slip_no: string; sent_on: string }>
      primary
      label={words.send(format.money(one.amount_fen))}
      title={words.sendTitle}
      explain={words.sendExplain}
      initial={{ sent_on: todayOn() }}
      run={(values, headers) => send(one, values, headers)}
    >
      <SendField.Text name="bank_slip_no" label={words.slip} autoFocus />
      <SendField.Day name="sent_on" label={words.sentOn} max={todayOn()} />
    </Deed>
  );
}

const ConfirmField = fieldsOf<{ treasury_receipt_no: string }>();

function Confirm({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.remittance;
  const format = useFormat();
  return (
    <Deed<{ treasury_receipt_no: string }>
      primary
      label={words.confirm(format.money(one.amount_fen))}
      title={words.confirmTitle}
      explain={words.confirmExplain}
      run={(values, headers) => confirm(one, values, headers)}
    >
      <ConfirmField.Text name="treasury_receipt_no" label={words.receiptNo} autoFocus />
    </Deed>
  );
}

const ReasonField = fieldsOf<{ reason: string }>();

function SendBack({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.remittance;
  return (
    <Deed<{ reason: string }> label={words.giveBack} title={words.giveBackTitle} explain={words.giveBackExplain} run={(values, headers) => sendBack(one, values, headers)}>
      <ReasonField.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}

const ReissueField = fieldsOf<{ payment_code: string }>();

function Reissue({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.remittance;
  return (
    <Deed<{ payment_code?: string }>
      primary
      label={words.reissue}
      title={words.reissueTitle}
      explain={words.reissueExplain}
      run={({ payment_code: code }, headers) => reissue(one, { budget_code: null, payment_code: blankAsNull(code) }, headers)}
    >
      <ReissueField.Text name="payment_code" label={words.paymentCode} placeholder={one.payment_code} autoFocus />
    </Deed>
  );
}

const blankAsNull = (text = "") => (text.trim() === "" ? null : text.trim());
