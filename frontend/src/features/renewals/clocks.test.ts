import { expect, it } from "vitest";

import { clockOf, wayOf } from "./clocks";

const days = { apply_by: "2026-02-28", supply_by: "2026-03-20", object_by: "2026-04-05" };

it("counts the household's day where it is the household's turn", () => {
  expect(clockOf({ ...days, state: "invited" })).toEqual({ name: "apply", on: "2026-02-28" });
  expect(clockOf({ ...days, state: "needs_more" })).toEqual({ name: "supply", on: "2026-03-20" });
  expect(clockOf({ ...days, state: "decided_no" })).toEqual({ name: "object", on: "2026-04-05" });
});

it("counts nothing while the office checks, nor after the end", () => {
  expect(clockOf({ ...days, state: "data_check" })).toBeUndefined();
  expect(clockOf({ ...days, state: "final_no" })).toBeUndefined();
});

it("leads to a yes, or by way of an objection to the last word", () => {
  expect(wayOf("applied").at(-1)).toBe("decided_ok");
  expect(wayOf("decided_no")).toEqual(["invited", "applied", "data_check", "decided_no", "objection", "final_no"]);
});
