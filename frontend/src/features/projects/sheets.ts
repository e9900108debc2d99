/** A building's joint acceptance as its form holds it: base readings and keys of each home. */
import type { components } from "../../api/schema";

type Sheet = components["schemas"]["UnitSheetIn"];

export interface Readings {
  water?: string;
  power?: string;
  keys?: string;
}

export interface SheetsValues {
  on_date: string;
  homes: Readonly<Record<string, Readings | undefined>>;
}

const said = (text: string | undefined): text is string => text !== undefined && text.trim() !== "";

/** Homes at which nobody has been yet are left out; what a sheet lacks the server says. */
export function sheetsOf(homes: SheetsValues["homes"]): Sheet[] {
  return Object.entries(homes).flatMap(([unit_code, { water, power, keys } = {}]) => {
    if (![water, power, keys].some(said)) return [];
    const meters = ([["water", water], ["power", power]] as const).flatMap(([kind, reading]) => (said(reading) ? [{ kind, reading }] : []));
    const counted = said(keys) ? Number(keys) : null;
    return [{ unit_code, meters, keys: counted === null ? [] : [{ kind: "door" as const, expected: counted, counted }], fittings: [], photos: [], defects: [] }];
  });
}
