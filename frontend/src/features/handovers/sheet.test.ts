import { expect, it } from "vitest";

import { MANAGER } from "../../testing/people";
import type { Handover } from "./queries";
import { bodyOf, mayNote, sheetOf } from "./sheet";

const EMPTY = { sheet: { meters: [], keys: [], fittings: [], photos: [], defects: [], note: null }, on_date: "2026-05-11", kind: "check_in" } as unknown as Handover;

it("begins with the meters and keys that every home has, and sends only what was read", () => {
  const sheet = sheetOf(EMPTY);
  expect(sheet.meters.map(({ kind }) => kind)).toEqual(["water", "power"]);
  expect(bodyOf(sheet)).toEqual({ on_date: "2026-05-11", meters: [], keys: [], fittings: [], defects: [], photos: [], note: null });
});

it("keeps what was stored through a change", () => {
  const sheet: Handover["sheet"] = {
    meters: [{ kind: "water", reading: "12.5", meter_no: null, photo_id: "f1" }],
    keys: [{ kind: "door", expected: 3, counted: 2, price_fen: 2000 }],
    fittings: [{ room: "客厅", item: "门", count: 1, condition: "intact", price_fen: null, note: null, photo_ids: ["f4"] }],
    photos: [{ room: "客厅", file_id: "f2" }, { room: "客厅", file_id: "f3" }],
    defects: [{ place: "厨房", what: "滴水", severity: "minor", photo_ids: [] }],
    note: "已清扫",
  };
  expect(bodyOf(sheetOf({ ...EMPTY, sheet }))).toEqual({ ...sheet, on_date: "2026-05-11" });
});

it("lets each side note its own hand at an acceptance, and the counter the tenant's", () => {
  expect(mayNote({ kind: "acceptance" }, "operator", MANAGER.roles)).toBe(true);
  expect(mayNote({ kind: "acceptance" }, "purchaser", MANAGER.roles)).toBe(false);
  expect(mayNote({ kind: "check_in" }, "tenant", ["front_desk"])).toBe(true);
  expect(mayNote({ kind: "check_in" }, "tenant", ["purchaser_officer"])).toBe(false);
});
