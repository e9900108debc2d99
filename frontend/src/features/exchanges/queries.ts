/** Exchanges of homes: by state, one with its homes and money, and every step up to the move. */
import { api, client } from "../../api/client";
import { storeAll } from "../../api/files";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";
import { filled } from "../../forms/filled";

type Schemas = components["schemas"];
export type Exchange = Schemas["ExchangeOut"];
export type ExchangeEvent = Schemas["ExchangeEvent"];
export type ExchangeKind = Schemas["ExchangeKind"];
export type ExchangeState = Schemas["ExchangeState"];
export type Home = Schemas["ExchangedHomeOut"];
export type Lease = Schemas["LeaseDetailOut"];
export type Charge = Schemas["ChargeOut"];

export interface ExchangesSearch {
  readonly state?: ExchangeState | undefined;
}

export const exchangesQuery = (project_id: string, { state }: ExchangesSearch, paging: Paging) =>
  api.queryOptions("get", "/v1/exchanges", { params: { query: { project_id, ...(state && { state }), ...paging } } });

export const exchangeQuery = (exchange_id: string) => api.queryOptions("get", "/v1/exchanges/{exchange_id}", { params: { path: { exchange_id } } });

const of = (lease_id: string) => ({ params: { path: { lease_id } } });

export const leaseQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}", of(lease_id));
export const depositQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}/deposit", of(lease_id));
export const chargesQuery = (lease_id: string) => api.queryOptions("get", "/v1/charges", { params: { query: { lease_id, limit: 200 } } });
/** Homes of the project that stand empty. */
export const emptyHomesQuery = (project_id: string) => api.queryOptions("get", "/v1/units", { params: { query: { project_id, state: "available", limit: 200 } } });

export const fileOf = (lease_id: string, file_id: string) => `/v1/leases/${lease_id}/files/${file_id}`;

export type Asking = Omit<Schemas["ExchangeIn"], "file_ids"> & { file_ids?: readonly File[] };

export async function ask(lease_id: string, { file_ids, ...values }: Asking): Promise<Exchange | undefined> {
  const { data } = await client.POST("/v1/leases/{lease_id}/exchanges", { ...of(lease_id), body: { ...filled(values), file_ids: await storeAll(file_ids) } });
  return data;
}

const at = ({ id, version }: Exchange) => ({ path: { exchange_id: id }, header: ifMatch(version) });

export async function check(one: Exchange) {
  await client.POST("/v1/exchanges/{exchange_id}/check", { params: at(one) });
}

export interface Deciding {
  verdict: "ok" | "no";
  decision_no: string;
  decision?: string;
}

export async function decide(one: Exchange, { verdict, ...values }: Deciding) {
  await client.POST("/v1/exchanges/{exchange_id}/decision", { params: at(one), body: { ...filled(values), ok: verdict === "ok" } });
}

export async function offer(one: Exchange, unit_id: string) {
  await client.POST("/v1/exchanges/{exchange_id}/offer", { params: at(one), body: { unit_id } });
}

export async function accept(one: Exchange, values: Schemas["ExchangeAcceptanceIn"]) {
  await client.POST("/v1/exchanges/{exchange_id}/acceptance", { params: at(one), body: filled(values) });
}

/** With the signed paper where a home that is kept is given up. */
export interface GivingUp {
  reason: string;
  file_ids?: readonly File[];
}

export async function waive(one: Exchange, { reason, file_ids }: GivingUp) {
  await client.POST("/v1/exchanges/{exchange_id}/waiver", { params: at(one), body: { reason, file_ids: await storeAll(file_ids) } });
}

export async function withdraw(one: Exchange, { reason, file_ids }: Partial<GivingUp>) {
  await client.POST("/v1/exchanges/{exchange_id}/withdrawal", { params: at(one), body: { ...filled({ reason: reason ?? "" }), file_ids: await storeAll(file_ids) } });
}

export async function complete(one: Exchange) {
  await client.POST("/v1/exchanges/{exchange_id}/completion", { params: at(one) });
}
