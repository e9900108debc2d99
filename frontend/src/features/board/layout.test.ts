import { expect, it } from "vitest";

import { facadeOf } from "./layout";
import type { Door } from "./queries";

const door = (entrance: string, floor: number | null, room: string, lease: string | null = null) =>
  ({ unit_id: `${entrance}-${room}`, entrance, floor, room, lease_id: lease }) as Door;

it("hangs doors of a landing below each other, whatever the floor", () => {
  const facade = facadeOf("b", [door("1", 9, "902"), door("1", 11, "1101", "l"), door("1", 11, "1102"), door("1", 9, "901")]);
  expect(facade.floors.map(({ floor, doors }) => [floor, ...doors.map((one) => one?.room)])).toEqual([
    [11, "1101", "1102"],
    [9, "901", "902"],
  ]);
  expect(facade.entrances).toEqual([{ name: "1", width: 2, doors: 4, leased: 1 }]);
});

it("leaves a place without a door empty, and puts the tenth entrance after the ninth", () => {
  const facade = facadeOf("b", [door("10", 1, "101"), door("9", 2, "201"), door("9", 2, "203"), door("9", 1, "103")]);
  expect(facade.entrances.map(({ name }) => name)).toEqual(["9", "10"]);
  expect(facade.floors.map(({ doors }) => doors.map((one) => one?.room ?? null))).toEqual([
    ["201", "203", null],
    [null, "103", "101"],
  ]);
  expect(facade.columns).toBe(3);
});

it("keeps doors whose floor nobody registered at the ground", () => {
  const facade = facadeOf("b", [door("1", null, "门房"), door("1", 1, "101")]);
  expect(facade.floors.map(({ floor }) => floor)).toEqual([1, null]);
});
