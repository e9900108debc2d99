/** A sheet as it is filled in: counts as typed, photos as the lists that the file field gives. */
import type { Me } from "../../api/me";
import type { components } from "../../api/schema";
import type { Handover, HandoverPatch, Side } from "./queries";

type Schemas = components["schemas"];
type Typed<Part, Counts extends keyof Part> = Omit<Part, Counts> & Partial<Record<Counts, string>>;

export interface MeterLine extends Omit<Schemas["MeterPart"], "photo_id"> {
  photo_ids?: string[];
}
export type KeysLine = Typed<Schemas["KeysPart"], "expected" | "counted">;
export type FittingLine = Typed<Schemas["FittingPart"], "count">;
export type DefectLine = Schemas["DefectPart"];
export interface PhotoLine {
  room: string;
  file_ids?: string[];
}

export interface Sheet {
  on_date: string;
  meters: readonly Partial<MeterLine>[];
  keys: readonly Partial<KeysLine>[];
  fittings: readonly Partial<FittingLine>[];
  defects: readonly Partial<DefectLine>[];
  photos: readonly Partial<PhotoLine>[];
  note?: string;
}

/** Every sheet has water and power; an empty one begins with them, and with the door's keys. */
export function sheetOf({ sheet, on_date }: Handover): Sheet {
  const rooms = [...new Set(sheet.photos.map(({ room }) => room))];
  return {
    on_date,
    meters: sheet.meters.length === 0 ? [{ kind: "water" }, { kind: "power" }] : sheet.meters.map(({ photo_id: photo, ...meter }) => ({ ...meter, photo_ids: typeof photo === "string" ? [photo] : [] })),
    keys: sheet.keys.length === 0 ? [{ kind: "door" }] : sheet.keys.map((keys) => ({ ...keys, expected: String(keys.expected), counted: String(keys.counted) })),
    fittings: sheet.fittings.map((fitting) => ({ ...fitting, count: String(fitting.count) })),
    defects: sheet.defects,
    photos: rooms.map((room) => ({ room, file_ids: sheet.photos.filter((photo) => photo.room === room).map(({ file_id }) => file_id) })),
    note: sheet.note ?? "",
  };
}

const isSaid = (value: string | undefined): value is string => value !== undefined && value.trim() !== "";

/** A line in which nothing was read, counted or seen is not sent. */
export function bodyOf({ meters, keys, fittings, defects, photos, note = "", on_date }: Sheet): HandoverPatch {
  return {
    on_date,
    meters: meters.filter(({ reading }) => isSaid(reading)).map(({ photo_ids: [photo] = [], kind = "water", reading = "", meter_no: no }) => ({ kind, reading, meter_no: no ?? null, photo_id: photo ?? null })),
    keys: keys.filter(({ counted, expected }) => isSaid(counted) || isSaid(expected)).map(({ kind = "door", expected, counted, price_fen: price }) => ({ kind, expected: Number(expected ?? 0), counted: Number(counted ?? 0), price_fen: price ?? null })),
    fittings: fittings.filter(({ item }) => isSaid(item)).map(({ room = "", item = "", count, condition = "intact", price_fen: price, note: said, photo_ids = [] }) => ({ room, item, count: Number(count ?? 1), condition, price_fen: price ?? null, note: isSaid(said ?? undefined) ? (said ?? null) : null, photo_ids })),
    defects: defects.filter(({ what }) => isSaid(what)).map(({ place = "", what = "", severity = "minor", photo_ids = [] }) => ({ place, what, severity, photo_ids })),
    photos: photos.flatMap(({ room = "", file_ids: ids = [] }) => ids.map((file_id) => ({ room, file_id }))),
    note: isSaid(note) ? note : null,
  };
}

const COUNTER: readonly Me["roles"][number][] = ["front_desk", "operator_manager"];

/** Whose account notes a side's hand: at an acceptance each side its own, otherwise the counter. */
export function mayNote({ kind }: Pick<Handover, "kind">, side: Side, roles: Me["roles"]): boolean {
  const noting = kind !== "acceptance" ? COUNTER : side === "purchaser" ? (["purchaser_officer"] as const) : (["operator_manager"] as const);
  return roles.some((role) => (noting as readonly string[]).includes(role));
}
