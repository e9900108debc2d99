/** 待认领: money that waits at the left; the one that is open beside what it may be for. */
import { useState } from "react";

import { usePaged } from "../../api/paged";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { Why } from "../../components/why";
import { useMessages } from "../../i18n/language";
import { Match } from "./match";
import { type Item, itemsQuery } from "./queries";
import styles from "./suspense.module.css";

export function SuspensePanel({ projectId }: { readonly projectId: string }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const [open, setOpen] = useState<string>();
  const answer = usePaged(itemsQuery(projectId, usePaging()));
  const items = answer.data?.items;
  const item = items?.find(({ payment_id }) => payment_id === open) ?? items?.[0];
  return (
    <div className={item ? styles.desk : undefined}>
      <ListPanel
        list="suspense"
        title={words.title}
        why={<Why figure="suspense_due" projectId={projectId} />}
        answer={answer}
        rowKey={(row) => row.payment_id}
        empty={words.empty}
        selected={item?.payment_id}
        onOpen={({ payment_id }) => setOpen(payment_id)}
        totals={(rows) => [{ label: words.page(rows.length), figures: { amount: <Money fen={rows.reduce((sum, row) => sum + row.amount_fen, 0)} /> } }]}
        columns={[
          { key: "received", title: words.received, cell: (row) => <span className="nw">{row.received_on}</span> },
          { key: "waits", title: words.waits, cell: (row) => <Waits item={row} /> },
          { key: "payer", title: words.payer, cell: (row) => <Payer item={row} /> },
          { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        ]}
      />
      {item && <Match key={item.payment_id} item={item} projectId={projectId} />}
    </div>
  );
}

function Waits({ item }: { readonly item: Item }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  return <span className={item.is_overdue ? "late nw" : "nw"}>{item.is_overdue ? words.overdue(item.age_days) : words.age(item.age_days)}</span>;
}

function Payer({ item }: { readonly item: Item }) {
  return (
    <>
      {item.payer_name}
      <span className={styles.remark}>{item.remark}</span>
    </>
  );
}
