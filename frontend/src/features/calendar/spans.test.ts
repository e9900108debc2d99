import { expect, it } from "vitest";

import type { Day } from "./queries";
import { spansOf } from "./spans";

const day = (day_on: string, more: Partial<Day> = {}): Day => ({ day_on, kind: "holiday", name: null, source: "shipped", ...more });

it("makes one of days that follow each other, over a month's end too", () => {
  expect(spansOf([day("2026-04-29"), day("2026-04-30"), day("2026-05-01")])).toEqual([{ from: "2026-04-29", to: "2026-05-01", count: 3, kind: "holiday", name: null, source: "shipped" }]);
});

it("keeps apart what is another holiday, another kind, another's word, or another week", () => {
  const days = [day("2026-10-01", { name: "国庆节" }), day("2026-10-02", { name: "中秋节" }), day("2026-10-03", { name: "中秋节", kind: "workday" }), day("2026-10-04", { name: "中秋节", kind: "workday", source: "local" }), day("2026-10-06", { name: "中秋节", kind: "workday", source: "local" })];
  expect(spansOf(days).map(({ count }) => count)).toEqual([1, 1, 1, 1, 1]);
});

it("has nothing to say of a year without such days", () => {
  expect(spansOf([])).toEqual([]);
});
