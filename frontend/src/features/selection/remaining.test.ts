import { expect, it } from "vitest";

import { remainingOf } from "./remaining";
import { proxyOf } from "./turn-panel";

it("shows what is left by layout and floor, the unknown floor last", () => {
  const { floors, rows } = remainingOf([
    { layout: "两室一厅", floor: null, homes: 1 },
    { layout: "两室一厅", floor: 3, homes: 2 },
    { layout: "一室一厅", floor: 1, homes: 4 },
  ]);
  expect(floors).toEqual([1, 3, null]);
  expect(rows.map(({ layout, counts }) => [layout, floors.map((floor) => counts.get(floor) ?? 0)])).toEqual([
    ["一室一厅", [4, 0, 0]],
    ["两室一厅", [0, 2, 1]],
  ]);
});

it("names a proxy only where one came", () => {
  expect(proxyOf({ by_proxy: true, name: "李四", national_id: "150203", file_ids: ["f"] })).toEqual({ name: "李四", national_id: "150203", file_id: "f" });
  expect(proxyOf({ name: "李四", file_ids: [] })).toBeNull();
});
