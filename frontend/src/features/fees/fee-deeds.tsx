/** What can be done with a fee statement now, by who may do it: a table of events, not branches. */
import type { ComponentType } from "react";

import { type Permission, useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { approve, audit, confirm, type Fee, object, pay, reply, withdraw } from "./queries";

type Event = Fee["possible"][number];

interface Props {
  readonly one: Fee;
}

interface Rule {
  readonly on: readonly Event[];
  /** One of these. */
  readonly needs: readonly Permission[];
  readonly Of: ComponentType<Props>;
}

const RULES: readonly Rule[] = [
  { on: ["confirm"], needs: ["fee:confirm"], Of: Confirm },
  { on: ["audit"], needs: ["fee:audit"], Of: Audit },
  { on: ["approve"], needs: ["fee:approve"], Of: Approve },
  { on: ["pay", "apply"], needs: ["fee:pay"], Of: Pay },
  { on: ["settle_dispute"], needs: ["fee:audit"], Of: Reply },
  { on: ["dispute"], needs: ["fee:confirm"], Of: Objection },
  { on: ["withdraw"], needs: ["fee:compute", "fee:audit"], Of: Withdraw },
];

export function FeeDeeds({ one: fee }: Props) {
  const may = useMay();
  return RULES.filter(({ on, needs }) => on.some((event) => fee.possible.includes(event)) && needs.some(may)).map(({ on, Of }) => (
    <Of key={on.join(" ")} one={fee} />
  ));
}

interface PlainProps extends Props {
  readonly step: "confirm" | "audit" | "approve";
  readonly run: typeof confirm;
}

function Plain({ one: fee, step, run }: PlainProps) {
  const { settle } = useMessages();
  const words = settle.fee;
  const format = useFormat();
  return (
    <Deed
      primary
      label={words[step](format.money(fee.payable_fen))}
      title={words[`${step}Title`]}
      explain={words[`${step}Explain`]}
      run={(_, headers) => run(fee, headers)}
    />
  );
}

function Confirm({ one: fee }: Props) {
  return <Plain one={fee} step="confirm" run={confirm} />;
}

function Audit({ one: fee }: Props) {
  return <Plain one={fee} step="audit" run={audit} />;
}

function Approve({ one: fee }: Props) {
  return <Plain one={fee} step="approve" run={approve} />;
}

interface Payment {
  invoice_no: string;
  payment_no: string;
  paid_on: string;
}

const PayField = fieldsOf<Payment>();

function Pay({ one: fee }: Props) {
  const { settle } = useMessages();
  const words = settle.fee;
  const format = useFormat();
  return (
    <Deed<Payment>
      primary
      label={words.pay(format.money(fee.payable_fen))}
      title={words.payTitle}
      explain={words.payExplain}
      initial={{ paid_on: todayOn() }}
      run={(values, headers) => pay(fee, values, headers)}
    >
      <PayField.Text name="invoice_no" label={words.invoice} autoFocus />
      <PayField.Text name="payment_no" label={words.payment} />
      <PayField.Day name="paid_on" label={words.paidOn} max={todayOn()} />
    </Deed>
  );
}

const ReasonField = fieldsOf<{ reason: string }>();

function Objection({ one: fee }: Props) {
  const { settle } = useMessages();
  const words = settle.fee;
  return (
    <Deed<{ reason: string }> label={words.object} title={words.objectTitle} explain={words.objectExplain} run={(values, headers) => object(fee, values, headers)}>
      <ReasonField.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}

const ReplyField = fieldsOf<{ reply: string }>();

function Reply({ one: fee }: Props) {
  const { settle } = useMessages();
  const words = settle.fee;
  return (
    <Deed<{ reply: string }> primary label={words.answer} title={words.answerTitle} explain={fee.objection?.reason ?? words.answerExplain} run={(values, headers) => reply(fee, values, headers)}>
      <ReplyField.Words name="reply" label={words.answerField} autoFocus />
    </Deed>
  );
}

function Withdraw({ one: fee }: Props) {
  const { settle } = useMessages();
  const words = settle.fee;
  return (
    <Deed<{ reason: string }> label={words.withdraw} title={words.withdrawTitle} explain={words.withdrawExplain} run={(values, headers) => withdraw(fee, values, headers)}>
      <ReasonField.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}
