/** What a plan holds while it is entered, and the body that it becomes. */
import type { Project } from "../../api/projects";
import type { Round, RoundIn } from "./queries";

export interface ScoreLine {
  readonly code?: string;
  readonly name?: string;
  /** As typed. */
  readonly most?: string;
}

export interface Plan extends Omit<RoundIn, "project_id" | "score_items" | "units"> {
  units: string[];
  score_items?: readonly ScoreLine[];
}

export function initialPlan({ name, address }: Project): Partial<Plan> {
  return { title: "", method: "lottery", location: [address, name].filter(Boolean).join(" "), tiers: [], priority_groups: [], units: [], score_items: [] };
}

/** A draft as it is changed. */
export function planOf(one: Round, units: readonly string[]): Partial<Plan> {
  const { title, method, location, rent_standard, target_group, tiers, priority_groups, registration_opens_on, registration_closes_on } = one;
  return {
    ...{ title, method, location, rent_standard, target_group, tiers, priority_groups, registration_opens_on, registration_closes_on },
    units: [...units],
    score_items: one.score_items.map(({ code, name, most }) => ({ code, name, most: String(most) })),
  };
}

/** An emptied day is none; lines of the sheet count only for an order by score. */
export function bodyOf({ score_items: lines = [], registration_opens_on: opens, registration_closes_on: closes, ...plan }: Plan): Omit<RoundIn, "project_id"> {
  const items = plan.method === "score" ? lines : [];
  return {
    ...plan,
    registration_opens_on: opens === undefined || opens === "" ? null : opens,
    registration_closes_on: closes === undefined || closes === "" ? null : closes,
    score_items: items.map(({ code = "", name = "", most = "" }) => ({ code, name, most: Number(most) })),
  };
}
