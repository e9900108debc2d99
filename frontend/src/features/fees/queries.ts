/** Fee statements 服务费结算单: the list, one of them with its deductions, and every step in its life. */
import { api, client } from "../../api/client";
import { ifMatch, type Key } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Fee = Schemas["FeeStatementOut"];
export type FeeState = Schemas["FeeState"];

/** The most that a list gives at once: sixteen years of months. */
const ALL: Paging = { limit: 200 };

export const feesQuery = (project_id: string, state?: FeeState, paging: Paging = ALL) =>
  api.queryOptions("get", "/v1/fee-statements", { params: { query: { project_id, ...(state && { state }), ...paging } } });

export const feeQuery = (statement_id: string) =>
  api.queryOptions("get", "/v1/fee-statements/{statement_id}", { params: { path: { statement_id } } });

export const deductionsQuery = (statement_id: string) =>
  api.queryOptions("get", "/v1/fee-statements/{statement_id}/deductions", { params: { path: { statement_id } } });

export const contractsQuery = (project_id: string) =>
  api.queryOptions("get", "/v1/service-contracts", { params: { query: { project_id } } });

/** The statement that counts for a month; withdrawn ones stay on record only. */
export const feeOf = (fees: readonly Fee[] | undefined, month: string): Fee | undefined =>
  fees?.find((fee) => fee.month === month && fee.state !== "withdrawn");

export async function compute(contract_id: string, month: string, headers: Key) {
  await client.POST("/v1/fee-statements", { body: { contract_id, month }, params: { header: headers } });
}

/** The statement as it was read, for the key of this intent. */
const at = ({ id, version }: Fee, headers: Key) => ({
  path: { statement_id: id },
  header: { ...headers, ...ifMatch(version) },
});

export async function confirm(fee: Fee, headers: Key) {
  await client.POST("/v1/fee-statements/{statement_id}/confirmation", { params: at(fee, headers) });
}

export async function object(fee: Fee, body: Schemas["ObjectionIn"], headers: Key) {
  await client.POST("/v1/fee-statements/{statement_id}/objection", { params: at(fee, headers), body });
}

export async function reply(fee: Fee, body: Schemas["ObjectionReplyIn"], headers: Key) {
  await client.POST("/v1/fee-statements/{statement_id}/objection-reply", { params: at(fee, headers), body });
}

export async function audit(fee: Fee, headers: Key) {
  await client.POST("/v1/fee-statements/{statement_id}/audit", { params: at(fee, headers) });
}

export async function approve(fee: Fee, headers: Key) {
  await client.POST("/v1/fee-statements/{statement_id}/approval", { params: at(fee, headers) });
}

export async function pay(fee: Fee, body: Schemas["FeePaymentIn"], headers: Key) {
  await client.POST("/v1/fee-statements/{statement_id}/payment", { params: at(fee, headers), body });
}

export async function withdraw(fee: Fee, body: Schemas["WithdrawalIn"], headers: Key) {
  await client.POST("/v1/fee-statements/{statement_id}/withdrawal", { params: at(fee, headers), body });
}

/** The statement as it is printed. */
export const printedFee = (statement_id: string) => `/v1/fee-statements/${statement_id}.pdf`;
