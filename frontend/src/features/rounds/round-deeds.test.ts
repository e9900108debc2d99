import { expect, it } from "vitest";

import { MANAGER } from "../../testing/people";
import type { Ordering, Round } from "./queries";
import { mayCommit, stepsFor } from "./round-deeds";

const OFFICER = { ...MANAGER, person_id: "officer", permissions: ["round:read", "round:plan", "round:register"] } satisfies typeof MANAGER;
const APPROVER = { ...MANAGER, person_id: "approver", permissions: ["round:read", "round:publish"] } satisfies typeof MANAGER;
const CLERK = { ...MANAGER, person_id: "clerk", permissions: ["round:read", "round:run_selection"] } satisfies typeof MANAGER;

const ROUND: Round = {
  id: "r", project_id: "p", title: "第一批", method: "lottery", location: "", rent_standard: "", target_group: "", tiers: [], priority_groups: [], score_items: [],
  registration_opens_on: "2026-04-07", registration_closes_on: "2026-04-17", state: "plan_draft", possible: ["publish_plan", "cancel"], objections_until: null,
  maker_id: "officer", made_at: "2026-04-01T01:00:00Z", plan_published_by: null, ordered_by: null, order_published_by: null, order_published_at: null, reason: null, version: 1,
};
const COMMITTED: Ordering = {
  number: 1, algorithm: "anju-draw-1", commitment: "5e", public_source: "双色球", public_on: "2026-04-21", made_at: "2026-04-01T01:00:00Z", inputs_sha256: null,
  frozen_by: null, frozen_at: null, is_drawn: false, ordered_by: null, ordered_at: null, given_up_at: null,
};
const FROZEN: Ordering = { ...COMMITTED, inputs_sha256: "26d5" };
const reviewed = { ...ROUND, state: "reviewed", possible: ["freeze", "order", "reopen_review", "cancel"] } satisfies Round;

it("lets another person than the drafter publish the plan", () => {
  expect(stepsFor({ one: ROUND, ordering: COMMITTED }, APPROVER, "2026-04-01")).toEqual(["publish_plan", "cancel"]);
  expect(stepsFor({ one: { ...ROUND, maker_id: "approver" }, ordering: COMMITTED }, APPROVER, "2026-04-01")).toEqual(["cancel"]);
  expect(stepsFor({ one: ROUND, ordering: COMMITTED }, OFFICER, "2026-04-01")).toEqual([]);
});

it("ends the re-check once registration is over", () => {
  const one = { ...ROUND, state: "registration_open", possible: ["finish_review"] } satisfies Round;
  expect(stepsFor({ one, ordering: COMMITTED }, OFFICER, "2026-04-17")).toEqual([]);
  expect(stepsFor({ one, ordering: COMMITTED }, OFFICER, "2026-04-18")).toEqual(["finish_review"]);
});

it("freezes first, and draws on the public value's day", () => {
  expect(stepsFor({ one: reviewed, ordering: COMMITTED }, OFFICER, "2026-04-20")).toEqual(["freeze"]);
  expect(stepsFor({ one: reviewed, ordering: FROZEN }, OFFICER, "2026-04-20")).toEqual([]);
  expect(stepsFor({ one: reviewed, ordering: FROZEN }, OFFICER, "2026-04-21")).toEqual(["order"]);
});

it("commits anew where what was committed is given up", () => {
  expect(mayCommit({ one: reviewed, ordering: COMMITTED })).toBe(false);
  expect(mayCommit({ one: reviewed, ordering: { ...FROZEN, given_up_at: "2026-04-20T01:00:00Z" } })).toBe(true);
  expect(mayCommit({ one: { ...reviewed, method: "queue" }, ordering: undefined })).toBe(false);
});

it("starts the selection after the last day of the window", () => {
  const one = { ...ROUND, state: "order_published", possible: ["start_selection"], objections_until: "2026-04-28" } satisfies Round;
  expect(stepsFor({ one, ordering: FROZEN }, CLERK, "2026-04-28")).toEqual([]);
  expect(stepsFor({ one, ordering: FROZEN }, CLERK, "2026-04-29")).toEqual(["start_selection"]);
});
