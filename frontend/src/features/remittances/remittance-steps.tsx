/** What can be done with a remittance now, by who may do it. */
import { Form, Input } from "antd";
import type { ComponentType } from "react";

import { type Permission, useMay, useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { confirm, reissue, type Remittance, type RemittanceState, send, sendBack, sign, withdraw } from "./queries";

interface Props {
  readonly one: Remittance;
}

interface Rule {
  readonly in: readonly RemittanceState[];
  readonly needs: Permission;
  /** The maker does not see it: a second person does it. */
  readonly bySecond?: true;
  readonly Step: ComponentType<Props>;
}

const RULES: readonly Rule[] = [
  { in: ["statement"], needs: "remittance:sign", bySecond: true, Step: Sign },
  { in: ["payment_order"], needs: "remittance:prepare", Step: Send },
  { in: ["sent"], needs: "remittance:confirm", Step: Confirm },
  { in: ["mismatch"], needs: "remittance:prepare", Step: Reissue },
  { in: ["statement", "payment_order"], needs: "remittance:prepare", Step: Withdraw },
];

export function RemittanceSteps({ one }: Props) {
  const may = useMay();
  const me = useMe();
  return RULES.filter(
    (rule) => rule.in.includes(one.state) && may(rule.needs) && !(rule.bySecond && one.maker_id === me.person_id),
  ).map(({ Step, needs, in: among }) => <Step key={`${needs} ${among.length}`} one={one} />);
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
      <Form.Item name="bank_slip_no" label={words.slip}>
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item name="sent_on" label={words.sentOn}>
        <Input type="date" max={todayOn()} />
      </Form.Item>
    </Deed>
  );
}

function Confirm({ one }: Props) {
  const { settle } = useMessages();
  const words = settle.remittance;
  const format = useFormat();
  return (
    <>
      <Deed<{ treasury_receipt_no: string }>
        primary
        label={words.confirm(format.money(one.amount_fen))}
        title={words.confirmTitle}
        explain={words.confirmExplain}
        run={(values, headers) => confirm(one, values, headers)}
      >
        <Form.Item name="treasury_receipt_no" label={words.receiptNo}>
          <Input autoFocus autoComplete="off" />
        </Form.Item>
      </Deed>
      <Deed<{ reason: string }>
        label={words.giveBack}
        title={words.giveBackTitle}
        explain={words.giveBackExplain}
        run={(values, headers) => sendBack(one, values, headers)}
      >
        <Form.Item name="reason" label={words.reason}>
          <Input autoFocus />
        </Form.Item>
      </Deed>
    </>
  );
}

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
      <Form.Item name="payment_code" label={words.paymentCode}>
        <Input autoFocus autoComplete="off" placeholder={one.payment_code} />
      </Form.Item>
    </Deed>
  );
}

const blankAsNull = (text = "") => (text.trim() === "" ? null : text.trim());
