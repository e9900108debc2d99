/** The account month by month, as the statement shows it: charges added up, and when money came for them. */
import type { Charge, StatementLine } from "./queries";

export interface AccountRow {
  readonly key: string;
  readonly month: string;
  readonly charges: readonly Charge[];
  readonly dueOn: string;
  readonly dueFen: number;
  readonly paidFen: number;
  /** Owed to the operator, who advanced it. */
  readonly advancedFen: number;
  readonly owedFen: number;
  /** Reduced or written off. */
  readonly forgivenFen: number;
  /** The last day on which money came for it. */
  readonly paidOn: string | undefined;
}

/** The oldest month first. */
export function accountOf(charges: readonly Charge[], lines: readonly StatementLine[]): readonly AccountRow[] {
  const paidOn = new Map<string, string>();
  for (const { kind, on_date, parts } of lines) {
    if (kind !== "payment" && kind !== "credit_used") continue;
    for (const { charge_id } of parts) paidOn.set(charge_id, on_date);
  }
  const months = [...new Set(charges.map(({ month }) => month))].toSorted();
  return months.map((month) => rowOf(month, charges.filter((charge) => charge.month === month), paidOn));
}

function rowOf(month: string, charges: readonly Charge[], paidOn: ReadonlyMap<string, string>): AccountRow {
  const sum = (of: (charge: Charge) => number) => charges.reduce((total, charge) => total + of(charge), 0);
  return {
    key: month,
    month,
    charges,
    dueOn: charges.map(({ due_on }) => due_on).toSorted()[0] ?? "",
    dueFen: sum(({ amount_fen, adjusted_fen }) => amount_fen + adjusted_fen),
    paidFen: sum(({ paid_fen }) => paid_fen),
    advancedFen: sum(({ operator_claim_fen }) => operator_claim_fen),
    owedFen: sum(({ owed_fen }) => owed_fen),
    forgivenFen: sum(({ reduced_fen, written_off_fen }) => reduced_fen + written_off_fen),
    paidOn: charges.flatMap(({ id }) => paidOn.get(id) ?? []).toSorted().at(-1),
  };
}

export interface Folded {
  readonly key: string;
  /** Months that say the same: one line until somebody wants to see them. */
  readonly folded: readonly AccountRow[];
}

/** As many settled months after each other are worth one line. */
const WORTH = 4;

/** The rows, with long runs of settled months folded, except those that are opened. */
export function foldedOf(rows: readonly AccountRow[], opened: ReadonlySet<string>): readonly (AccountRow | Folded)[] {
  const made: (AccountRow | Folded)[] = [];
  let run: AccountRow[] = [];
  const close = () => {
    const [first] = run;
    if (first && run.length >= WORTH && !opened.has(first.key)) made.push({ key: first.key, folded: run });
    else made.push(...run);
    run = [];
  };
  for (const row of rows) {
    if (row.owedFen === 0 && row.dueFen === row.paidFen) run.push(row);
    else {
      close();
      made.push(row);
    }
  }
  close();
  return made;
}
