/** Allocation rounds 配租: the plan, who registered, how the order came about, what is public, and every step. */
import { api, client } from "../../api/client";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Round = Schemas["RoundOut"];
export type RoundIn = Schemas["RoundIn"];
export type RoundState = Round["state"];
export type RoundEvent = Round["possible"][number];
export type RoundUnit = Schemas["RoundUnitOut"];
export type Registration = Schemas["RegistrationOut"];
export type Ordering = Schemas["OrderingOut"];
export type Objection = Schemas["OrderObjectionOut"];
export type ObjectionReply = Schemas["OrderObjectionReplyIn"];
export type CommitmentIn = Schemas["CommitmentIn"];
export type DrawIn = Schemas["DrawIn"];
export type Reservation = Schemas["ReservationOut"];
export type Applicant = Schemas["ApplicantAtCounterIn"];
export type Unit = Schemas["UnitOut"];
export type Building = Schemas["BuildingOut"];

export const roundsQuery = (project_id: string, state: RoundState | undefined, paging: Paging) =>
  api.queryOptions("get", "/v1/allocation-rounds", { params: { query: { project_id, ...(state && { state }), ...paging } } });

export const roundQuery = (round_id: string) => api.queryOptions("get", "/v1/allocation-rounds/{round_id}", { params: { path: { round_id } } });

export const unitsQuery = (round_id: string) => api.queryOptions("get", "/v1/allocation-rounds/{round_id}/units", { params: { path: { round_id } } });

export const registrationsQuery = (round_id: string, state: Registration["state"] | undefined, paging: Paging) =>
  api.queryOptions("get", "/v1/allocation-rounds/{round_id}/registrations", { params: { path: { round_id }, query: { ...(state && { state }), ...paging } } });

export const orderingsQuery = (round_id: string) => api.queryOptions("get", "/v1/allocation-rounds/{round_id}/orderings", { params: { path: { round_id } } });

export const objectionsQuery = (round_id: string) => api.queryOptions("get", "/v1/allocation-rounds/{round_id}/objections", { params: { path: { round_id } } });

/** What was published of it, as everybody reads it. */
export const publicQuery = (round_id: string) => api.queryOptions("get", "/v1/public/allocation-rounds/{round_id}", { params: { path: { round_id } } });

export const resultFileOf = (round_id: string) => `/v1/allocation-rounds/${round_id}/result-file`;

const MOST = 200;

export const keptQuery = (round_id: string) => api.queryOptions("get", "/v1/reservations", { params: { query: { round_id, limit: MOST } } });

/** Homes of a building, or of the whole estate, that are free to be let. */
export const freeUnitsQuery = (project_id: string, building_id: string | undefined) =>
  api.queryOptions("get", "/v1/units", {
    params: { query: { project_id, state: "available", kind: "dwelling", in_round: false, limit: MOST, ...(building_id !== undefined && { building_id }) } },
  });

export const buildingsQuery = (project_id: string) =>
  api.queryOptions("get", "/v1/projects/{project_id}/buildings", { params: { path: { project_id }, query: { limit: MOST } } });

const at = ({ id, version }: Round) => ({ path: { round_id: id }, header: ifMatch(version) });

export async function draft(body: RoundIn): Promise<Round | undefined> {
  const { data } = await client.POST("/v1/allocation-rounds", { body });
  return data;
}

export async function change(one: Round, body: Omit<RoundIn, "project_id">): Promise<Round | undefined> {
  const { data } = await client.PATCH("/v1/allocation-rounds/{round_id}", { params: at(one), body });
  return data;
}

/** The steps that say nothing but that they are taken. */
const PLAIN = {
  publish_plan: "/v1/allocation-rounds/{round_id}/plan-publication",
  open_registration: "/v1/allocation-rounds/{round_id}/registration-opening",
  finish_review: "/v1/allocation-rounds/{round_id}/review",
  freeze: "/v1/allocation-rounds/{round_id}/freezing",
  start_selection: "/v1/allocation-rounds/{round_id}/selection",
  close: "/v1/allocation-rounds/{round_id}/closing",
} as const;

