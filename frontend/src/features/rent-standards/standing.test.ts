import { expect, it } from "vitest";

import { standingOf } from "./standing";

const price = (id: string, valid_from: string, made_at = "2025-01-01T00:00:00Z") => ({ id, valid_from, made_at });

it("holds from its day until the next one's", () => {
  const [old, now, next] = [price("a", "2025-01-01"), price("b", "2026-01-01"), price("c", "2026-07-01")];
  const standing = (today: string) => [old, now, next].map((one) => standingOf(one, [next, now, old], today));
  expect(standing("2026-05-11")).toEqual(["past", "holds", "coming"]);
  expect(standing("2026-07-01")).toEqual(["past", "past", "holds"]);
});

it("lets the later entry of the same day hold", () => {
  const [first, second] = [price("a", "2026-01-01"), price("b", "2026-01-01", "2026-02-01T00:00:00Z")];
  expect([first, second].map((one) => standingOf(one, [first, second], "2026-05-11"))).toEqual(["past", "holds"]);
});
