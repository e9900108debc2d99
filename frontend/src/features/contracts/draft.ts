/** What a draft of a contract holds while it is entered, and the body that it becomes. */
import type { Project } from "../../api/projects";
import { codesIn } from "./codes";
import type { Clause, Content, ContractIn } from "./queries";

export const STEPS = ["parties", "service", "money", "homes", "review"] as const;
export type StepKey = (typeof STEPS)[number];

export const CONTENT: readonly Content[] = [
  "flat_selection", "exchange", "leases", "check_in", "household_files", "check_out", "rent_collection", "remittance",
  "dunning", "advance", "inspection", "upkeep", "data_entry", "recognition_equipment", "surveys",
];
export const CLAUSES: readonly Clause[] = ["content", "term", "quantity", "quality", "price", "settlement", "rights", "indicators", "evaluation", "breach"];
export const EXCLUSIONS: readonly NonNullable<ContractIn["exclusions"]>[number][] = ["hardship", "dispute", "frozen", "vacancy", "holdover_above_contract"];

export interface Draft extends Omit<ContractIn, "project_id" | "units"> {
  /** Pasted codes; empty stands for every home of the estate. */
  units?: string;
}

/** Where each field is entered, for what the server refuses. */
export const STEP_OF: Readonly<Record<string, StepKey>> = {
  contract_no: "parties",
  procurement_no: "parties",
  operator_id: "parties",
  awarded_on: "parties",
  starts_on: "parties",
  ends_on: "parties",
  budget_note: "parties",
  content: "service",
  clauses: "service",
  price_fen: "money",
  tax_rate: "money",
  vacant_factor: "money",
  recovery_mode: "money",
  exclusions: "money",
  treasury_first: "money",
  uncollectible_borne_by: "money",
  deduction_cap_fen: "money",
  units: "homes",
};

export function initialDraft({ operator_id }: Project): Partial<Draft> {
  return {
    ...(operator_id !== null && { operator_id }),
    content: [...CONTENT],
    clauses: [...CLAUSES],
    exclusions: ["hardship", "dispute", "frozen"],
    recovery_mode: "RETAIN",
    treasury_first: false,
    uncollectible_borne_by: "operator",
    vacant_factor: "1",
    tax_rate: "0.06",
  };
}

/** What was left empty is not sent: the server's own word holds then. */
export function bodyOf({ units = "", ...values }: Draft, project_id: string): ContractIn {
  const said = Object.entries(values as Readonly<Record<string, unknown>>).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return { ...(Object.fromEntries(said) as Omit<ContractIn, "project_id">), project_id, units: codesIn(units) };
}
