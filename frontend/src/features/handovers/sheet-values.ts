/** A sheet as its form holds it, and as the API takes it: counts as typed, photos as the lists that the file field gives. */
import type { Handover, SheetParts } from "./queries";

type Part<Key extends keyof SheetParts> = NonNullable<SheetParts[Key]> extends readonly (infer One)[] ? One : never;

export const METERS = ["water", "power", "gas", "heat"] as const;

export interface MeterRow {
  kind: Part<"meters">["kind"];
  reading?: string;
  meter_no?: string;
  photo_ids?: string[];
}

export interface PhotoRow {
  room?: string;
  file_ids?: string[];
}

export interface SheetValues {
  on_date: string;
  meters: MeterRow[];
  keys: Partial<Part<"keys">>[];
  fittings: Partial<Part<"fittings">>[];
  photos: PhotoRow[];
  defects: Partial<Part<"defects">>[];
  note?: string;
}

const said = (text: string | null | undefined) => text !== undefined && text !== null && text.trim() !== "";

/** A sheet that exists: meters in their order, photos by room. */
export function valuesOf({ on_date, sheet }: Pick<Handover, "on_date" | "sheet">): SheetValues {
  const rooms = [...new Set(sheet.photos.map(({ room }) => room))];
  return {
    on_date,
    meters: METERS.map((kind) => {
      const read = sheet.meters.find((meter) => meter.kind === kind);
      if (!read) return { kind };
      const { reading, meter_no: no, photo_id: photo } = read;
      return { kind, reading, photo_ids: typeof photo === "string" ? [photo] : [], ...(typeof no === "string" && said(no) && { meter_no: no }) };
    }),
    keys: [...sheet.keys],
    fittings: [...sheet.fittings],
    photos: rooms.map((room) => ({ room, file_ids: sheet.photos.filter((photo) => photo.room === room).map(({ file_id }) => file_id) })),
    defects: [...sheet.defects],
    ...(sheet.note !== null && { note: sheet.note }),
  };
}

/** Opened, and nothing written yet. */
export const isBlank = ({ sheet }: Pick<Handover, "sheet">) =>
  sheet.meters.length + sheet.keys.length + sheet.fittings.length + sheet.photos.length + sheet.defects.length === 0 && sheet.note === null;

/** At the check-in nothing is known but what a home has; at the check-out it is what was given then. */
export function beginning(on_date: string, checkedIn: Pick<Handover, "sheet"> | undefined): SheetValues {
  if (!checkedIn) return { on_date, meters: METERS.map((kind) => ({ kind })), keys: [{ kind: "door" }], fittings: [{ count: 1, condition: "intact" }], photos: [{}], defects: [] };
  const { sheet } = checkedIn;
  const given = valuesOf({ on_date, sheet });
  return {
    on_date,
    meters: given.meters.map(({ kind, meter_no }) => ({ kind, ...(meter_no !== undefined && { meter_no }) })),
    keys: sheet.keys.map(({ kind, counted, price_fen }) => ({ kind, expected: counted, ...(price_fen !== undefined && { price_fen }) })),
    fittings: sheet.fittings.map(({ room, item, count }) => ({ room, item, count, condition: "intact" })),
    photos: given.photos.map(({ room }) => (room === undefined ? {} : { room })),
    defects: [],
  };
}

/** What was entered. Rows that nobody began are left out. */
export function partsOf({ meters, keys, fittings, photos, defects, note }: SheetValues): SheetParts {
  return {
    meters: meters.flatMap(({ kind, reading, meter_no, photo_ids: [photo] = [] }) => {
      const read = textOf(reading);
      return read === null ? [] : [{ kind, reading: read, meter_no: textOf(meter_no), photo_id: photo ?? null }];
    }),
    keys: keys.filter(({ expected, counted }) => expected !== undefined || counted !== undefined).map((row) => ({ ...row, expected: whole(row.expected), counted: whole(row.counted) }) as Part<"keys">),
    fittings: fittings.filter(({ room, item }) => said(room) || said(item)).map((row) => ({ ...row, count: whole(row.count) }) as Part<"fittings">),
    photos: photos.flatMap(({ room = "", file_ids = [] }) => file_ids.map((file_id) => ({ room, file_id }))),
    defects: defects.filter(({ place, what }) => said(place) || said(what)).map((row) => row as Part<"defects">),
    note: textOf(note),
  };
}

const textOf = (text: string | undefined): string | null => (text === undefined || text.trim() === "" ? null : text);

/** A count as it was typed; what is no number the server refuses. */
const whole = (count: number | string | undefined): number => (typeof count === "number" ? count : Number.parseInt(count ?? "0", 10));
