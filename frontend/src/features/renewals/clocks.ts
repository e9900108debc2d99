/** Which day counts for a renewal now, and the way that it goes. */
import type { Renewal, RenewalPaper, RenewalState } from "./queries";

const PAPERS: readonly RenewalPaper[] = ["inquiry", "application", "missing-papers", "decision", "reply"];

export interface RenewalClock {
  readonly name: "apply" | "supply" | "object";
  readonly on: string;
}

/** None while the office is at work, or once it is decided for good. */
export function clockOf({ state, apply_by, supply_by, object_by }: Pick<Renewal, "state" | "apply_by" | "supply_by" | "object_by">): RenewalClock | undefined {
  if (state === "invited") return { name: "apply", on: apply_by };
  if (state === "needs_more" && supply_by !== null) return { name: "supply", on: supply_by };
  return state === "decided_no" && object_by !== null ? { name: "object", on: object_by } : undefined;
}

const REFUSED: ReadonlySet<RenewalState> = new Set(["decided_no", "objection", "final_no"]);

/** Refused, it may still be objected to; asked for more, it goes on where it was. */
export function wayOf(state: RenewalState): readonly RenewalState[] {
  const asked: readonly RenewalState[] = ["invited", "applied", "data_check"];
  if (REFUSED.has(state)) return [...asked, "decided_no", "objection", "final_no"];
  return state === "needs_more" ? [...asked, "needs_more", "decided_ok"] : [...asked, "decided_ok"];
}

/** The papers that the case has come to, as `/papers/{kind}.pdf` names them. */
export function papersOf(one: Pick<Renewal, "applied_on" | "missing_papers" | "decided_on" | "reply">): readonly RenewalPaper[] {
  const due: Readonly<Record<RenewalPaper, boolean>> = {
    inquiry: true,
    application: one.applied_on !== null,
    "missing-papers": one.missing_papers !== null,
    decision: one.decided_on !== null,
    reply: one.reply !== null,
  };
  return PAPERS.filter((kind) => due[kind]);
}
