/** A decision as it is entered, and the body that it becomes. */
import type { EligibilityIn } from "./queries";

export interface Grant extends Omit<EligibilityIn, "size" | "approved_rooms"> {
  /** As typed. */
  size?: string;
  approved_rooms?: string;
}

const whole = (typed: string | undefined) => (typed === undefined || typed.trim() === "" ? null : Number(typed));
const said = (typed: string | null | undefined) => (typed === undefined || typed === null || typed.trim() === "" ? null : typed.trim());

/** What was left empty is not there: the server counts people and rooms by its own tables then. */
export function bodyOf({ size, approved_rooms, approved_area_m2, note, applicant, ...rest }: Grant, replaces_id: string | undefined): EligibilityIn {
  return {
    ...rest,
    applicant: { ...applicant, phone: said(applicant.phone) },
    size: whole(size),
    approved_rooms: whole(approved_rooms),
    approved_area_m2: said(approved_area_m2),
    note: said(note),
    replaces_id: replaces_id ?? null,
  };
}
