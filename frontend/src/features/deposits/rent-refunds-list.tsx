/** 退预缴租金: rent paid beyond the last day, by set-off or the treasury; paid by a second person. */
import { useNavigate } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { usePaged } from "../../api/paged";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { StatusBadge } from "../../components/status-badge";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type RentRefund, rentRefundsQuery } from "./queries";
import { PayRentBack } from "./rent-refund";

export function RentRefundsList({ projectId }: { readonly projectId: string }) {
  const { lives } = useMessages();
  const words = lives.exits.refund;
  const navigate = useNavigate();
  const may = useMay();
  const answer = usePaged(rentRefundsQuery(projectId, undefined, usePaging()));
  return (
    <ListPanel
      list="rent-refunds"
      title={lives.deposit.tabs.rent}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.none}
      // The treasury pays without seeing leases: it has the amount, the leg and the day.
      {...(may("lease:read") && { onOpen: ({ case_id }: RentRefund) => void navigate({ to: "/exits/$caseId", params: { caseId: case_id } }) })}
      columns={[
        { key: "leg", title: words.leg, cell: (row) => words.source[row.source] },
        { key: "payee", title: words.payee, cell: (row) => <Payee one={row} /> },
        { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        { key: "due", title: words.dueOn, cell: (row) => <span className={row.state === "proposed" && row.due_on < todayOn() ? "late nw" : "nw"}>{row.due_on}</span> },
        { key: "state", title: words.state, cell: (row) => <StatusBadge tone={row.state === "paid" ? "good" : row.state === "proposed" ? "waiting" : "plain"}>{words.states[row.state]}</StatusBadge> },
        { key: "deed", title: "", align: "end", cell: (row) => <PayRentBack one={row} /> },
      ]}
    />
  );
}

/** Who paid has it back the way it came, whoever the tenant is. */
function Payee({ one }: { readonly one: RentRefund }) {
  const { rent } = useMessages();
  return <>{[one.payer_name, rent.channel[one.channel], one.payer_account_mask].filter(Boolean).join(" ")}</>;
}
