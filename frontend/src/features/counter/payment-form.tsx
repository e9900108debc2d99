/** The amount and the method; the button names the money. One key per intent: never booked twice. */
import { Button, Form, type FormInstance } from "antd";
import { useState } from "react";

import type { Key } from "../../api/intent";
import { MoneyInput } from "../../components/money-input";
import { ProblemAlert } from "../../components/problem-alert";
import { fieldsOf } from "../../forms/fields";
import { useSubmit } from "../../forms/use-submit";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./counter.module.css";
import { Effects } from "./effects";
import { useDeskKeys } from "./keys";
import { type Method, Methods, METHODS } from "./methods";
import type { Plan } from "./plan";
import { PlanTable } from "./plan-table";
import { type Channel, type Lease, type Payment, take } from "./queries";

export interface Entered {
  readonly amount: number;
  readonly channel: Channel;
  readonly payer: string;
}

interface Props {
  readonly lease: Lease;
  readonly plan: Plan | undefined;
  readonly onEntered: (entered: Entered) => void;
  readonly onTaken: (payment: Payment) => void;
}

interface Values {
  amount_fen: number | null;
  channel: Method;
  payer_name: string;
  serial_no?: string;
  received_on: string;
}

const Field = fieldsOf<Values>();

export function PaymentForm({ lease, plan, onEntered, onTaken }: Props) {
  const [form] = Form.useForm<Values>();
  const { rent } = useMessages();
  const words = rent.counter;
  const amount = Form.useWatch("amount_fen", form) ?? null;
  const channel = (Form.useWatch("channel", form) as Method | undefined) ?? "cash";
  const { send, busy, problem, renew } = useSubmit<Values>(
    form,
    (values, headers) => pay(lease, values, headers),
    (payment) => onTaken(payment as Payment),
  );
  const tell = () => {
    const { amount_fen, channel: by, payer_name } = form.getFieldsValue();
    onEntered({ amount: amount_fen ?? 0, channel: by, payer: payer_name });
    renew();
  };
  useFormKeys(form, lease, plan, tell);
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ amount_fen: null, channel: "cash", payer_name: lease.tenant_name, received_on: todayOn() }}
      onValuesChange={tell}
      onFinish={send}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.submit();
      }}
    >
      <div className={styles.form}>
        <ProblemAlert problem={problem} />
        <div className={styles.fields}>
          <div>
            <Form.Item<Values> name="amount_fen" label={words.amount} className={styles.amount ?? ""}>
              <MoneyInput size="large" autoFocus />
            </Form.Item>
            <Shortcuts plan={plan} month={lease.monthly_rent_fen} onChoose={(fen) => { form.setFieldValue("amount_fen", fen); tell(); }} />
          </div>
          <div>
            <Form.Item<Values> name="channel" noStyle>
              <Methods />
            </Form.Item>
            {channel === "cash" ? <Change amount={amount ?? 0} /> : <Field.Text name="serial_no" label={words.serial} />}
          </div>
        </div>
        <details className={styles.more}>
          <summary>{words.more}</summary>
          <div className={styles.fields}>
            <Field.Text name="payer_name" label={words.payer} />
            <Field.Day name="received_on" label={words.receivedOn} max={todayOn()} />
          </div>
        </details>
      </div>
      <PlanTable plan={plan} amount={amount ?? 0} />
      <Effects plan={plan} amount={amount ?? 0} />
      <Foot amount={amount} busy={busy} />
    </Form>
  );
}

function useFormKeys(form: FormInstance<Values>, lease: Lease, plan: Plan | undefined, tell: () => void) {
  const set = (values: Partial<Values>) => () => {
    form.setFieldsValue(values);
    tell();
  };
  useDeskKeys({
    F2: set({ amount_fen: settling(plan) }),
    F4: set({ amount_fen: lease.monthly_rent_fen }),
    ...Object.fromEntries(METHODS.map((channel, at) => [`Alt ${at + 1}`, set({ channel })])),
  });
}

/** What clears the debt: all that is overdue, or all that is open where nothing is. */
const settling = (plan: Plan | undefined): number => (plan === undefined ? 0 : plan.overdue > 0 ? plan.overdue : plan.owed);

async function pay(lease: Lease, { amount_fen, serial_no = "", ...values }: Values, headers: Key) {
  if (amount_fen === null) return "stay";
  const serial = serial_no.trim();
  return take({ ...values, lease_id: lease.id, amount_fen, serial_no: serial === "" ? null : serial, remark: "" }, headers);
}

interface ShortcutsProps {
  readonly plan: Plan | undefined;
  readonly month: number;
  readonly onChoose: (fen: number) => void;
}

/** 结清, 一个月: the two amounts that people bring. */
function Shortcuts({ plan, month, onChoose }: ShortcutsProps) {
  const { rent } = useMessages();
  const format = useFormat();
  const settle = settling(plan);
  return (
    <p className={styles.shortcuts}>
      <Button type="link" size="small" tabIndex={-1} disabled={settle === 0} onClick={() => onChoose(settle)}>
        {rent.counter.settle} <b>{format.money(settle)}</b> <kbd>F2</kbd>
      </Button>
      <Button type="link" size="small" tabIndex={-1} onClick={() => onChoose(month)}>
        {rent.counter.oneMonth} <b>{format.money(month)}</b> <kbd>F4</kbd>
      </Button>
    </p>
  );
}

/** 收 300.00，找零 0.00: for cash alone, and for the clerk alone. */
function Change({ amount }: { readonly amount: number }) {
  const { rent } = useMessages();
  const format = useFormat();
  const [tendered, setTendered] = useState<number | null>(null);
  return (
    <div className={styles.change}>
      <MoneyInput aria-label={rent.counter.tendered} placeholder={rent.counter.tendered} value={tendered} onChange={setTendered} />
      <span className="nw">{tendered !== null && tendered >= amount && rent.counter.change(format.money(tendered - amount))}</span>
    </div>
  );
}

function Foot({ amount, busy }: { readonly amount: number | null; readonly busy: boolean }) {
  const { rent } = useMessages();
  const format = useFormat();
  return (
    <div className={styles.foot}>
      <Button type="primary" htmlType="submit" loading={busy} disabled={amount === null || amount <= 0}>
        {amount === null ? rent.counter.takeNothing : rent.counter.take(format.money(amount))} <kbd>Ctrl Enter</kbd>
      </Button>
      <span className="small muted">{rent.counter.mayNot}</span>
    </div>
  );
}
