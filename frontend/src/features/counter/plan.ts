/** How money would settle charges, oldest due day first: a preview; the server's booking decides. */
import type { Charge } from "./queries";

export interface PlanLine {
  readonly charge: Charge;
  readonly now: number;
  readonly left: number;
}

export interface Plan {
  readonly lines: readonly PlanLine[];
  readonly owed: number;
  /** Of it past its due day. */
  readonly overdue: number;
  /** What settles nothing and becomes credit. */
  readonly credit: number;
  /** Of what settles: back to the operator who advanced it, and on to treasury. */
  readonly toOperator: number;
  readonly toTreasury: number;
  /** Overdue months before and after. */
  readonly monthsBefore: number;
  readonly monthsAfter: number;
}

export function planFor(charges: readonly Charge[], amount: number, today: string): Plan {
  const oldest = charges.toSorted((one, other) => one.due_on.localeCompare(other.due_on) || one.id.localeCompare(other.id));
  let rest = Math.max(0, amount);
  const lines = oldest.map((charge) => {
    const now = Math.min(rest, charge.owed_fen);
    rest -= now;
    return { charge, now, left: charge.owed_fen - now };
  });
  const late = lines.filter(({ charge }) => charge.due_on < today);
  const months = (among: readonly PlanLine[]) => new Set(among.map(({ charge }) => charge.month)).size;
  const toOperator = total(lines, ({ charge, now }) => Math.min(now, charge.operator_claim_fen));
  return {
    lines,
    owed: total(lines, ({ charge }) => charge.owed_fen),
    overdue: total(late, ({ charge }) => charge.owed_fen),
    credit: rest,
    toOperator,
    toTreasury: total(lines, ({ now }) => now) - toOperator,
    monthsBefore: months(late),
    monthsAfter: months(late.filter(({ left }) => left > 0)),
  };
}

const total = (lines: readonly PlanLine[], of: (line: PlanLine) => number) => lines.reduce((sum, line) => sum + of(line), 0);
