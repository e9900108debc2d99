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
  /** What settles nothing and becomes credit. */
  readonly credit: number;
}

export function planFor(charges: readonly Charge[], amount: number): Plan {
  const oldest = charges.toSorted((one, other) => one.due_on.localeCompare(other.due_on) || one.id.localeCompare(other.id));
  let rest = Math.max(0, amount);
  const lines = oldest.map((charge) => {
    const now = Math.min(rest, charge.owed_fen);
    rest -= now;
    return { charge, now, left: charge.owed_fen - now };
  });
  return { lines, owed: oldest.reduce((sum, { owed_fen: fen }) => sum + fen, 0), credit: rest };
}
