/** After the money is booked: the receipt, and on to the next household. */
import { Button } from "antd";

import { Money } from "../../components/money";
import { useMessages } from "../../i18n/language";
import styles from "./counter.module.css";
import { type Payment, receiptOf } from "./queries";

interface Props {
  readonly payment: Payment;
  readonly onNext: () => void;
}

export function Receipt({ payment, onNext }: Props) {
  const { rent } = useMessages();
  const words = rent.counter;
  return (
    <div className={styles.done} role="status">
      <p>{words.done}</p>
      <b>
        <Money fen={payment.amount_fen} unit />
      </b>
      <dl className="facts">
        <dt>{words.receiptNo}</dt>
        <dd>{payment.receipt_no}</dd>
        <dt>{words.method}</dt>
        <dd>{rent.channel[payment.channel]}</dd>
        <dt>{words.payer}</dt>
        <dd>{payment.payer_name}</dd>
      </dl>
      {payment.receipt_no !== null && (
        <a className="button" href={receiptOf(payment.id)} target="_blank" rel="noreferrer">
          {words.receipt}
        </a>
      )}
      <Button type="primary" autoFocus onClick={onNext}>
        {words.next}
      </Button>
    </div>
  );
}
