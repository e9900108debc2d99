/** Taking a payment back, and giving back what it has over: both by a second person. */
import { useMay, useMe } from "../../api/me";
import { Deed } from "../../components/deed";
import { Money } from "../../components/money";
import { fieldsOf } from "../../forms/fields";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Payment, refund, reverse } from "./queries";

interface Props {
  readonly payment: Payment;
}

interface Refunding {
  amount_fen: number;
  slip_no: string;
  reason: string;
}

const ReverseField = fieldsOf<{ reason: string }>();
const RefundField = fieldsOf<Refunding>();

/** Whoever booked it does not see the button. */
function useSecond(payment: Payment): boolean {
  const may = useMay();
  const me = useMe();
  return payment.state === "allocated" && may("payment:reverse") && payment.maker_id !== me.person_id;
}

export function Reverse({ payment }: Props) {
  const { rent } = useMessages();
  const words = rent.counter;
  if (!useSecond(payment)) return null;
  return (
    <Deed<{ reason: string }>
      label={words.reverse}
      title={words.reverseTitle}
      explain={
        <>
          <b><Money fen={payment.amount_fen} unit /></b> {payment.tenant_name} {words.reverseExplain}
        </>
      }
      run={({ reason }, headers) => reverse(payment.id, reason, headers)}
    >
      <ReverseField.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}

export function Refund({ payment }: Props) {
  const { settle } = useMessages();
  const words = settle.refund;
  const format = useFormat();
  if (!useSecond(payment) || payment.unallocated_fen <= 0) return null;
  return (
    <Deed<Refunding>
      label={words.deed}
      title={words.title}
      explain={words.explain(format.money(payment.unallocated_fen))}
      initial={{ amount_fen: payment.unallocated_fen }}
      run={(values, headers) => refund({ ...values, payment_id: payment.id }, headers)}
    >
      <RefundField.Money name="amount_fen" label={words.amount} autoFocus />
      <RefundField.Text name="slip_no" label={words.slip} />
      <RefundField.Words name="reason" label={words.reason} />
    </Deed>
  );
}
