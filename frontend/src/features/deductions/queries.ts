/** Deductions from the fee: raised with a fact and a clause, answered by the operator, decided by the purchaser. */
import { api, client } from "../../api/client";
import { ifMatch, type Key } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Deduction = Schemas["DeductionOut"];
export type DeductionState = Schemas["DeductionState"];
export type DeductionIn = Schemas["DeductionIn"];

export const deductionsQuery = (state: DeductionState | undefined, paging: Paging) =>
  api.queryOptions("get", "/v1/deduction-events", { params: { query: { ...(state && { state }), ...paging } } });

export const deductionQuery = (deduction_id: string) =>
  api.queryOptions("get", "/v1/deduction-events/{deduction_id}", { params: { path: { deduction_id } } });

/** The contracts under which something may be deducted. */
export const contractsQuery = (project_id: string) =>
  api.queryOptions("get", "/v1/service-contracts", { params: { query: { project_id, state: "active" } } });

export async function raise(body: DeductionIn, headers: Key) {
  await client.POST("/v1/deduction-events", { body, params: { header: headers } });
}

const at = ({ id, version }: Deduction, headers: Key) => ({ path: { deduction_id: id }, header: { ...headers, ...ifMatch(version) } });

export async function reply(one: Deduction, body: Schemas["ReplyIn"], headers: Key) {
  await client.POST("/v1/deduction-events/{deduction_id}/reply", { params: at(one, headers), body });
}

export async function decide(one: Deduction, body: Schemas["DecisionIn"], headers: Key) {
  await client.POST("/v1/deduction-events/{deduction_id}/decision", { params: at(one, headers), body });
}
