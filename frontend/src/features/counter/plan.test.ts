import { expect, test } from "vitest";

import { planFor } from "./plan";
import type { Charge } from "./queries";

const charge = (id: string, due_on: string, owed_fen: number) => ({ id, due_on, owed_fen }) as Charge;
const CHARGES = [charge("b", "2026-04-20", 27227), charge("a", "2026-03-20", 27227)];

test.each([
  [30000, [27227, 2773], [0, 24454], 0],
  [54454, [27227, 27227], [0, 0], 0],
  [60000, [27227, 27227], [0, 0], 5546],
  [0, [0, 0], [27227, 27227], 0],
])("%i fen settle the oldest month first", (amount, now, left, credit) => {
  const plan = planFor(CHARGES, amount);
  expect(plan.lines.map((line) => line.charge.id)).toEqual(["a", "b"]);
  expect(plan.lines.map((line) => line.now)).toEqual(now);
  expect(plan.lines.map((line) => line.left)).toEqual(left);
  expect(plan).toMatchObject({ credit, owed: 54454 });
});
