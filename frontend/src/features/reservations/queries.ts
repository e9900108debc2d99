/** Direct allocations 直接配租: a home for one household outside any round, by a decision of the bureau. */
import { api, client } from "../../api/client";
import { storeAll } from "../../api/files";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Reservation = Schemas["ReservationOut"];
export type ReservationState = Schemas["ReservationState"];

export const directQuery = (project_id: string, state: ReservationState | undefined, paging: Paging) =>
  api.queryOptions("get", "/v1/reservations", { params: { query: { project_id, is_direct: true, ...(state && { state }), ...paging } } });

const FOUND = 20;

export const freeUnitsQuery = (project_id: string, code: string) => api.queryOptions("get", "/v1/units", { params: { query: { project_id, state: "available", code, limit: FOUND } } });

export const applicantsQuery = (q: string) => api.queryOptions("get", "/v1/eligibility-records", { params: { query: { q, limit: FOUND } } });

export interface Proposing {
  unit_id: string;
  record_id: string;
  decision_no: string;
  reason: string;
  papers?: readonly File[];
}

export async function propose({ papers, ...values }: Proposing) {
  // Without the decision's paper the server is the one to say so.
  await client.POST("/v1/direct-allocations", { body: { ...values, file_ids: await storeAll(papers) } });
}

const at = ({ id, version }: Reservation) => ({ path: { reservation_id: id }, header: ifMatch(version) });

export async function approve(one: Reservation) {
  await client.POST("/v1/direct-allocations/{reservation_id}/approval", { params: at(one) });
}

export async function reject(one: Reservation, reason: string) {
  await client.POST("/v1/direct-allocations/{reservation_id}/rejection", { params: at(one), body: { reason } });
}
