/** Eligibility 资格: records, what is proposed about them, bans, the queue, and who counts twice. */
import { api, client } from "../../api/client";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Row = Schemas["EligibilityOut"];
export type Eligibility = Schemas["EligibilityDetailOut"];
export type EligibilityIn = Schemas["EligibilityIn"];
export type EligibilityState = Row["state"];
export type Measure = Schemas["MeasureOut"];
export type MeasureIn = Schemas["MeasureIn"];
export type Ban = Schemas["BanOut"];
export type BanIn = Schemas["BanIn"];
export type Waiting = Schemas["WaitingOut"];
export type Tier = Schemas["Tier"];
export type DuplicateCheckIn = Schemas["DuplicateCheckIn"];
export type DuplicateCheck = Schemas["DuplicateCheckOut"];

export const recordsQuery = (state: EligibilityState | undefined, q: string | undefined, paging: Paging) =>
  api.queryOptions("get", "/v1/eligibility-records", { params: { query: { ...(state && { state }), ...(q !== undefined && { q }), ...paging } } });

export const recordQuery = (record_id: string) => api.queryOptions("get", "/v1/eligibility-records/{record_id}", { params: { path: { record_id } } });

export const measuresQuery = (record_id: string) => api.queryOptions("get", "/v1/eligibility-records/{record_id}/measures", { params: { path: { record_id } } });

export const bansQuery = (state: Ban["state"] | undefined, paging: Paging) => api.queryOptions("get", "/v1/bans", { params: { query: { ...(state && { state }), ...paging } } });

export const queueQuery = (alert: Waiting["alert"] | undefined, tier: Tier | undefined, paging: Paging) =>
  api.queryOptions("get", "/v1/waiting-queue", { params: { query: { ...(alert && { alert }), ...(tier && { tier }), ...paging } } });

export const queueSummaryQuery = api.queryOptions("get", "/v1/waiting-queue/summary");

export const duplicatesQuery = api.queryOptions("get", "/v1/duplicates");

export async function grant(body: EligibilityIn): Promise<Eligibility | undefined> {
  const { data } = await client.POST("/v1/eligibility-records", { body });
  return data;
}

export async function propose({ id, version }: Eligibility, body: MeasureIn) {
  await client.POST("/v1/eligibility-records/{record_id}/measures", { params: { path: { record_id: id }, header: ifMatch(version) }, body });
}

const DECISIONS = {
  confirm: "/v1/eligibility-records/{record_id}/measures/{measure_id}/confirmation",
  reject: "/v1/eligibility-records/{record_id}/measures/{measure_id}/rejection",
} as const;
export type Decision = keyof typeof DECISIONS;

export async function decide({ id, version }: Eligibility, measure: Measure, decision: Decision, note = "") {
  await client.POST(DECISIONS[decision], {
    params: { path: { record_id: id, measure_id: measure.id }, header: ifMatch(version) },
    body: note.trim() === "" ? null : { note },
  });
}

export async function proposeBan(body: BanIn) {
  await client.POST("/v1/bans", { body });
}

const BANS = { confirm: "/v1/bans/{ban_id}/confirmation", reject: "/v1/bans/{ban_id}/rejection" } as const;

const at = ({ id, version }: Ban) => ({ path: { ban_id: id }, header: ifMatch(version) });

export async function decideBan(ban: Ban, decision: Decision) {
  await client.POST(BANS[decision], { params: at(ban) });
}

export async function lift(ban: Ban, reason: string) {
  await client.POST("/v1/bans/{ban_id}/lifting", { params: at(ban), body: { reason } });
}

export async function check(body: DuplicateCheckIn): Promise<DuplicateCheck | undefined> {
  const { data } = await client.POST("/v1/duplicate-checks", { body });
  return data;
}
