/** Vouchers 代交: what is asked of them and every step in their life. */
import { api, client } from "../../api/client";
import { ifMatch, type Key } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Voucher = Schemas["VoucherOut"];
export type VoucherLine = Schemas["VoucherLineOut"];
export type VoucherState = Schemas["VoucherState"];

interface Wanted {
  readonly month?: string | undefined;
  readonly state?: VoucherState | undefined;
}

export const vouchersQuery = (project_id: string, { month, state }: Wanted = {}, paging: Paging = { limit: 50 }) =>
  api.queryOptions("get", "/v1/advances", {
    params: { query: { project_id, ...(month !== undefined && { month }), ...(state && { state }), ...paging } },
  });

export const voucherQuery = (voucher_id: string) => api.queryOptions("get", "/v1/advances/{voucher_id}", { params: { path: { voucher_id } } });

export const linesQuery = (voucher_id: string, paging: Paging) =>
  api.queryOptions("get", "/v1/advances/{voucher_id}/lines", { params: { path: { voucher_id }, query: paging } });

export async function calculate(project_id: string, month: string, headers: Key) {
  await client.POST("/v1/advances", { body: { project_id, month }, params: { header: headers } });
}

/** The voucher as it was read, for the key of this intent: somebody else's step in between is refused. */
const at = ({ id, version }: Voucher, headers: Key) => ({
  path: { voucher_id: id },
  header: { ...headers, ...ifMatch(version) },
});

export async function confirm(voucher: Voucher, headers: Key) {
  await client.POST("/v1/advances/{voucher_id}/confirmation", { params: at(voucher, headers) });
}

export async function dispute(voucher: Voucher, body: Schemas["DisputeIn"], headers: Key) {
  await client.POST("/v1/advances/{voucher_id}/disputes", { params: at(voucher, headers), body });
}

export async function decide(voucher: Voucher, body: Schemas["DisputeDecisionIn"], headers: Key) {
  await client.POST("/v1/advances/{voucher_id}/dispute-decision", { params: at(voucher, headers), body });
}

export async function pay(voucher: Voucher, body: Schemas["VoucherPaymentIn"], headers: Key) {
  await client.POST("/v1/advances/{voucher_id}/payment", { params: at(voucher, headers), body });
}

export async function sendBack(voucher: Voucher, body: Schemas["VoucherReturnIn"], headers: Key) {
  await client.POST("/v1/advances/{voucher_id}/return", { params: at(voucher, headers), body });
}

export async function accept(voucher: Voucher, body: Schemas["VoucherAcceptanceIn"], headers: Key) {
  await client.POST("/v1/advances/{voucher_id}/acceptance", { params: at(voucher, headers), body });
}

export async function writeOff(voucher: Voucher, evidence: string, headers: Key) {
  await client.POST("/v1/advances/{voucher_id}/uncollectible", { params: at(voucher, headers), body: { evidence, charge_ids: null } });
}
