/** Which day counts for a renewal now, and the way that it goes. */
import type { Renewal, RenewalState } from "./queries";

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
