/** Adjustments of charges: drafted by the cashier, decided by the purchaser. */
import { api, client } from "../../api/client";
import { ifMatch, type Key } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Adjustment = Schemas["AdjustmentOut"];
export type AdjustmentState = Schemas["AdjustmentState"];

export const adjustmentsQuery = (project_id: string, state: AdjustmentState | undefined, paging: Paging) =>
  api.queryOptions("get", "/v1/adjustments", { params: { query: { project_id, ...(state && { state }), ...paging } } });

export const adjustmentQuery = (adjustment_id: string) =>
  api.queryOptions("get", "/v1/adjustments/{adjustment_id}", { params: { path: { adjustment_id } } });

export const chargeQuery = (charge_id: string) => api.queryOptions("get", "/v1/charges/{charge_id}", { params: { path: { charge_id } } });

const at = ({ id, version }: Adjustment, headers: Key) => ({ path: { adjustment_id: id }, header: { ...headers, ...ifMatch(version) } });

export async function approve(one: Adjustment, headers: Key) {
  await client.POST("/v1/adjustments/{adjustment_id}/approval", { params: at(one, headers) });
}

export async function reject(one: Adjustment, headers: Key) {
  await client.POST("/v1/adjustments/{adjustment_id}/rejection", { params: at(one, headers) });
}
