import { expect, it } from "vitest";

import type { Unit } from "./queries";
import { buildingOf, unitOf, valuesOf } from "./values";

const UNIT = { kind: "dwelling", code: "A-1-0301", entrance: "1", room: "301", layout: null, area_m2: "52.36", floor: -1, price_per_m2: "5.2" } as Unit;

it("sends floors as whole numbers, and none where nothing was typed", () => {
  expect(buildingOf({ name: "3", floors: "11" })).toEqual({ name: "3", floors: 11 });
  expect(buildingOf({ name: "3", floors: " " })).toEqual({ name: "3", floors: null });
});

it("leaves what is no number to the server", () => {
  expect(buildingOf({ name: "3", floors: "十一" }).floors).toBe("十一");
});

it("gives a unit back as it was read", () => {
  const values = valuesOf(UNIT);
  expect(values.floor).toBe("-1");
  expect(unitOf({ ...values, building_id: "b" } as never)).toEqual({ building_id: "b", kind: "dwelling", code: "A-1-0301", entrance: "1", room: "301", area_m2: "52.36", price_per_m2: "5.2", floor: -1 });
});
