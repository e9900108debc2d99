import { expect, it } from "vitest";

import { bodyOf, type Plan } from "./plan";

const PLAN = { location: "", rent_standard: "", target_group: "", tiers: [], priority_groups: [], title: "第一批", method: "score" as const, units: ["A-1"] as string[], score_items: [{ code: "income", name: "家庭收入", most: "40" }], registration_opens_on: "" } satisfies Plan;

it("sends whole points, and no day where none was said", () => {
  expect(bodyOf(PLAN)).toMatchObject({ score_items: [{ code: "income", name: "家庭收入", most: 40 }], registration_opens_on: null, registration_closes_on: null });
});

it("forgets the score sheet of an order by lot", () => {
  expect(bodyOf({ ...PLAN, units: [], method: "lottery" }).score_items).toEqual([]);
});