/** Those that say why. */
const REASONED = {
  withdraw_plan: "/v1/allocation-rounds/{round_id}/plan-withdrawal",
  reopen_review: "/v1/allocation-rounds/{round_id}/review-reopening",
  cancel: "/v1/allocation-rounds/{round_id}/cancellation",
} as const;

/** Those that say why only where it was public before. */
const CORRECTING = {
  publish_order: "/v1/allocation-rounds/{round_id}/order-publication",
  publish_result: "/v1/allocation-rounds/{round_id}/result-publication",
} as const;

export type PlainStep = keyof typeof PLAIN;
export type ReasonedStep = keyof typeof REASONED;
export type CorrectingStep = keyof typeof CORRECTING;

export async function step(one: Round, event: PlainStep) {
  await client.POST(PLAIN[event], { params: at(one) });
}

export async function stepFor(one: Round, event: ReasonedStep, reason: string) {
  await client.POST(REASONED[event], { params: at(one), body: { reason } });
}

export async function publish(one: Round, event: CorrectingStep, reason = "") {
  await client.POST(CORRECTING[event], { params: at(one), body: reason.trim() === "" ? null : { reason } });
}

export async function commit(one: Round, body: CommitmentIn) {
  await client.POST("/v1/allocation-rounds/{round_id}/commitment", { params: at(one), body });
}

/** A lottery is drawn with its secret and the public value; other orders with neither. */
export async function order(one: Round, body: DrawIn | null) {
  await client.POST("/v1/allocation-rounds/{round_id}/order", { params: at(one), body });
}

export async function object(round_id: string, body: Schemas["OrderObjectionIn"]) {
  await client.POST("/v1/allocation-rounds/{round_id}/objections", { params: { path: { round_id } }, body });
}

export async function answer({ round_id, id }: Objection, body: ObjectionReply) {
  await client.POST("/v1/allocation-rounds/{round_id}/objections/{objection_id}/reply", { params: { path: { round_id, objection_id: id } }, body });
}

export async function register(round_id: string, applicant: Applicant) {
  await client.POST("/v1/allocation-rounds/{round_id}/registrations", { params: { path: { round_id } }, body: { applicant } });
}

export async function recheck(round_id: string): Promise<Schemas["RecheckOut"] | undefined> {
  const { data } = await client.POST("/v1/allocation-rounds/{round_id}/recheck", { params: { path: { round_id } } });
  return data;
}

const of = ({ round_id, id, version }: Registration) => ({ path: { round_id, registration_id: id }, header: ifMatch(version) });

export async function review(one: Registration, outcome: "admit" | "refuse", reason?: string) {
  await client.POST("/v1/allocation-rounds/{round_id}/registrations/{registration_id}/review", { params: of(one), body: { outcome, reason: reason ?? null } });
}

export async function withdraw(one: Registration, reason = "") {
  await client.POST("/v1/allocation-rounds/{round_id}/registrations/{registration_id}/withdrawal", {
    params: of(one),
    body: reason.trim() === "" ? null : { reason },
  });
}

export async function score(one: Registration, points: Readonly<Record<string, number>>) {
  await client.PUT("/v1/allocation-rounds/{round_id}/registrations/{registration_id}/scores", { params: of(one), body: { points } });
}

export async function waive({ id, version }: Reservation, body: Schemas["WaiverIn"]) {
  await client.POST("/v1/reservations/{reservation_id}/waiver", { params: { path: { reservation_id: id }, header: ifMatch(version) }, body });
}

export const slipOf = (reservation_id: string) => `/v1/reservations/${reservation_id}/selection-slip.pdf`;
export const waiverOf = (reservation_id: string) => `/v1/reservations/${reservation_id}/waiver.pdf`;
