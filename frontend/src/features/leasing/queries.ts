/** Leasing: homes kept for a household, leases on their way to be signed, and the filing of signed ones. */
import { api, client } from "../../api/client";
import { storeAll } from "../../api/files";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";
import { filled } from "../../forms/filled";

type Schemas = components["schemas"];
export type Reservation = Schemas["ReservationOut"];
export type LeaseDetail = Schemas["LeaseDetailOut"];
export type LeaseIn = Schemas["LeaseIn"];
export type Filing = Schemas["FilingOut"];
export type FilingState = Schemas["FilingState"];

/** Kept for a household, and waiting for a lease. */
export const reservationsQuery = (project_id: string, paging: Paging) =>
  api.queryOptions("get", "/v1/reservations", { params: { query: { project_id, state: "held", ...paging } } });

const MOST = 200;

export const everyReservationQuery = (project_id: string) => reservationsQuery(project_id, { limit: MOST });

/** From draft to the key: in the order in which an office works through them. */
export const ON_THE_WAY = ["draft", "explained", "pending_sign", "signed"] as const;

export const onTheWayQuery = (project_id: string, state: (typeof ON_THE_WAY)[number]) =>
  api.queryOptions("get", "/v1/leases", { params: { query: { project_id, state, limit: MOST } } });

export const leaseQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}", { params: { path: { lease_id } } });

export async function draft(values: LeaseIn): Promise<LeaseDetail | undefined> {
  const { data } = await client.POST("/v1/leases", { body: filled(values) });
  return data;
}

export interface Changing {
  starts_on: string;
  ends_on: string;
  note?: string;
  reason?: string;
}

export async function change(one: LeaseDetail, values: Changing) {
  await client.PATCH("/v1/leases/{lease_id}", { params: { path: { lease_id: one.id }, header: ifMatch(one.version) }, body: filled(values) });
}

export interface FilingsSearch {
  readonly state?: FilingState | undefined;
  readonly overdue?: string | undefined;
}

export const filingsQuery = (project_id: string, { state, overdue }: FilingsSearch, paging: Paging) =>
  api.queryOptions("get", "/v1/lease-filings", {
    params: { query: { project_id, ...(state && { state }), ...(overdue !== undefined && { overdue: true }), ...paging } },
  });

const at = ({ id, version }: Filing) => ({ path: { filing_id: id }, header: ifMatch(version) });

export async function submit(one: Filing, file_ids: readonly File[] | undefined) {
  await client.POST("/v1/lease-filings/{filing_id}/submission", { params: at(one), body: { file_ids: await storeAll(file_ids) } });
}

export async function giveBack(one: Filing, reason: string) {
  await client.POST("/v1/lease-filings/{filing_id}/return", { params: at(one), body: { reason } });
}

export async function confirm(one: Filing, body: Schemas["FilingConfirmationIn"]) {
  await client.POST("/v1/lease-filings/{filing_id}/confirmation", { params: at(one), body });
}
