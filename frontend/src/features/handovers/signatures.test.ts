import { expect, it } from "vitest";

import { MANAGER } from "../../testing/people";
import { mayNote } from "./signatures";

it("lets each side note its own hand at an acceptance, and the counter the tenant's", () => {
  expect(mayNote({ kind: "acceptance" }, "operator", MANAGER.roles)).toBe(true);
  expect(mayNote({ kind: "acceptance" }, "purchaser", MANAGER.roles)).toBe(false);
  expect(mayNote({ kind: "check_in" }, "tenant", ["front_desk"])).toBe(true);
  expect(mayNote({ kind: "check_in" }, "tenant", ["purchaser_officer"])).toBe(false);
});
