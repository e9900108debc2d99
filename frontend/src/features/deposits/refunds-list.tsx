/** Deposits to give back: proposed, paid by a second person, with their last day. */
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type DepositsSearch, type Refund, refundsQuery } from "./queries";
import { RefundDeeds } from "./refund-deeds";

export function RefundsList({ projectId }: { readonly projectId: string }) {
  const { lives, rent } = useMessages();
  const words = lives.deposit;
  const { refund } = usePageSearch<DepositsSearch>();
  const setSearch = useSetSearch<DepositsSearch>();
  const navigate = useNavigate();
  const answer = usePaged(refundsQuery(projectId, refund, usePaging()));
  return (
    <ListPanel
      list="deposit-refunds"
      title={words.refundList}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.refundEmpty}
      onOpen={({ lease_id }) => void navigate({ to: "/leases/$leaseId", params: { leaseId: lease_id } })}
      filter={{ refund }}
      filters={<Choice aria-label={words.state} all={words.state} options={Object.entries(words.refundState)} value={refund} onChange={(one) => setSearch({ refund: one === "" ? undefined : (one as Refund["state"]) })} />}
      columns={[
        { key: "due", title: words.dueOn, cell: (row) => <span className={toneOf(row) === "late" ? "late nw" : "nw"}>{row.due_on}</span> },
        { key: "payee", title: words.payee, cell: (row) => row.payee_name },
        { key: "channel", title: words.channel, cell: (row) => [rent.channel[row.channel], row.payee_account_mask].filter(Boolean).join(" ") },
        { key: "reason", title: words.reason, cell: (row) => row.reason },
        { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        { key: "slip", title: words.slip, cell: (row) => [row.on_date, row.slip_no].filter(Boolean).join(" ") },
        { key: "state", title: words.state, cell: (row) => <StatusBadge tone={toneOf(row)}>{words.refundState[row.state]}</StatusBadge> },
        { key: "deeds", title: "", align: "end", cell: (row) => <RefundDeeds one={row} /> },
      ]}
    />
  );
}

function toneOf({ state, due_on }: Refund): Tone {
  if (state !== "proposed") return state === "paid" ? "good" : "plain";
  return due_on < todayOn() ? "late" : "waiting";
}
