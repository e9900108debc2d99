/** The way that an exchange goes, and which day counts on it. */
import type { Exchange, ExchangeState } from "./queries";

const OVER: ReadonlySet<ExchangeState> = new Set(["done", "rejected", "withdrawn", "lapsed"]);

export const isOpen = ({ state }: Pick<Exchange, "state">) => !OVER.has(state);

/** Two who swap need no offer. What came to nothing shows how far it had come. */
export function wayOf({ kind, state, decided_on, reservation_id, next_lease_id }: Pick<Exchange, "kind" | "state" | "decided_on" | "reservation_id" | "next_lease_id">): readonly ExchangeState[] {
  const way: readonly ExchangeState[] = ["submitted", "checked", "approved", ...(kind === "transfer" ? (["offered"] as const) : []), "accepted"];
  if (state === "rejected") return ["submitted", "checked", state];
  if (state !== "withdrawn" && state !== "lapsed") return [...way, "done"];
  const passed: ExchangeState = next_lease_id !== null ? "accepted" : reservation_id !== null ? "offered" : decided_on !== null ? "approved" : "submitted";
  return [...way.slice(0, way.indexOf(passed) + 1), state];
}

/** The day of the move once it is named; before that the last day to sign for what is offered. */
export function clockOf(one: Pick<Exchange, "state" | "moves_on" | "offer_until">): { readonly name: "moves" | "offer"; readonly on: string } | undefined {
  if (one.state === "offered" && one.offer_until !== null) return { name: "offer", on: one.offer_until };
  return one.state === "accepted" && one.moves_on !== null ? { name: "moves", on: one.moves_on } : undefined;
}

/** A household that moves, with what it leaves and what follows. */
export interface Move {
  readonly key: string;
  readonly oldId: string;
  readonly newId: string | null;
}

export function movesOf({ lease_id, next_lease_id, with_lease_id, with_next_lease_id }: Exchange): readonly Move[] {
  const mine: Move = { key: lease_id, oldId: lease_id, newId: next_lease_id };
  return with_lease_id === null ? [mine] : [mine, { key: with_lease_id, oldId: with_lease_id, newId: with_next_lease_id }];
}
