/** How much waits on each page of the navigation. */
import type { Duties, DutyKind } from "../../api/duties";
import type { Entry } from "./navigation";

export interface Waiting {
  readonly count: number;
  /** Some of it is overdue. */
  readonly isLate: boolean;
}

type Page = Entry["key"];

const PAGES: Readonly<Partial<Record<DutyKind, Page>>> = {
  voucher: "vouchers",
  remittance: "remittances",
  held_money: "remittances",
  fee_statement: "contracts",
  deduction: "contracts",
  contract: "contracts",
  contract_price: "contracts",
  suspense: "suspense",
  import: "imports",
  month: "month",
  billing_run: "month",
  arrears: "arrears",
  eligibility: "eligibility",
  ban: "eligibility",
  unit_decision: "units",
  allocation_round: "rounds",
  round_objection: "rounds",
  reservation: "leasing",
  lease_paper: "leasing",
  filing: "leasing",
  check_in: "checkIns",
  exit_case: "exits",
  final_bill: "exits",
  rent_refund: "deposits",
  renewal: "renewals",
  lease_change: "changes",
  exchange: "exchanges",
  deposit_refund: "deposits",
};

/** Of these it is households and payments that are counted, not the lines that tell of them. */
const BY_COUNT: ReadonlySet<DutyKind> = new Set(["suspense", "arrears"]);

export function waitingOn(duties: Duties | undefined): Readonly<Partial<Record<Page, Waiting>>> {
  if (!duties) return {};
  const found: Partial<Record<Page, Waiting>> = { duties: { count: duties.waiting, isLate: duties.overdue > 0 } };
  for (const { kind, count, is_overdue } of duties.items) {
    const page = PAGES[kind];
    if (page === undefined) continue;
    const before = found[page] ?? { count: 0, isLate: false };
    found[page] = { count: before.count + (BY_COUNT.has(kind) ? (count ?? 0) : 1), isLate: before.isLate || is_overdue };
  }
  return found;
}
