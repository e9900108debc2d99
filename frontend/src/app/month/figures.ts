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
  const billed = done.reduce((sum, run) => sum + run.billed_fen, 0);
  const [treasury, operator] = [of("A1"), of("A2")];
  // Rent billed becomes due to treasury when somebody pays it, or falls away.
  const forgiven = Math.max(0, of("R1").debit_fen - of("L1").credit_fen);
  // A payment that was taken back opens its claim again.
  const reopened = Math.max(0, treasury.debit_fen - billed);
  return {
    billed,
    leases: done.reduce((sum, run) => sum + run.charged, 0),
    received: books.data.items.find(({ account }) => account === "A3")?.debit_fen ?? 0,
    // What left the claims, less what only went from the treasury's claim to the operator's.
    paid: treasury.credit_fen - reopened + operator.credit_fen - operator.debit_fen - forgiven,
    owedToTreasury: treasury.closing_fen,
    owedToOperator: operator.closing_fen,
    forgiven,
  };
}

const NOTHING = { debit_fen: 0, credit_fen: 0, closing_fen: 0 };
