/** Buildings and units as their forms hold them: whole numbers as typed, and sent as numbers. */
import type { components } from "../../api/schema";
import { filled } from "../../forms/filled";
import type { Unit } from "./queries";

type Schemas = components["schemas"];

export interface BuildingValues {
  name: string;
  floors?: string;
}

export interface UnitValues extends Omit<Schemas["UnitIn"], "floor"> {
  floor?: string;
}

/** What is no whole number goes as it was typed: the server says what is wrong with it. */
const whole = (typed: string | undefined): number | null => {
  if (typed === undefined || typed.trim() === "") return null;
  return /^-?\d+$/.test(typed.trim()) ? Number(typed) : (typed as unknown as number);
};

export const buildingOf = ({ name, floors }: BuildingValues): Schemas["BuildingIn"] => ({ name, floors: whole(floors) });

export function unitOf({ floor, ...values }: UnitValues): Schemas["UnitIn"] {
  return { ...filled(values), floor: whole(floor) };
}

export function valuesOf({ kind, code, entrance, room, layout, area_m2, floor, price_per_m2 }: Unit): Partial<UnitValues> {
  return { kind, code, entrance, room, layout, area_m2, price_per_m2, floor: floor === null ? "" : String(floor) };
}
