/** Where each door hangs: buildings by their names, entrances beside each other, the top floor first. */
import { byName } from "../../i18n/by-name";
import type { Door } from "./queries";

export interface Entrance {
  readonly name: string;
  /** Columns that this entrance takes. */
  readonly width: number;
  readonly doors: number;
  readonly leased: number;
}

export interface Facade {
  readonly id: string;
  readonly entrances: readonly Entrance[];
  /** From the top; null stands for doors whose floor nobody registered. */
  readonly floors: readonly { readonly floor: number | null; readonly doors: readonly (Door | null)[] }[];
  readonly columns: number;
  readonly doors: readonly Door[];
}

/** The facade of one building. A place that has no door stays empty. */
export function facadeOf(id: string, doors: readonly Door[]): Facade {
  const entrances = unique(doors.map(({ entrance }) => entrance)).toSorted(byName);
  const places = entrances.map((entrance) => {
    const own = doors.filter((door) => door.entrance === entrance);
    return { entrance, own, rooms: unique(own.map(placeOf)).toSorted(byName) };
  });
  const floors = unique(doors.map(({ floor }) => floor)).toSorted((one, other) => (other ?? -1) - (one ?? -1));
  const hung = new Map(doors.map((door) => [keyOf(door.entrance, door.floor, placeOf(door)), door]));
  return {
    id,
    doors,
    columns: places.reduce((sum, { rooms }) => sum + rooms.length, 0),
    entrances: places.map(({ entrance, own, rooms }) => ({
      name: entrance,
      width: rooms.length,
      doors: own.length,
      leased: own.filter(({ lease_id }) => lease_id !== null).length,
    })),
    floors: floors.map((floor) => ({
      floor,
      doors: places.flatMap(({ entrance, rooms }) => rooms.map((room) => hung.get(keyOf(entrance, floor, room)) ?? null)),
    })),
  };
}

/** Which door on its landing: room 1103 is the third, whatever the floor. */
function placeOf({ room, floor }: Door): string {
  const level = floor === null ? "" : String(floor);
  return level !== "" && room.startsWith(level) && room.length > level.length ? room.slice(level.length) : room;
}

const keyOf = (entrance: string, floor: number | null, place: string) => `${entrance}/${floor ?? ""}/${place}`;

const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];
