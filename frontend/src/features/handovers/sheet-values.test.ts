import { describe, expect, it } from "vitest";

import type { Handover } from "./queries";
import { beginning, isBlank, partsOf, valuesOf } from "./sheet-values";

const SHEET: Handover["sheet"] = {
  meters: [{ kind: "power", reading: "914", meter_no: "D-1001", photo_id: "p1" }],
  keys: [{ kind: "door", expected: 6, counted: 6, price_fen: 3500 }],
  fittings: [{ room: "客厅", item: "入户门", count: 1, condition: "damaged", price_fen: 18000, photo_ids: ["f4"] }],
  photos: [
    { room: "客厅", file_id: "f1" },
    { room: "客厅", file_id: "f2" },
  ],
  defects: [{ place: "厨房", what: "滴水", severity: "minor", photo_ids: [] }],
  note: "已清扫",
};
const BLANK: Handover["sheet"] = { meters: [], keys: [], fittings: [], photos: [], defects: [], note: null };

describe("a hand-over sheet in its form", () => {
  it("comes back as it went in, its photos with it", () => {
    expect(partsOf(valuesOf({ on_date: "2026-05-11", sheet: SHEET }))).toEqual(SHEET);
  });

  it("leaves out rows that nobody began", () => {
    expect(partsOf(beginning("2026-05-11", undefined))).toEqual(BLANK);
  });

  it("begins a check-out with what was given at the check-in, counted anew", () => {
    const { keys, fittings, meters, photos } = beginning("2026-05-11", { sheet: SHEET });
    expect(keys).toEqual([{ kind: "door", expected: 6, price_fen: 3500 }]);
    expect(fittings).toEqual([{ room: "客厅", item: "入户门", count: 1, condition: "intact" }]);
    expect(meters.find(({ kind }) => kind === "power")).toEqual({ kind: "power", meter_no: "D-1001" });
    expect(photos).toEqual([{ room: "客厅" }]);
  });

  it("is blank only while nothing at all was written", () => {
    expect(isBlank({ sheet: BLANK })).toBe(true);
    expect(isBlank({ sheet: { ...BLANK, note: "已清扫" } })).toBe(false);
    expect(isBlank({ sheet: SHEET })).toBe(false);
  });

  it("takes a photo off, and adds one to a room's", () => {
    const values = valuesOf({ on_date: "2026-05-11", sheet: SHEET });
    values.meters = values.meters.map((row) => ({ ...row, photo_ids: [] }));
    values.photos = values.photos.map((row) => ({ ...row, file_ids: [...(row.file_ids ?? []).slice(1), "f3"] }));
    const parts = partsOf(values);
    expect(parts.meters[0]?.photo_id).toBe(null);
    expect(parts.photos).toEqual([
      { room: "客厅", file_id: "f2" },
      { room: "客厅", file_id: "f3" },
    ]);
  });
});
