/** The four ways out as the page draws them: what comes after what, which grounds, whose cases, which clock runs. */
import type { TrackStep } from "../../components/step-track";
import type { ExitCase, ExitEvent, ExitState, Ground, Role, Track } from "./queries";

export const GROUNDS: Readonly<Record<Track, readonly Ground[]>> = {
  voluntary: ["own_wish"],
  civil: ["expiry", "arrears", "ineligible"],
  administrative: ["sublet", "change_of_use", "damage", "unlawful_acts", "idle"],
  lost_contact: ["unreachable"],
};

/** Cancelling eligibility and misuse are the purchaser's alone. */
const PURCHASERS: ReadonlySet<Ground> = new Set(["ineligible", ...GROUNDS.administrative]);

/** The grounds on which this person may open a case that goes this way. */
export function groundsFor(track: Track, roles: readonly Role[]): readonly Ground[] {
  return GROUNDS[track].filter((ground) => (PURCHASERS.has(ground) ? roles.includes("purchaser_officer") : roles.includes("front_desk") || (ground === "own_wish" && roles.includes("tenant"))));
}

const BACK: readonly ExitState[] = ["inspection_booked", "inspected", "final_bill", "handed_back", "settled", "closed"];

/** The shorter road of each way, and the court's where a household does not go. */
const ROADS: Readonly<Record<Track, readonly (readonly ExitState[])[]>> = {
  voluntary: [["applied", "accepted"]],
  civil: [["opened", "notice_served", "relocation"], ["demanded", "suit_filed", "judged", "enforced"]],
  administrative: [["opened", "facts_notified", "ordered"], ["court_asked", "enforced"]],
  lost_contact: [["opened", "authorised", "public_notice", "entered", "inventory_sealed", "recovered"]],
};

/** What is still to come from this state on, if all goes the shorter road. */
export function ahead(track: Track, state: ExitState): readonly ExitState[] {
  const back = BACK.indexOf(state);
  if (back >= 0) return BACK.slice(back + 1);
  const road = ROADS[track].find((states) => states.includes(state));
  return road === undefined ? [] : [...road.slice(road.indexOf(state) + 1), ...BACK];
}

interface Passed {
  readonly to_state: ExitState;
  readonly effective_on: string;
}

/** The states that were passed, where it stands, and what is to come. */
export function chainOf({ track, state }: Pick<ExitCase, "track" | "state">, passed: readonly Passed[], title: (state: ExitState) => string): readonly TrackStep[] {
  const days = new Map(passed.map(({ to_state, effective_on }) => [to_state, effective_on]));
  const over = state === "closed" || state === "withdrawn";
  const before = [...days.keys()].filter((each) => each !== state);
  return [
    ...before.map((each): TrackStep => ({ key: each, title: title(each), state: "done", note: days.get(each) })),
    { key: state, title: title(state), state: over ? "done" : "now", note: days.get(state) },
    ...ahead(track, state).map((each): TrackStep => ({ key: each, title: title(each), state: "ahead" })),
  ];
}

export type ClockName = "deadline" | "contact" | "leaves" | "inspect" | "formalities" | "complete";

interface Clock {
  readonly name: ClockName;
  readonly on: string;
}

/** The day that counts now; none when the case is over. */
export function clockOf(one: ExitCase): Clock | undefined {
  const told: Readonly<Record<ClockName, string | null>> = {
    deadline: one.deadline_on,
    contact: one.contact_by,
    leaves: one.leaves_on,
    inspect: one.inspect_on,
    formalities: one.formalities_by,
    complete: one.complete_by,
  };
  const name = (CLOCKS[one.state] ?? ["deadline", "contact", "leaves"]).find((each) => told[each] !== null);
  const on = name && told[name];
  return name && on ? { name, on } : undefined;
}

const CLOCKS: Readonly<Partial<Record<ExitState, readonly ClockName[]>>> = {
  inspection_booked: ["inspect"],
  inspected: ["formalities", "complete"],
  final_bill: ["formalities", "complete"],
  handed_back: ["complete"],
  settled: ["complete"],
  closed: [],
  withdrawn: [],
};

/** What else a step may say beside what it must. */
export const MAY_SAY: Readonly<Partial<Record<ExitEvent, readonly string[]>>> = {
  serve_notice: ["document_no"],
  start_relocation: ["deadline_on"],
  receive_judgment: ["judged_arrears_fen", "deadline_on"],
  notify_facts: ["deadline_on"],
  order_return: ["misused_from", "misused_until", "back_rent_fen", "fine_fen", "unlawful_gain_fen", "file_ids"],
  authorise: ["file_ids"],
  publish_notice: ["file_ids"],
  recover: ["file_ids"],
};

/** The papers of a case by the step that each tells of. */
export const PAPERS = {
  open: "application",
  serve_notice: "relocation-notice",
  demand: "demand",
  notify_facts: "facts-notice",
  order_return: "return-order",
  publish_notice: "recovery-notice",
  seal_inventory: "inventory",
} as const;

export function papersOf(track: Track, events: readonly string[]): readonly (typeof PAPERS)[keyof typeof PAPERS][] {
  return Object.entries(PAPERS)
    .filter(([event]) => events.includes(event) && (event !== "open" || track === "voluntary"))
    .map(([, paper]) => paper);
}
