/** An asset card as it is entered, and the edition that it becomes. */
import type { Card, CardIn, Unit } from "./queries";

export interface CardValues extends Omit<CardIn, "after_edition" | "built_year" | "useful_years"> {
  /** As typed. */
  built_year?: string;
  useful_years?: string;
}

const typed = (value: number | null | undefined) => (value === null || value === undefined ? "" : String(value));
const whole = (value: string | undefined) => (value === undefined || value.trim() === "" ? null : Number(value));
const said = (value: string | null | undefined) => (value === undefined || value === null || value.trim() === "" ? null : value.trim());

/** What the next edition begins with: what the last one says, or what the register knows. */
export function valuesOf({ area_m2 }: Pick<Unit, "area_m2">, card: Card | undefined): Partial<CardValues> {
  if (!card) return { area_m2, acquired_by: "built", file_ids: [] };
  const { card_no, original_value_fen, acquired_on, acquired_by, title_no, structure, built_year, useful_years, depreciated_fen, note } = card;
  return {
    ...{ card_no, original_value_fen, acquired_on, acquired_by, title_no, structure, depreciated_fen, note },
    area_m2: card.area_m2,
    built_year: typed(built_year),
    useful_years: typed(useful_years),
    file_ids: [],
  };
}

export function bodyOf({ built_year, useful_years, title_no, structure, ...values }: CardValues, card: Card | undefined): CardIn {
  return { ...values, after_edition: card?.edition ?? 0, built_year: whole(built_year), useful_years: whole(useful_years), title_no: said(title_no), structure: said(structure) };
}
