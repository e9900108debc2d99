/** Deposits that were taken, with their receipts; reversed by a second person. */
import { useMay, useMe } from "../../api/me";
import { usePaged } from "../../api/paged";
import { Deed } from "../../components/deed";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { StatusBadge } from "../../components/status-badge";
import { fieldsOf } from "../../forms/fields";
import { useMessages } from "../../i18n/language";
import { type Receipt, receiptsQuery, reverse } from "./queries";

export function ReceiptsList({ projectId }: { readonly projectId: string }) {
  const { lives, rent } = useMessages();
  const words = lives.deposit;
  const answer = usePaged(receiptsQuery(projectId, usePaging()));
  return (
    <ListPanel
      list="deposit-receipts"
      title={words.receiptList}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.receiptEmpty}
      columns={[
        { key: "no", title: words.receiptNo, cell: (row) => row.receipt_no },
        { key: "on", title: words.receivedOn, cell: (row) => <span className="nw">{row.received_on}</span> },
        { key: "payer", title: words.payer, cell: (row) => row.payer_name },
        { key: "channel", title: words.channel, cell: (row) => rent.channel[row.channel] },
        { key: "serial", title: words.serial, cell: (row) => row.serial_no },
        { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        { key: "state", title: words.state, cell: (row) => <StatusBadge tone={row.state === "held" ? "good" : "plain"}>{words.receiptState[row.state]}</StatusBadge> },
        { key: "deeds", title: "", align: "end", cell: (row) => <Reverse one={row} /> },
      ]}
    />
  );
}

const Field = fieldsOf<{ reason: string }>();

function Reverse({ one }: { readonly one: Receipt }) {
  const { lives } = useMessages();
  const words = lives.deposit;
  const may = useMay();
  const me = useMe();
  if (one.state !== "held" || !may("deposit:refund") || one.maker_id === me.person_id) return null;
  return (
    <Deed<{ reason: string }> small label={words.reverse} title={words.reverseTitle} explain={words.reverseExplain} run={({ reason }, headers) => reverse(one, reason, headers)}>
      <Field.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}
