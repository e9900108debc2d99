/** Which of the prices or rules that lie one after the other holds on a day. */
import type { Tone } from "../../components/status-badge";

export type Standing = "holds" | "coming" | "past";

export const STANDING_TONES: Readonly<Record<Standing, Tone>> = { holds: "good", coming: "waiting", past: "plain" };

interface Dated {
  readonly id: string;
  readonly valid_from: string;
  readonly made_at: string;
}

/** `all` of the same place in any order; of two from the same day the one set later holds. */
export function standingOf(one: Dated, all: readonly Dated[], today: string): Standing {
  if (one.valid_from > today) return "coming";
  const begun = all.filter(({ valid_from }) => valid_from <= today);
  const rank = ({ valid_from, made_at }: Dated) => `${valid_from} ${made_at}`;
  return begun.some((other) => rank(other) > rank(one)) ? "past" : "holds";
}
