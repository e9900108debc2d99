import { expect, it, test } from "vitest";

import type { RoundState } from "./queries";
import { placeOf, stagesOf } from "./stages";

const round = (state: RoundState) => ({ state, registration_opens_on: "2026-04-07", registration_closes_on: "2026-04-17", objections_until: "2026-04-28" });

test.each([
  ["plan_draft", "2026-04-01", "plan", "waiting"],
  ["plan_published", "2026-04-02", "registration", "idle"],
  ["registration_open", "2026-04-17", "registration", "running"],
  ["registration_open", "2026-04-18", "review", "waiting"],
  ["reviewed", "2026-04-20", "order", "waiting"],
  ["ordered", "2026-04-21", "notice", "waiting"],
  ["order_published", "2026-04-28", "notice", "running"],
  ["order_published", "2026-04-29", "selection", "waiting"],
  ["selecting", "2026-04-29", "selection", "running"],
  ["result_published", "2026-05-06", "result", "waiting"],
  ["closed", "2026-06-01", "result", "done"],
] as const)("%s on %s is at %s, %s", (state, today, stage, word) => {
  expect(placeOf(round(state), today)).toEqual([stage, word]);
});

it("has done what lies before, and not begun what lies after", () => {
  expect(stagesOf(round("reviewed"), "2026-04-20").map(([, state]) => state)).toEqual(["done", "done", "done", "waiting", "idle", "idle", "idle"]);
});
