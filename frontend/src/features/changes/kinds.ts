/** What each kind of change is about: its causes, what it is told, what it alters, and the way that it goes. */
import type { Cause, Change, ChangeKind, ChangeState } from "./queries";

export const CAUSES: Readonly<Record<ChangeKind, readonly Cause[]>> = {
  join: ["birth", "marriage", "support"],
  leave: ["death", "divorce", "moved_out"],
  substitute: ["death", "divorce"],
  name: ["written_wrong", "officially_changed"],
  national_id: ["written_wrong", "officially_changed"],
  phone: ["written_wrong", "officially_changed"],
};

export const KINDS = Object.keys(CAUSES) as readonly ChangeKind[];

const CORRECTIONS: ReadonlySet<ChangeKind> = new Set(["name", "national_id", "phone"]);

/** A correction is confirmed by one officer; everything else is decided after the check. */
export function wayOf({ kind, state }: Pick<Change, "kind" | "state">): readonly ChangeState[] {
  if (state === "rejected" || state === "withdrawn") return ["submitted", state];
  return CORRECTIONS.has(kind) ? ["submitted", "approved", "effective"] : ["submitted", "checked", "approved", "effective"];
}

const DECIDED: ReadonlySet<ChangeState> = new Set(["effective", "rejected", "withdrawn"]);

export const isOpen = ({ state }: Pick<Change, "state">) => !DECIDED.has(state);

/** Its day has come, and nobody has decided. */
export const isLate = (one: Pick<Change, "state" | "effective_on">, today: string) => isOpen(one) && one.effective_on < today;

/** Fields of the change's own words, and what a line says where there is no value. */
export type Told = { readonly text: string } | { readonly word: "lives" | "notThere" | "left" | "asKept" } | { readonly former: string };

export interface Line {
  readonly field: "people" | "tenant" | "name" | "national_id" | "phone";
  readonly from: Told;
  readonly to: Told;
}

const before = (one: Change, key: string): string | undefined => {
  const kept: unknown = one.before[key];
  return typeof kept === "string" ? kept : undefined;
};

const said = (text: string | null | undefined): Told => (text === null || text === undefined ? { word: "asKept" } : { text });

/** Who or what stands there before and after. Until it is in effect, what stands there now is before. */
const LINES: Readonly<Record<ChangeKind, (one: Change) => readonly Line[]>> = {
  join: (one) => [{ field: "people", from: { word: "notThere" }, to: { text: [one.name, one.relation, one.national_id_mask].filter(Boolean).join("，") } }],
  leave: (one) => [{ field: "people", from: said(before(one, "name") ?? one.member_name), to: { word: "left" } }],
  substitute: (one) => {
    const former = before(one, "tenant_name") ?? one.tenant_name;
    return [
      { field: "tenant", from: { text: former }, to: said(one.member_name) },
      { field: "people", from: { word: "lives" }, to: { former } },
    ];
  },
  name: (one) => [{ field: "name", from: said(before(one, "name") ?? one.member_name), to: said(one.name) }],
  national_id: (one) => [{ field: "national_id", from: said(before(one, "national_id_mask")), to: said(one.national_id_mask) }],
  phone: (one) => [{ field: "phone", from: said(before(one, "phone_mask")), to: said(one.phone_mask) }],
};

export const linesOf = (one: Change): readonly Line[] => LINES[one.kind](one);
