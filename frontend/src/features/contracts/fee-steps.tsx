/** What can be done with a fee statement now, by who may do it. */
import { Form, Input } from "antd";
import type { ReactNode } from "react";

import { type Permission, useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { approve, audit, confirm, type Fee, object, pay, reply, withdraw } from "./queries";

type Event = Fee["possible"][number];

interface Props {
  readonly fee: Fee;
}

export function FeeSteps({ fee }: Props) {
  const may = useMay();
  const step = (event: Event, permission: Permission, deed: ReactNode) => fee.possible.includes(event) && may(permission) && deed;
  return (
    <>
      {step("confirm", "fee:confirm", <Plain fee={fee} step="confirm" run={confirm} />)}
      {step("audit", "fee:audit", <Plain fee={fee} step="audit" run={audit} />)}
      {step("approve", "fee:approve", <Plain fee={fee} step="approve" run={approve} />)}
      {(fee.possible.includes("pay") || fee.possible.includes("apply")) && may("fee:pay") && <Pay fee={fee} />}
      {step("settle_dispute", "fee:audit", <Reply fee={fee} />)}
      {step("dispute", "fee:confirm", <Object fee={fee} />)}
      {step("withdraw", may("fee:compute") ? "fee:compute" : "fee:audit", <Withdraw fee={fee} />)}
    </>
  );
}

interface PlainProps extends Props {
  readonly step: "confirm" | "audit" | "approve";
  readonly run: typeof confirm;
}

function Plain({ fee, step, run }: PlainProps) {
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

function Pay({ fee }: Props) {
  const { settle } = useMessages();
  const words = settle.fee;
  const format = useFormat();
  return (
    <Deed<{ invoice_no: string; payment_no: string; paid_on: string }>
      primary
      label={words.pay(format.money(fee.payable_fen))}
      title={words.payTitle}
      explain={words.payExplain}
      initial={{ paid_on: todayOn() }}
      run={(values, headers) => pay(fee, values, headers)}
    >
      <Form.Item name="invoice_no" label={words.invoice}>
        <Input autoFocus autoComplete="off" />
      </Form.Item>
      <Form.Item name="payment_no" label={words.payment}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="paid_on" label={words.paidOn}>
        <Input type="date" max={todayOn()} />
      </Form.Item>
    </Deed>
  );
}

function Object({ fee }: Props) {
  const { settle } = useMessages();
  const words = settle.fee;
  return (
    <Deed<{ reason: string }> label={words.object} title={words.objectTitle} explain={words.objectExplain} run={(values, headers) => object(fee, values, headers)}>
      <Form.Item name="reason" label={words.reason}>
        <Input autoFocus />
      </Form.Item>
    </Deed>
  );
}

function Reply({ fee }: Props) {
  const { settle } = useMessages();
  const words = settle.fee;
  return (
    <Deed<{ reply: string }>
      primary
      label={words.answer}
      title={words.answerTitle}
      explain={fee.objection?.reason ?? words.answerExplain}
      run={(values, headers) => reply(fee, values, headers)}
    >
      <Form.Item name="reply" label={words.answerField}>
        <Input autoFocus />
      </Form.Item>
    </Deed>
  );
}

function Withdraw({ fee }: Props) {
  const { settle } = useMessages();
  const words = settle.fee;
  return (
    <Deed<{ reason: string }> label={words.withdraw} title={words.withdrawTitle} explain={words.withdrawExplain} run={(values, headers) => withdraw(fee, values, headers)}>
      <Form.Item name="reason" label={words.reason}>
        <Input autoFocus />
      </Form.Item>
    </Deed>
  );
}
