/** Leases: the list, one of them with its papers and its life, and every step that an office takes with it. */
import { api, client } from "../../api/client";
import { storeAll, storeFirst } from "../../api/files";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Signature } from "../../components/signature-pad";
import type { Paging } from "../../components/list-state";
import { filled } from "../../forms/filled";

type Schemas = components["schemas"];
export type Lease = Schemas["LeaseOut"];
export type LeaseDetail = Schemas["LeaseDetailOut"];
export type LeaseEvent = Schemas["LeaseEvent"];
export type LeaseState = Lease["state"];
export type LeaseSignature = Schemas["LeaseSignatureOut"];
export type SigningSide = Schemas["SigningSide"];

export interface LeasesSearch {
  readonly state?: LeaseState | undefined;
  readonly q?: string | undefined;
}

export const leasesQuery = (project_id: string, { state, q }: LeasesSearch, paging: Paging) =>
  api.queryOptions("get", "/v1/leases", {
    params: {
      query: { project_id, ...(state && { state }), ...(q !== undefined && { q }), ...paging },
    },
  });

const of = (lease_id: string) => ({ params: { path: { lease_id } } });

export const leaseQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}", of(lease_id));
export const historyQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}/history", of(lease_id));
export const signaturesQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}/signatures", of(lease_id));
export const explanationQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}/explanation", of(lease_id));
export const depositQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}/deposit", of(lease_id));
export const holdsQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}/holds", of(lease_id));

const about = (lease_id: string) => ({ params: { query: { lease_id } } });

export const checkInsQuery = (lease_id: string) => api.queryOptions("get", "/v1/check-ins", about(lease_id));
export const filingsQuery = (lease_id: string) => api.queryOptions("get", "/v1/lease-filings", about(lease_id));
export const exitsQuery = (lease_id: string) => api.queryOptions("get", "/v1/exit-cases", about(lease_id));
export const renewalsQuery = (lease_id: string) => api.queryOptions("get", "/v1/renewals", about(lease_id));

export const changesQuery = (lease_id: string) => api.queryOptions("get", "/v1/lease-changes", about(lease_id));
export const exchangesQuery = (lease_id: string) => api.queryOptions("get", "/v1/exchanges", about(lease_id));

/** Somebody lives there under it. */
export const LIVED_IN: ReadonlySet<LeaseState> = new Set(["active", "renewal_review", "expiring", "relocation", "holdover", "suspended"]);

/** An exchange that nothing follows any more. */
export const EXCHANGED: ReadonlySet<Schemas["ExchangeState"]> = new Set(["done", "rejected", "withdrawn", "lapsed"]);

export const printedText = (lease_id: string, kind: Schemas["TextKind"]) => `/v1/leases/${lease_id}/texts/${kind}.pdf`;
export const fileOf = (lease_id: string, file_id: string) => `/v1/leases/${lease_id}/files/${file_id}`;

const at = ({ id, version }: LeaseDetail) => ({ path: { lease_id: id }, header: ifMatch(version) });

export interface Proxied {
  proxy_name?: string;
  proxy_file?: readonly File[];
}

/** Who acts for the tenant; nobody where no name is given. */
async function proxyOf({ proxy_name: name = "", proxy_file }: Proxied) {
  const file_id = await storeFirst(proxy_file);
  return name.trim() === "" || file_id === null ? null : { name: name.trim(), file_id };
}

export interface Explaining extends Proxied {
  acknowledgement: Schemas["Acknowledgement"];
  acknowledged_by: string;
  explained_on?: string;
  file_id?: readonly File[];
  note?: string;
  reason?: string;
}

export async function explain(one: LeaseDetail, { proxy_name, proxy_file, file_id, ...values }: Explaining) {
  const proxy = await proxyOf({ ...(proxy_name !== undefined && { proxy_name }), ...(proxy_file && { proxy_file }) });
  await client.POST("/v1/leases/{lease_id}/explanation", { params: at(one), body: { ...filled(values), file_id: await storeFirst(file_id), proxy } });
}

export async function sendToSign(one: LeaseDetail) {
  await client.POST("/v1/leases/{lease_id}/signing", { params: at(one) });
}

export interface Signing extends Proxied {
  name: string;
  file_id?: Signature;
  identity_way?: Schemas["IdentityWay"];
  signed_on?: string;
  reason?: string;
}

export async function sign(one: LeaseDetail, side: SigningSide, { proxy_name, proxy_file, file_id, ...values }: Signing) {
  const proxy = await proxyOf({ ...(proxy_name !== undefined && { proxy_name }), ...(proxy_file && { proxy_file }) });
  const stored = await storeFirst(file_id?.files);
  await client.POST("/v1/leases/{lease_id}/signatures", {
    params: at(one),
    // Without a signature the server is the one to say so.
    body: { ...filled(values), side, way: file_id?.way ?? "drawn", proxy, file_id: stored ?? "" },
  });
}

export async function discard(one: LeaseDetail, reason: string) {
  await client.POST("/v1/leases/{lease_id}/voiding", { params: at(one), body: { reason } });
}

export interface Suspending {
  reason: string;
  legal_basis: string;
  file_ids?: readonly File[];
}

export async function suspend(one: LeaseDetail, { file_ids, ...values }: Suspending) {
  await client.POST("/v1/leases/{lease_id}/suspension", { params: at(one), body: { ...values, file_ids: await storeAll(file_ids) } });
}

export async function resume(one: LeaseDetail, reason: string) {
  await client.POST("/v1/leases/{lease_id}/resumption", { params: at(one), body: { reason } });
}

export async function takeOver(one: LeaseDetail) {
  await client.POST("/v1/leases/{lease_id}/takeover", { params: at(one) });
}

export async function book({ id }: LeaseDetail, booked_on: string) {
  const { data } = await client.POST("/v1/leases/{lease_id}/check-in", { params: { path: { lease_id: id } }, body: { booked_on } });
  return data;
}

export interface Applying {
  declaration: string;
  consents_to_checks?: boolean;
  file_ids?: readonly File[];
}

export async function applyForRenewal({ id }: LeaseDetail, { consents_to_checks = false, file_ids, ...values }: Applying) {
  const { data } = await client.POST("/v1/leases/{lease_id}/renewal", {
    params: { path: { lease_id: id } },
    body: { ...values, consents_to_checks, file_ids: await storeAll(file_ids) },
  });
  return data;
}
