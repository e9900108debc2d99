import { describe, expect, it } from "vitest";

import type { ExitCase } from "./queries";
import { ahead, chainOf, clockOf, groundsFor, papersOf } from "./tracks";

const title = (state: string) => state;

describe("the way out", () => {
  it("goes the shorter road first, and all go through the same door", () => {
    expect(ahead("voluntary", "applied")).toEqual(["accepted", "inspection_booked", "inspected", "final_bill", "handed_back", "settled", "closed"]);
    expect(ahead("civil", "opened").slice(0, 3)).toEqual(["notice_served", "relocation", "inspection_booked"]);
    expect(ahead("civil", "demanded").slice(0, 4)).toEqual(["suit_filed", "judged", "enforced", "inspection_booked"]);
    expect(ahead("lost_contact", "recovered")[0]).toBe("inspection_booked");
  });

  it("ends where it ends", () => {
    expect(ahead("administrative", "closed")).toEqual([]);
    expect(ahead("administrative", "withdrawn")).toEqual([]);
  });

  it("shows what was passed, with its day, and not what was gone around", () => {
    const passed = [
      { to_state: "opened" as const, effective_on: "2026-05-01" },
      { to_state: "demanded" as const, effective_on: "2026-05-08" },
    ];
    const chain = chainOf({ track: "civil", state: "demanded" }, passed, title);
    expect(chain.map(({ key, state }) => `${key} ${state}`).slice(0, 3)).toEqual(["opened done", "demanded now", "suit_filed ahead"]);
    expect(chain[0]?.note).toBe("2026-05-01");
  });

  it("counts the clock of the state that it is in", () => {
    const one = { state: "accepted", deadline_on: null, contact_by: "2026-05-12", leaves_on: "2026-06-01", inspect_on: "2026-05-20", formalities_by: null, complete_by: "2026-06-10" } as ExitCase;
    expect(clockOf(one)).toEqual({ name: "contact", on: "2026-05-12" });
    expect(clockOf({ ...one, state: "inspection_booked" })).toEqual({ name: "inspect", on: "2026-05-20" });
    expect(clockOf({ ...one, state: "inspected" })).toEqual({ name: "complete", on: "2026-06-10" });
    expect(clockOf({ ...one, state: "closed" })).toBeUndefined();
  });

  it("leaves eligibility and misuse to the purchaser", () => {
    expect(groundsFor("civil", ["front_desk"])).toEqual(["expiry", "arrears"]);
    expect(groundsFor("civil", ["purchaser_officer"])).toEqual(["ineligible"]);
    expect(groundsFor("administrative", ["front_desk"])).toEqual([]);
    expect(groundsFor("voluntary", ["tenant"])).toEqual(["own_wish"]);
  });

  it("prints the paper of each step that was taken", () => {
    expect(papersOf("civil", ["open", "serve_notice", "demand"])).toEqual(["relocation-notice", "demand"]);
    expect(papersOf("voluntary", ["open"])).toEqual(["application"]);
  });
});
