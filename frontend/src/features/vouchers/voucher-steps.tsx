/** What can be done with a voucher now, by who may do it. */
import { Form, Input } from "antd";
import type { ComponentType } from "react";

import { type Permission, useMay, useMe } from "../../api/me";
import { Choice } from "../../components/choice";
import { Deed } from "../../components/deed";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { accept, confirm, decide, dispute, pay, sendBack, type Voucher, type VoucherState, writeOff } from "./queries";

interface Props {
  readonly voucher: Voucher;
}

interface Rule {
  readonly in: readonly VoucherState[];
  readonly needs: Permission;
  /** The maker does not see it: a second person does it. */
  readonly bySecond?: true;
  readonly Step: ComponentType<Props>;
}

const RULES: readonly Rule[] = [
  { in: ["calculated"], needs: "voucher:confirm", bySecond: true, Step: Confirm },
  { in: ["operator_confirmed"], needs: "voucher:pay", Step: Pay },
  { in: ["paid"], needs: "voucher:accept", Step: Accept },
  { in: ["calculated", "operator_confirmed"], needs: "voucher:confirm", Step: Dispute },
  { in: ["disputed"], needs: "voucher:decide_dispute", Step: Decide },
  { in: ["f_confirmed", "recovering"], needs: "voucher:decide_uncollectible", Step: WriteOff },
];

export function VoucherSteps({ voucher }: Props) {
  const may = useMay();
  const me = useMe();
  return RULES.filter(
    (rule) => rule.in.includes(voucher.state) && may(rule.needs) && !(rule.bySecond && voucher.maker_id === me.person_id),
  ).map(({ Step, needs, in: among }) => <Step key={`${needs} ${among.length}`} voucher={voucher} />);
}

function Confirm({ voucher }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const format = useFormat();
  return (
    <Deed
      primary
      label={words.confirm(format.money(voucher.amount_fen))}
      title={words.confirmTitle}
      explain={words.confirmExplain}
      run={(_, headers) => confirm(voucher, headers)}
    />
  );
}

function Pay({ voucher }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const format = useFormat();
  return (
    <Deed<{ bank_slip_no: string; paid_on: string }>
      primary
      label={words.pay(format.money(voucher.amount_fen))}
      title={words.payTitle}
      explain={words.payExplain}
      initial={{ paid_on: todayOn() }}
      run={(values, headers) => pay(voucher, { ...values, amount_fen: voucher.amount_fen }, headers)}
    >
      <Form.Item name="bank_slip_no" label={words.slip}>
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item name="paid_on" label={words.paidOn}>
        <Input type="date" max={todayOn()} />
      </Form.Item>
    </Deed>
  );
}

function Accept({ voucher }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const format = useFormat();
  return (
    <>
      <Deed<{ treasury_receipt_no: string }>
        primary
        label={words.accept(format.money(voucher.amount_fen))}
        title={words.acceptTitle}
        explain={words.acceptExplain}
        run={(values, headers) => accept(voucher, values, headers)}
      >
        <Form.Item name="treasury_receipt_no" label={words.receiptNo}>
          <Input autoFocus autoComplete="off" />
        </Form.Item>
      </Deed>
      <Deed<{ reason: string }>
        label={words.returned}
        title={words.returnTitle}
        explain={words.returnExplain}
        run={(values, headers) => sendBack(voucher, values, headers)}
      >
        <Form.Item name="reason" label={words.reason}>
          <Input autoFocus />
        </Form.Item>
      </Deed>
    </>
  );
}

function Dispute({ voucher }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  return (
    <Deed<{ reason: string }>
      label={words.dispute}
      title={words.disputeTitle}
      explain={words.disputeExplain}
      run={(values, headers) => dispute(voucher, values, headers)}
    >
      <Form.Item name="reason" label={words.reason}>
        <Input autoFocus />
      </Form.Item>
    </Deed>
  );
}

function Decide({ voucher }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  return (
    <Deed<{ upheld: string; decision: string }>
      primary
      label={words.decide}
      title={words.decideTitle}
      explain={words.decideExplain}
      initial={{ upheld: "yes" }}
      run={({ upheld, decision }, headers) => decide(voucher, { upheld: upheld === "yes", decision }, headers)}
    >
      <Form.Item name="upheld" label={words.upheld}>
        <Choice options={[["yes", words.upheldYes], ["no", words.upheldNo]]} />
      </Form.Item>
      <Form.Item name="decision" label={words.decision}>
        <Input />
      </Form.Item>
    </Deed>
  );
}

function WriteOff({ voucher }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  return (
    <Deed<{ evidence: string }>
      label={words.writeOff}
      title={words.writeOffTitle}
      explain={words.writeOffExplain}
      run={({ evidence }, headers) => writeOff(voucher, evidence, headers)}
    >
      <Form.Item name="evidence" label={words.evidence}>
        <Input autoFocus />
      </Form.Item>
    </Deed>
  );
}
