import { expect, it } from "vitest";

import { matching } from "./matching";

const LINES = [{ number: "000017" }, { number: "000170" }];

it("finds a number with and without its zeros", () => {
  expect(matching(LINES, "17")).toEqual([LINES[0]]);
  expect(matching(LINES, "000017")).toEqual([LINES[0]]);
  expect(matching(LINES, "0001")).toEqual([LINES[1]]);
  expect(matching(LINES, " ")).toBe(LINES);
});
