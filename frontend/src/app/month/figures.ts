/** The month's figures, drawn from the answers; undefined while one they need is on its way. */
import type { Balance, MonthAnswers } from "./queries";

type Account = Balance["account"];

export interface MonthFigures {
  /** Billed by runs, in fen, and to how many leases. */
  readonly billed: number;
  readonly leases: number;
  /** Into the rent account in the month, whatever it was for. */
  readonly received: number;
  /** What tenants have paid of this month's charges, and what they still owe, and to whom. */
  readonly paid: number;
  readonly owedToTreasury: number;
  readonly owedToOperator: number;
  /** Reduced or written off: what is left of the charge when neither paid nor owed. */
  readonly forgiven: number;
}

export function figuresOf({ runs, books, charges }: MonthAnswers): MonthFigures | undefined {
  if (!runs.data || !books.data || !charges.data) return undefined;
  const found = new Map(charges.data.items.map((one) => [one.account, one]));
  const of = (account: Account) => found.get(account) ?? NOTHING;
  const done = runs.data.items.filter(({ state }) => state === "done");
  return {
    billed: done.reduce((sum, run) => sum + run.billed_fen, 0),
    leases: done.reduce((sum, run) => sum + run.charged, 0),
    received: books.data.items.find(({ account }) => account === "A3")?.debit_fen ?? 0,
    // For treasury: what is due to it and no operator paid. For the operator: what left its claim.
    paid: of("L1").credit_fen - of("L1").debit_fen + of("A2").credit_fen,
    owedToTreasury: of("A1").closing_fen,
    owedToOperator: of("A2").closing_fen,
    // Rent billed becomes due to treasury, or falls away.
    forgiven: of("R1").debit_fen - of("L1").credit_fen,
  };
}

const NOTHING = { debit_fen: 0, credit_fen: 0, closing_fen: 0 };
