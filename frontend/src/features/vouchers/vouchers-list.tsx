/** The vouchers of a project, the latest month first; a row opens the voucher. */
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Voucher, type VoucherState, vouchersQuery } from "./queries";
import { StateOf } from "./voucher-state";

interface Search {
  readonly state?: VoucherState | undefined;
}

export function VouchersList({ projectId }: { readonly projectId: string }) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const format = useFormat();
  const navigate = useNavigate();
  const { state } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = usePaged(vouchersQuery(projectId, { state }, usePaging()));
  const sum = (rows: readonly Voucher[], part: "amount_fen" | "recovered_fen" | "outstanding_fen") => <Money fen={rows.reduce((total, row) => total + (row.state === "withdrawn" ? 0 : row[part]), 0)} />;
  return (
    <ListPanel
      list="vouchers"
      title={words.listTitle}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      onOpen={({ id }) => void navigate({ to: "/vouchers/$voucherId", params: { voucherId: id } })}
      exports={{ kind: "advances", projectId }}
      filter={{ state }}
      filters={<Choice aria-label={settle.states} all={settle.anyState} options={Object.entries(settle.voucherState)} value={state} onChange={(one) => setSearch({ state: one === "" ? undefined : (one as VoucherState) })} />}
      totals={(rows) => [{ label: settle.page(format.count(rows.length)), figures: { amount: sum(rows, "amount_fen"), recovered: sum(rows, "recovered_fen"), outstanding: sum(rows, "outstanding_fen") } }]}
      columns={[
        { key: "month", title: words.month, cell: (row) => row.month },
        { key: "number", title: words.number, cell: (row) => row.number },
        { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        { key: "recovered", title: words.recovered, align: "end", cell: (row) => <Money fen={row.recovered_fen} /> },
        { key: "outstanding", title: words.outstanding, align: "end", cell: (row) => <Money fen={row.outstanding_fen} /> },
        { key: "due", title: words.dueOn, cell: (row) => <DueOn one={row} /> },
        { key: "state", title: settle.states, cell: (row) => <StateOf one={row} /> },
      ]}
    />
  );
}

/** Overdue only while it is not paid. */
function DueOn({ one }: { readonly one: Voucher }) {
  const late = (one.state === "calculated" || one.state === "operator_confirmed") && one.due_on < todayOn();
  return <span className={late ? "late nw" : "nw"}>{one.due_on}</span>;
}
