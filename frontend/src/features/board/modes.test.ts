import { expect, it, test } from "vitest";

import { formatFor } from "../../i18n/format";
import { zh } from "../../i18n/zh";
import { countsOf, lookOf, MODES } from "./modes";
import type { Door } from "./queries";

const TODAY = "2026-05-11";
const DOOR = {
  state: "leased",
  tenant_name: "赵福生",
  lease_id: "l",
  ends_on: "2028-03-11",
  vacant_days: null,
  overdue_fen: 54454,
  bucket: "1_3",
  plan: null,
  last_visit_on: null,
  last_contact_on: null,
} as Door;
const told = (mode: (typeof MODES)[number], change: Partial<Door> = {}) => {
  const look = lookOf(mode, TODAY);
  const door = { ...DOOR, ...change };
  return [look.kindOf(door), look.textOf(door, zh, formatFor("zh-CN"))];
};

test.each([
  [{}, ["leased", "赵福生"]],
  [{ state: "available", lease_id: null, vacant_days: 43 }, ["available", "空置43天"]],
  [{ state: "notice", ends_on: "2026-05-20" }, ["notice", "20日退"]],
  [{ state: "turnover" }, ["turnover", "整备"]],
  [{ state: "frozen" }, ["frozen", "冻结"]],
  [{ state: "withdrawn" }, ["withdrawn", "退出"]],
] as const)("by state %j shows as %j", (change, expected) => {
  expect(told("state", change)).toEqual(expected);
});

test.each([
  [{}, ["1_3", "544.54"]],
  [{ plan: "kept" }, ["plan", "544.54"]],
  [{ plan: "broken" }, ["1_3", "544.54"]],
  [{ bucket: "none", overdue_fen: 0 }, ["none", ""]],
  [{ lease_id: null, bucket: "no_lease", overdue_fen: null }, ["no_lease", ""]],
] as const)("by arrears %j shows as %j", (change, expected) => {
  expect(told("arrears", change)).toEqual(expected);
});

test.each([
  ["2026-05-10", "over"],
  ["2026-05-11", "month"],
  ["2026-06-10", "month"],
  ["2026-06-11", "season"],
  ["2026-08-10", "year"],
  ["2027-05-12", "later"],
  [null, "none"],
] as const)("a lease that ends on %s is %s", (ends_on, kind) => {
  expect(told("term", { ends_on })[0]).toBe(kind);
});

test.each([
  [{ last_visit_on: "2026-04-27" }, ["month", "14天前"]],
  [{ last_visit_on: "2025-04-27", last_contact_on: "2026-05-01" }, ["month", "10天前"]],
  [{ last_contact_on: "2025-05-01" }, ["long", "375天前"]],
  [{}, ["never", ""]],
  [{ lease_id: null }, ["none", ""]],
] as const)("a household seen %j shows as %j", (change, expected) => {
  expect(told("visit", change)).toEqual(expected);
});

it("counts in the legend's order, without kinds that do not occur", () => {
  const look = lookOf("arrears", TODAY);
  expect(countsOf(look, [{ ...DOOR, bucket: "over_6" }, DOOR, DOOR])).toEqual([["1_3", 2], ["over_6", 1]]);
});

it("tells all ten states of a home apart", () => {
  expect(lookOf("state", TODAY).kinds).toHaveLength(Object.keys(zh.homes.unitState).length);
});

it("has a word for every kind of every mode", () => {
  for (const mode of MODES) {
    const look = lookOf(mode, TODAY);
    for (const kind of look.kinds) expect(look.nameOf(kind, zh)).not.toBe("");
  }
});
