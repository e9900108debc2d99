/** After the money is booked: the receipt, one key away, and on to the next household. */
import { Button } from "antd";
import { useState } from "react";

import { FileViewer } from "../../components/file-viewer";
import { Money } from "../../components/money";
import { useMessages } from "../../i18n/language";
import styles from "./counter.module.css";
import { useDeskKeys } from "./keys";
import { type Payment, receiptOf } from "./queries";

interface Props {
  readonly payment: Payment;
  readonly onNext: () => void;
}

export function Done({ payment, onNext }: Props) {
  const { rent } = useMessages();
  const words = rent.counter;
  const [open, setOpen] = useState(false);
  const printable = payment.receipt_no !== null;
  useDeskKeys(printable ? { "Alt P": () => setOpen(true) } : {});
  return (
    <div className={styles.done}>
      <p role="status">
        {words.done} <b className="acc"><Money fen={payment.amount_fen} unit /></b>
      </p>
      <dl className="facts">
        <dt>{words.receiptNo}</dt>
        <dd>{payment.receipt_no}</dd>
        <dt>{words.method}</dt>
        <dd>{rent.channel[payment.channel]}</dd>
        <dt>{words.payer}</dt>
        <dd>{payment.payer_name}</dd>
      </dl>
      <p className="small muted">{words.undo}</p>
      <div className={styles.foot}>
        <Button type="primary" autoFocus onClick={onNext}>
          {words.next} <kbd>Esc</kbd>
        </Button>
        {printable && (
          <Button onClick={() => setOpen(true)}>
            {words.receipt} <kbd>Alt P</kbd>
          </Button>
        )}
      </div>
      {open && <FileViewer href={receiptOf(payment.id)} title={`${words.receipt} ${payment.receipt_no ?? ""}`} onClose={() => setOpen(false)} />}
    </div>
  );
}
