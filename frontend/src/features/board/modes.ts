/** The four ways of colouring the board: what a door counts as, and what it says. */
import type { Format } from "../../i18n/format";
import type { Messages } from "../../i18n/zh";
import type { Bucket, Door, UnitState } from "./queries";

export const MODES = ["state", "arrears", "term", "visit"] as const;
export type Mode = (typeof MODES)[number];

export interface Look {
  /** In the order of the legend. */
  readonly kinds: readonly string[];
  readonly kindOf: (door: Door) => string;
  readonly textOf: (door: Door, words: Messages, format: Format) => string;
  readonly nameOf: (kind: string, words: Messages) => string;
}

const DAY = 86_400_000;
const daysFrom = (from: string, until: string) => Math.round((Date.parse(until) - Date.parse(from)) / DAY);

const STATES: readonly UnitState[] = ["leased", "notice", "available", "reserved", "turnover", "repair", "frozen", "acceptance", "draft", "withdrawn"];

const state: Look = {
  kinds: STATES,
  kindOf: (door) => door.state,
  nameOf: (kind, { board }) => board.state[kind as UnitState],
  textOf: (door, { board: { door: words } }) => {
    if (door.state === "leased") return door.tenant_name ?? "";
    if (door.state === "notice") return door.ends_on === null ? words.notice : words.leaves(Number(door.ends_on.slice(-2)));
    if (door.vacant_days !== null && door.state === "available") return words.vacant(door.vacant_days);
    return (words as Readonly<Record<string, unknown>>)[door.state] as string;
  },
};

const BUCKETS: readonly Bucket[] = ["none", "1_3", "4_6", "over_6"];

const arrears: Look = {
  kinds: [...BUCKETS, "plan", "no_lease"],
  kindOf: ({ bucket, plan, lease_id }) => {
    if (lease_id === null) return "no_lease";
    return plan === "kept" ? "plan" : (bucket ?? "no_lease");
  },
  nameOf: (kind, { board }) => (kind === "plan" ? board.plan : board.bucket[kind as Bucket]),
  textOf: ({ overdue_fen: fen }, _, format) => (fen !== null && fen > 0 ? format.money(fen) : ""),
};

const TERMS = ["over", "month", "season", "year", "later", "none"] as const;
type Term = (typeof TERMS)[number];
const TERM_DAYS: readonly (readonly [Term, number])[] = [["over", 0], ["month", 30], ["season", 90], ["year", 365]];

const term = (today: string): Look => ({
  kinds: TERMS,
  kindOf: ({ ends_on: until }) => {
    if (until === null) return "none";
    const left = daysFrom(today, until);
    return TERM_DAYS.find(([, days]) => (days === 0 ? left < 0 : left <= days))?.[0] ?? "later";
  },
  nameOf: (kind, { board }) => board.term[kind as Term],
  textOf: ({ ends_on: until }) => until?.slice(0, 7) ?? "",
});

const VISITS = ["month", "season", "half", "long", "never", "none"] as const;
type Visit = (typeof VISITS)[number];
const VISIT_DAYS: readonly (readonly [Visit, number])[] = [["month", 30], ["season", 90], ["half", 182]];

/** The last time somebody of the office saw or reached the household. */
const seenOn = ({ last_visit_on: visit, last_contact_on: contact }: Door) => [visit, contact].filter((on) => on !== null).toSorted().at(-1) ?? null;

const visit = (today: string): Look => ({
  kinds: VISITS,
  kindOf: (door) => {
    if (door.lease_id === null) return "none";
    const on = seenOn(door);
    if (on === null) return "never";
    const ago = daysFrom(on, today);
    return VISIT_DAYS.find(([, days]) => ago <= days)?.[0] ?? "long";
  },
  nameOf: (kind, { board }) => board.visit[kind as Visit],
  textOf: (door, { board }) => {
    const on = seenOn(door);
    return on === null ? "" : board.door.ago(daysFrom(on, today));
  },
});

/** `today` is the board's own day. */
export function lookOf(mode: Mode, today: string): Look {
  return { state, arrears, term: term(today), visit: visit(today) }[mode];
}

/** How many doors are of each kind, in the legend's order, without kinds that do not occur. */
export function countsOf(look: Look, doors: readonly Door[]): readonly (readonly [kind: string, doors: number])[] {
  const counts = new Map<string, number>();
  for (const door of doors) counts.set(look.kindOf(door), (counts.get(look.kindOf(door)) ?? 0) + 1);
  return look.kinds.flatMap((kind) => {
    const found = counts.get(kind);
    return found === undefined ? [] : [[kind, found] as const];
  });
}
