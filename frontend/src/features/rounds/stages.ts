/** How far a round has come: its states as the stages that people speak of. */
import type { StepState } from "../../components/step-chain";
import type { Round, RoundState } from "./queries";

export const STAGES = ["plan", "registration", "review", "order", "notice", "selection", "result"] as const;
export type Stage = (typeof STAGES)[number];

type Told = Pick<Round, "state" | "registration_opens_on" | "registration_closes_on" | "objections_until">;

/** Where the work is, and whether it goes on by itself or waits for somebody. */
const AT: Readonly<Record<RoundState, readonly [Stage, StepState]>> = {
  plan_draft: ["plan", "waiting"],
  plan_published: ["registration", "idle"],
  registration_open: ["registration", "running"],
  reviewed: ["order", "waiting"],
  ordered: ["notice", "waiting"],
  order_published: ["notice", "running"],
  selecting: ["selection", "running"],
  result_published: ["result", "waiting"],
  closed: ["result", "done"],
  cancelled: ["plan", "idle"],
};

/** While registration runs the round waits for people; then its re-check waits for the bureau. */
export function placeOf(round: Told, today: string): readonly [Stage, StepState] {
  const { state, registration_closes_on: closes, objections_until: until } = round;
  if (state === "registration_open" && closes !== null && today > closes) return ["review", "waiting"];
  if (state === "order_published" && until !== null && today > until) return ["selection", "waiting"];
  return AT[state];
}

/** Every stage with its state, in order. */
export function stagesOf(round: Told, today: string): readonly (readonly [Stage, StepState])[] {
  const [stage, state] = placeOf(round, today);
  const now = STAGES.indexOf(stage);
  return STAGES.map((one, at) => [one, at === now ? state : at < now ? "done" : "idle"]);
}
