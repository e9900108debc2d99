/** 对账单 by month: every fen, and how it came about on a press. */
import { Button } from "antd";
import { useState } from "react";

import { type Column, DataTable } from "../../components/data-table";
import { StatementChart } from "../../components/chart/statement-chart";
import { Money } from "../../components/money";
import { MoneyTrace } from "../../components/money-trace";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type AccountRow, accountOf, type Folded, foldedOf } from "./account";
import { ChargeTrace } from "./charge-trace";
import styles from "./household.module.css";
import type { Charge, Lease, StatementLine } from "./queries";

interface Props {
  readonly lease: Lease;
  readonly people: number;
  /** Undefined while they are on their way. */
  readonly charges: readonly Charge[] | undefined;
  readonly lines: readonly StatementLine[];
}

const isFolded = (row: AccountRow | Folded): row is Folded => "folded" in row;

export function AccountPanel({ lease, people, charges, lines }: Props) {
  const { rent } = useMessages();
  const words = rent.account;
  const [open, setOpen] = useState<string>();
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const rows = charges && accountOf(charges, lines);
  const columns = useColumns(open, setOpen, (key) => setUnfolded(new Set([...unfolded, key])));
  return (
    <>
      {rows && rows.length > 0 && <Bars rows={rows} />}
      <DataTable
        caption={words.caption}
        empty={words.empty}
        rows={rows && foldedOf(rows, unfolded)}
        rowKey={({ key }) => key}
        selected={open}
        below={(row) => (row.key === open && !isFolded(row) ? row.charges.map((charge) => <ChargeTrace key={charge.id} charge={charge} lease={lease} people={people} />) : null)}
        columns={columns}
        totals={rows && rows.length > 0 ? [{ label: words.total, figures: totalsOf(rows) }] : []}
      />
    </>
  );
}

function Bars({ rows }: { readonly rows: readonly AccountRow[] }) {
  const { rent } = useMessages();
  const words = rent.account;
  const today = todayOn();
  const shown = rows.slice(-15);
  return (
    <div className={styles.bars}>
      <StatementChart
        title={words.caption}
        words={{ paid: words.paid, advanced: words.advanced, open: words.unpaid }}
        months={shown.map((row) => ({ month: row.month, paidFen: row.paidFen, advancedFen: row.advancedFen, openFen: row.owedFen - row.advancedFen, isComing: row.dueOn >= today }))}
      />
    </div>
  );
}

function totalsOf(rows: readonly AccountRow[]) {
  const sum = (of: (row: AccountRow) => number) => <Money fen={rows.reduce((total, row) => total + of(row), 0)} />;
  return {
    due: sum(({ dueFen }) => dueFen),
    paid: sum(({ paidFen }) => paidFen),
    advanced: sum(({ advancedFen }) => advancedFen),
    owed: sum(({ owedFen }) => owedFen),
  };
}

function useColumns(open: string | undefined, setOpen: (key: string | undefined) => void, unfold: (key: string) => void): readonly Column<AccountRow | Folded>[] {
  const { rent } = useMessages();
  const words = rent.account;
  const format = useFormat();
  const total = (row: AccountRow | Folded, of: (one: AccountRow) => number) => (isFolded(row) ? row.folded.reduce((sum, one) => sum + of(one), 0) : of(row));
  return [
    { key: "month", title: words.month, cell: (row) => <span className="nw">{isFolded(row) ? words.until(row.key, row.folded.at(-1)?.month ?? "") : row.month}</span> },
    {
      key: "due",
      title: words.due,
      align: "end",
      cell: (row) =>
        isFolded(row) ? (
          <Money fen={total(row, ({ dueFen }) => dueFen)} />
        ) : (
          <MoneyTrace fen={row.dueFen} open={row.key === open} label={words.trace(row.month, format.money(row.dueFen))} onToggle={() => setOpen(row.key === open ? undefined : row.key)} />
        ),
    },
    { key: "paid", title: words.paidYuan, align: "end", cell: (row) => <Money fen={total(row, ({ paidFen }) => paidFen)} /> },
    { key: "on", title: words.paidOn, cell: (row) => !isFolded(row) && row.paidOn !== undefined && <span className="nw">{row.paidOn}</span> },
    { key: "advanced", title: words.advancedYuan, align: "end", cell: (row) => <Money fen={nothing(total(row, ({ advancedFen }) => advancedFen))} /> },
    { key: "owed", title: words.unpaidYuan, align: "end", cell: (row) => <b><Money fen={nothing(total(row, ({ owedFen }) => owedFen))} /></b> },
    { key: "state", title: words.state, cell: (row) => <State row={row} onUnfold={unfold} /> },
  ];
}

const nothing = (fen: number) => (fen === 0 ? null : fen);

function State({ row, onUnfold }: { readonly row: AccountRow | Folded; readonly onUnfold: (key: string) => void }) {
  const { rent } = useMessages();
  const words = rent.account;
  const format = useFormat();
  if (isFolded(row))
    return (
      <Button type="link" size="small" onClick={() => onUnfold(row.key)}>
        {words.unfold(row.folded.length)}
      </Button>
    );
  if (row.owedFen === 0) return <span className="muted">{row.forgivenFen > 0 ? words.forgiven : words.settled}</span>;
  if (row.dueOn >= todayOn()) return <span className="nw">{words.dueOn(format.day(row.dueOn))}</span>;
  return <span className={row.advancedFen === row.owedFen ? "wait nw" : "late nw"}>{row.advancedFen === row.owedFen ? words.advancedState : words.overdue}</span>;
}
