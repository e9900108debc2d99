/** The amount and the method; the button names the money. One key per intent: never booked twice. */
import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useState } from "react";

import { useIntent } from "../../api/intent";
import { type ApiProblem, isApiProblem } from "../../api/problem";
import { MoneyInput } from "../../components/money-input";
import { ProblemAlert } from "../../components/problem-alert";
import { showProblem } from "../../forms/show-problem";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./counter.module.css";
import { planFor } from "./plan";
import { PlanTable } from "./plan-table";
import { type Charge, type Lease, type Payment, type PaymentIn, take } from "./queries";

interface Props {
  readonly lease: Lease;
  readonly charges: readonly Charge[] | undefined;
  readonly onTaken: (payment: Payment) => void;
}

interface Values {
  amount_fen: number | null;
  channel: PaymentIn["channel"];
  payer_name: string;
  serial_no?: string;
  received_on: string;
}

const METHODS = ["cash", "pos", "online"] as const;

export function PaymentForm({ lease, charges, onTaken }: Props) {
  const messages = useMessages();
  const words = messages.rent.counter;
  const [form] = Form.useForm<Values>();
  const amount = Form.useWatch("amount_fen", form) ?? null;
  const channel = Form.useWatch("channel", form) as PaymentIn["channel"] | undefined;
  const { act, busy, problem, renew } = useTaking(lease, onTaken);
  const plan = charges && planFor(charges, amount ?? 0);

  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ amount_fen: null, channel: "cash", payer_name: lease.tenant_name, received_on: todayOn() }}
      onValuesChange={renew}
      onFinish={(values) => act(values, (error) => showProblem(form, error, messages))}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.submit();
      }}
    >
      <div className={styles.form}>
        <ProblemAlert problem={problem} />
        <div className={styles.fields}>
          <div>
            <Form.Item<Values> name="amount_fen" label={words.amount} className={styles.amount ?? ""}>
              <MoneyInput size="large" />
            </Form.Item>
            <Shortcuts owed={plan?.owed ?? 0} month={lease.monthly_rent_fen} onChoose={(fen) => form.setFieldValue("amount_fen", fen)} />
          </div>
          <div>
            <Form.Item<Values> name="channel" noStyle>
              <Methods />
            </Form.Item>
            {channel !== undefined && channel !== "cash" && (
              <Form.Item<Values> name="serial_no" label={words.serial}>
                <Input autoComplete="off" />
              </Form.Item>
            )}
          </div>
          <Form.Item<Values> name="payer_name" label={words.payer}>
            <Input />
          </Form.Item>
          <Form.Item<Values> name="received_on" label={words.receivedOn}>
            <Input type="date" max={todayOn()} />
          </Form.Item>
        </div>
      </div>
      <PlanTable plan={plan} amount={amount ?? 0} />
      <Foot amount={amount} busy={busy} />
    </Form>
  );
}

interface ShortcutsProps {
  readonly owed: number;
  readonly month: number;
  readonly onChoose: (fen: number) => void;
}

/** 结清, 一个月: the two amounts that people bring. */
function Shortcuts({ owed, month, onChoose }: ShortcutsProps) {
  const { rent } = useMessages();
  const format = useFormat();
  return (
    <div className={styles.shortcuts}>
      <Button size="small" disabled={owed === 0} onClick={() => onChoose(owed)}>
        {rent.counter.settle} {format.money(owed)}
      </Button>
      <Button size="small" onClick={() => onChoose(month)}>
        {rent.counter.oneMonth} {format.money(month)}
      </Button>
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

function useTaking(lease: Lease, onTaken: (payment: Payment) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const cache = useQueryClient();
  const { headers, renew } = useIntent();

  const act = async ({ amount_fen: amount, serial_no, ...values }: Values, show: (error: unknown) => ApiProblem | null) => {
    if (amount === null) return;
    setBusy(true);
    try {
      const serial = serial_no?.trim() ?? "";
      const payment = await take({ ...values, lease_id: lease.id, amount_fen: amount, serial_no: serial === "" ? null : serial, remark: "" }, headers);
      renew();
      if (payment) onTaken(payment);
      await cache.invalidateQueries();
    } catch (error) {
      // An answer that will not change belongs to its key; only silence may be asked again.
      if (isApiProblem(error) && error.status >= 400 && error.status < 500) renew();
      setProblem(show(error));
    } finally {
      setBusy(false);
    }
  };
  return { act, busy, problem, renew };
}

interface MethodsProps {
  readonly value?: string;
  readonly onChange?: (channel: string) => void;
}

function Methods({ value, onChange }: MethodsProps) {
  const { rent } = useMessages();
  return (
    <fieldset className={styles.methods}>
      <legend>{rent.counter.method}</legend>
      {METHODS.map((method) => (
        <label key={method}>
          <input type="radio" name="channel" checked={value === method} onChange={() => onChange?.(method)} />
          {rent.channel[method]}
        </label>
      ))}
    </fieldset>
  );
}
