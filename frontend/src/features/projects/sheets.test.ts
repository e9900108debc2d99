import { expect, it } from "vitest";

import { sheetsOf } from "./sheets";

it("leaves out homes at which nobody has been", () => {
  const sheets = sheetsOf({ "A-0101": { water: "0.5", power: "12", keys: "3" }, "A-0102": undefined, "A-0103": { water: " " } });
  expect(sheets).toEqual([
    { unit_code: "A-0101", meters: [{ kind: "water", reading: "0.5" }, { kind: "power", reading: "12" }], keys: [{ kind: "door", expected: 3, counted: 3 }], fittings: [], photos: [], defects: [] },
  ]);
});

it("sends a sheet of which only a part is known: the server says what it lacks", () => {
  expect(sheetsOf({ "A-0101": { power: "12" } })).toMatchObject([{ meters: [{ kind: "power", reading: "12" }], keys: [] }]);
});
