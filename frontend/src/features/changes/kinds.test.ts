import { describe, expect, it } from "vitest";

import { isLate, linesOf, wayOf } from "./kinds";
import type { Change } from "./queries";

const one = { kind: "join", state: "submitted", name: null, relation: null, national_id_mask: null, phone_mask: null, member_name: null, tenant_name: "赵福生", before: {}, effective_on: "2026-06-15" } as unknown as Change;

describe("what a change alters", () => {
  it("says who joins, and that nobody stood there", () => {
    expect(linesOf({ ...one, name: "赵小宝", relation: "子女" })).toEqual([{ field: "people", from: { word: "notThere" }, to: { text: "赵小宝，子女" } }]);
  });

  it("keeps the former tenant's name after the successor has theirs", () => {
    const change: Change = { ...one, kind: "substitute", member_name: "王秀兰" };
    const tenant = { field: "tenant", from: { text: "赵福生" }, to: { text: "王秀兰" } };
    expect(linesOf(change)[0]).toEqual(tenant);
    expect(linesOf({ ...change, state: "effective", tenant_name: "王秀兰", before: { tenant_name: "赵福生" } })[0]).toEqual(tenant);
  });

  it("shows the wrong name before and after it was put right", () => {
    const line = [{ field: "name", from: { text: "赵福生" }, to: { text: "赵福升" } }];
    expect(linesOf({ ...one, kind: "name", name: "赵福升", member_name: "赵福生" })).toEqual(line);
    expect(linesOf({ ...one, kind: "name", state: "effective", name: "赵福升", member_name: "赵福升", before: { name: "赵福生" } })).toEqual(line);
  });

  it("does not show a number that it was never told", () => {
    expect(linesOf({ ...one, kind: "phone", phone_mask: "139****5521" })).toEqual([{ field: "phone", from: { word: "asKept" }, to: { text: "139****5521" } }]);
  });
});

it("goes by way of the approver, but a correction by one officer", () => {
  expect(wayOf({ kind: "join", state: "checked" })).toEqual(["submitted", "checked", "approved", "effective"]);
  expect(wayOf({ kind: "phone", state: "submitted" })).toEqual(["submitted", "approved", "effective"]);
  expect(wayOf({ kind: "join", state: "rejected" })).toEqual(["submitted", "rejected"]);
});

it("is late when its day has come and nobody has decided", () => {
  expect(isLate(one, "2026-06-16")).toBe(true);
  expect(isLate(one, "2026-06-15")).toBe(false);
  expect(isLate({ ...one, state: "effective" }, "2026-06-16")).toBe(false);
});
