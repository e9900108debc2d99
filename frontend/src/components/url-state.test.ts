import { expect, it } from "vitest";

import { searchMonth, searchText } from "./url-state";

it("reads figures that were typed into the address as text", () => {
  expect(searchText(200)).toBe("200");
  expect(searchText("200")).toBe("200");
});

it("takes what is not text, or says nothing, for absent", () => {
  for (const value of ["", undefined, null, true, ["a"], { a: 1 }]) expect(searchText(value)).toBeUndefined();
});

it("knows a month from what only looks like one", () => {
  expect(searchMonth("2026-04")).toBe("2026-04");
  for (const value of ["2026-13", "2026-4", 202604]) expect(searchMonth(value)).toBeUndefined();
});
