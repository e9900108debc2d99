import { expect, it } from "vitest";

import type { UnitEvent } from "./queries";
import { rulesFor } from "./unit-deeds";

const open = (possible: readonly UnitEvent[], ...permissions: string[]) => rulesFor({ possible: [...possible] }, (needed) => permissions.includes(needed)).map(({ on }) => on);

it("offers only what both the state and the person's rights allow", () => {
  expect(open(["make_ready", "take_out", "freeze"], "unit:prepare")).toEqual(["make_ready", "take_out"]);
  expect(open(["make_ready", "take_out", "freeze"], "unit:freeze")).toEqual(["freeze"]);
  expect(open(["reserve", "occupy", "accept"], "unit:prepare", "unit:freeze")).toEqual([]);
});
