import { expect, test } from "vitest";

import { codesIn } from "./codes";

test.each([
  ["A-1\nA-2\n", ["A-1", "A-2"]],
  ["A-1，A-2、A-3", ["A-1", "A-2", "A-3"]],
  ["  A-1\tA-2 ", ["A-1", "A-2"]],
  ["  ", null],
])("%j are the codes %j", (text, codes) => {
  expect(codesIn(text)).toEqual(codes);
});
