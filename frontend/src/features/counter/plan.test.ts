import { expect, it } from "vitest";

import { planFor } from "./plan";
import type { Charge } from "./queries";

const TODAY = "2026-05-11";
const charge = (id: string, due_on: string, owed: number, operator = 0) =>
  ({ id, month: due_on.slice(0, 7), due_on, owed_fen: owed, operator_claim_fen: operator, treasury_claim_fen: owed - operator }) as Charge;

it("settles the oldest month first, the operator's claim of it before treasury's", () => {
  const plan = planFor([charge("c", "2026-05-20", 27227), charge("b", "2026-04-20", 27227), charge("a", "2026-03-20", 27227, 27227)], 30000, TODAY);
  expect(plan.lines.map(({ charge: { id }, now, left }) => [id, now, left])).toEqual([
    ["a", 27227, 0],
    ["b", 2773, 24454],
    ["c", 0, 27227],
  ]);
  expect(plan).toMatchObject({ owed: 81681, overdue: 54454, credit: 0, toOperator: 27227, toTreasury: 2773, monthsBefore: 2, monthsAfter: 1 });
});

it("keeps what settles nothing as credit, and takes no money for less than nothing", () => {
  expect(planFor([charge("a", "2026-03-20", 100)], 150, TODAY)).toMatchObject({ credit: 50, monthsAfter: 0 });
  expect(planFor([charge("a", "2026-03-20", 100)], -5, TODAY)).toMatchObject({ credit: 0, toTreasury: 0 });
});
