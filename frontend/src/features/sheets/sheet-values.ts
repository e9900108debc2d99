/** A sheet as its form holds it, and as the API takes it: photos are files first, and ids once stored. */
import type { Handover, SheetParts } from "./queries";

type Part<Key extends keyof SheetParts> = NonNullable<SheetParts[Key]> extends readonly (infer One)[] ? One : never;

export const METERS = ["water", "power", "gas", "heat"] as const;

export interface MeterRow {
  kind: Part<"meters">["kind"];
  reading?: string;
  meter_no?: string;
  photo?: readonly File[];
  photo_id?: string | null;
}

export interface PhotoRow {
  room?: string;
  files?: readonly File[];
  file_ids?: readonly string[];
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

type Store = (files: readonly File[] | undefined) => Promise<string[]>;

const said = (text: string | null | undefined) => text !== undefined && text !== null && text.trim() !== "";

/** A sheet that exists, or one to begin with: meters in their order, photos by room. */
export function valuesOf({ on_date, sheet }: Pick<Handover, "on_date" | "sheet">): SheetValues {
  const rooms = [...new Set(sheet.photos.map(({ room }) => room))];
  return {
    on_date,
    meters: METERS.map((kind) => {
      const read = sheet.meters.find((meter) => meter.kind === kind);
      return { kind, ...(read && { reading: read.reading, photo_id: read.photo_id ?? null, ...(said(read.meter_no) && { meter_no: read.meter_no ?? "" }) }) };
    }),
    keys: [...sheet.keys],
    fittings: [...sheet.fittings],
    photos: rooms.map((room) => ({ room, file_ids: sheet.photos.filter((photo) => photo.room === room).map(({ file_id }) => file_id) })),
    defects: [...sheet.defects],
    ...(sheet.note !== null && { note: sheet.note }),
  };
}

/** At the check-in nothing is known but what a home has; at the check-out it is what was given then. */
export function beginning(on_date: string, checkedIn: Handover | undefined): SheetValues {
  if (!checkedIn) return { on_date, meters: METERS.map((kind) => ({ kind })), keys: [{ kind: "door" }], fittings: [{ count: 1, condition: "intact" }], photos: [{}], defects: [] };
  const given = valuesOf({ on_date, sheet: checkedIn.sheet });
  return {
    on_date,
    meters: given.meters.map(({ kind, meter_no }) => ({ kind, ...(meter_no !== undefined && { meter_no }) })),
    keys: checkedIn.sheet.keys.map(({ kind, counted, price_fen }) => ({ kind, expected: counted, ...(price_fen !== undefined && { price_fen }) })),
    fittings: checkedIn.sheet.fittings.map(({ room, item, count }) => ({ room, item, count, condition: "intact" })),
    photos: given.photos.map(({ room }) => (room === undefined ? {} : { room })),
    defects: [],
  };
}

/** What was entered, its photos stored. Rows that nobody began are left out. */
export async function partsOf(values: SheetValues, store: Store): Promise<SheetParts> {
  const { keys, fittings, defects, note } = values;
  return {
    meters: await metersOf(values.meters, store),
    photos: await photosOf(values.photos, store),
    keys: keys.filter(({ expected, counted }) => expected !== undefined || counted !== undefined).map((row) => ({ ...row, expected: whole(row.expected), counted: whole(row.counted) }) as Part<"keys">),
    fittings: fittings.filter(({ room, item }) => said(room) || said(item)).map((row) => ({ ...row, count: whole(row.count) }) as Part<"fittings">),
    defects: defects.filter(({ place, what }) => said(place) || said(what)).map((row) => row as Part<"defects">),
    note: textOf(note),
  };
}

async function metersOf(rows: readonly MeterRow[], store: Store): Promise<Part<"meters">[]> {
  const meters: Part<"meters">[] = [];
  for (const { kind, reading, meter_no, photo, photo_id } of rows) {
    const read = textOf(reading);
    if (read === null) continue;
    const [stored] = await store(photo);
    meters.push({ kind, reading: read, meter_no: textOf(meter_no), photo_id: stored ?? photo_id ?? null });
  }
  return meters;
}

async function photosOf(rows: readonly PhotoRow[], store: Store): Promise<Part<"photos">[]> {
  const photos: Part<"photos">[] = [];
  for (const { room = "", files, file_ids = [] } of rows) {
    for (const file_id of [...file_ids, ...(await store(files))]) photos.push({ room, file_id });
  }
  return photos;
}

const textOf = (text: string | undefined): string | null => (text === undefined || text.trim() === "" ? null : text);

/** A count as it was typed; what is no number the server refuses. */
const whole = (count: number | string | undefined): number => (typeof count === "number" ? count : Number.parseInt(count ?? "0", 10));
