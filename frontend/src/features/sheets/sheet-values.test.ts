import { describe, expect, it } from "vitest";

import type { Handover } from "./queries";
import { beginning, partsOf, valuesOf } from "./sheet-values";

const SHEET: Handover["sheet"] = {
  meters: [{ kind: "power", reading: "914", meter_no: "D-1001", photo_id: "p1" }],
  keys: [{ kind: "door", expected: 6, counted: 6, price_fen: 3500 }],
  fittings: [{ room: "客厅", item: "入户门", count: 1, condition: "damaged", price_fen: 18000, photo_ids: [] }],
  photos: [
    { room: "客厅", file_id: "f1" },
    { room: "客厅", file_id: "f2" },
  ],
  defects: [],
  note: null,
};

const nothing = () => Promise.resolve([]);
const stored = (files: readonly File[] | undefined) => Promise.resolve((files ?? []).map(({ name }) => name));

describe("a hand-over sheet in its form", () => {
  it("comes back as it went in, its photos with it", async () => {
    expect(await partsOf(valuesOf({ on_date: "2026-05-11", sheet: SHEET }), nothing)).toEqual(SHEET);
  });

  it("leaves out rows that nobody began", async () => {
    const { meters, keys, fittings, photos } = await partsOf(beginning("2026-05-11", undefined), nothing);
    expect([meters, keys, fittings, photos]).toEqual([[], [], [], []]);
  });

  it("begins a check-out with what was given at the check-in, counted anew", () => {
    const { keys, fittings, meters, photos } = beginning("2026-05-11", { sheet: SHEET } as Handover);
    expect(keys).toEqual([{ kind: "door", expected: 6, price_fen: 3500 }]);
    expect(fittings).toEqual([{ room: "客厅", item: "入户门", count: 1, condition: "intact" }]);
    expect(meters.find(({ kind }) => kind === "power")).toEqual({ kind: "power", meter_no: "D-1001" });
    expect(photos).toEqual([{ room: "客厅" }]);
  });

  it("puts a new photo in the place of the old one, and adds to a room's", async () => {
    const values = valuesOf({ on_date: "2026-05-11", sheet: SHEET });
    const [meter] = values.meters.filter(({ kind }) => kind === "power");
    if (meter) meter.photo = [new File([], "p2")];
    values.photos = values.photos.map((row) => ({ ...row, files: [new File([], "f3")] }));
    const parts = await partsOf(values, stored);
    expect(parts.meters[0]?.photo_id).toBe("p2");
    expect(parts.photos.map(({ file_id }) => file_id)).toEqual(["f1", "f2", "f3"]);
  });
});
