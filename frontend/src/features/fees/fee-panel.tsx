/** A fee statement: how it is worked out, and the unit-days behind it. */
import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Fee, FeeState } from "./queries";

export const TONES: Readonly<Record<FeeState, Tone>> = {
  computed: "waiting",
  o_confirmed: "waiting",
  p_audited: "waiting",
  pa_approved: "waiting",
  f_applied: "waiting",
  paid: "good",
  closed: "good",
  disputed: "waiting",
  withdrawn: "plain",
};

export function FeeState({ fee }: { readonly fee: Fee }) {
  const { settle } = useMessages();
  return <StatusBadge tone={TONES[fee.state]}>{settle.feeState[fee.state]}</StatusBadge>;
}

/** 基础 × 系数 − 扣款 = 应付. */
export function FeeEquation({ fee }: { readonly fee: Fee }) {
  const { settle } = useMessages();
  const words = settle.fee;
  const format = useFormat();
  return (
    <>
      {words.base} <b>{format.money(fee.base_fen)}</b> × {format.decimal(fee.coefficient)} = <b>{format.money(fee.performance_fen)}</b> − {words.deductions}{" "}
      <b>{format.money(fee.deductions_fen)}</b> = <b className="acc">{format.money(fee.payable_fen)}</b>
    </>
  );
}

/** 套日明细. */
export function Annex({ fee }: { readonly fee: Fee }) {
  const { settle } = useMessages();
  const words = settle.fee;
  const format = useFormat();
  return (
    <Panel title={words.annex} note={<FeeEquation fee={fee} />}>
      <DataTable
        caption={words.annex}
        empty={words.annexEmpty}
        rows={fee.annex}
        rowKey={(row) => `${row.from_on} ${row.last_on} ${row.price_fen} ${row.is_vacant}`}
        totals={[
          { label: words.rounding, figures: { amount: <Money fen={fee.rounding_fen} /> } },
          { label: words.base, figures: { unitDays: format.count(fee.unit_days), amount: <Money fen={fee.base_fen} /> } },
        ]}
        columns={[
          { key: "from", title: words.from, cell: (row) => <span className="nw">{row.from_on}</span> },
          { key: "last", title: words.last, cell: (row) => <span className="nw">{row.last_on}</span> },
          { key: "kind", title: words.kind, cell: (row) => (row.is_vacant ? words.vacant : words.occupied) },
          { key: "days", title: words.days, align: "end", cell: (row) => row.days },
          { key: "units", title: words.units, align: "end", cell: (row) => format.count(row.units) },
          { key: "unitDays", title: words.unitDays, align: "end", cell: (row) => format.count(row.unit_days) },
          { key: "price", title: words.price, align: "end", cell: (row) => <Money fen={row.price_fen} /> },
          { key: "each", title: words.each, align: "end", cell: (row) => <Money fen={row.each_fen} /> },
          { key: "amount", title: words.amount, align: "end", cell: (row) => <Money fen={row.amount_fen} /> },
        ]}
      />
    </Panel>
  );
}
