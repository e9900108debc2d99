import { expect, it } from "vitest";

import type { Exchange } from "./queries";
import { clockOf, movesOf, wayOf } from "./ways";

const one = { kind: "transfer", state: "submitted", decided_on: null, reservation_id: null, lease_id: "a", next_lease_id: null, with_lease_id: null, with_next_lease_id: null, moves_on: null, offer_until: null } as unknown as Exchange;

it("offers a home, unless two households swap", () => {
  expect(wayOf(one)).toEqual(["submitted", "checked", "approved", "offered", "accepted", "done"]);
  expect(wayOf({ ...one, kind: "swap" })).not.toContain("offered");
});

it("shows how far what came to nothing had come", () => {
  expect(wayOf({ ...one, state: "rejected" })).toEqual(["submitted", "checked", "rejected"]);
  expect(wayOf({ ...one, state: "withdrawn" })).toEqual(["submitted", "withdrawn"]);
  expect(wayOf({ ...one, state: "lapsed", decided_on: "2026-09-07", reservation_id: "r" })).toEqual(["submitted", "checked", "approved", "offered", "lapsed"]);
});

it("counts the last day to sign, then the day of the move", () => {
  expect(clockOf({ state: "offered", offer_until: "2026-09-16", moves_on: null })).toEqual({ name: "offer", on: "2026-09-16" });
  expect(clockOf({ state: "accepted", offer_until: "2026-09-16", moves_on: "2026-09-20" })).toEqual({ name: "moves", on: "2026-09-20" });
  expect(clockOf({ state: "done", offer_until: "2026-09-16", moves_on: "2026-09-20" })).toBeUndefined();
});

it("moves one household, or two", () => {
  expect(movesOf(one)).toEqual([{ key: "a", oldId: "a", newId: null }]);
  expect(movesOf({ ...one, with_lease_id: "b", next_lease_id: "c", with_next_lease_id: "d" })).toEqual([
    { key: "a", oldId: "a", newId: "c" },
    { key: "b", oldId: "b", newId: "d" },
  ]);
});
