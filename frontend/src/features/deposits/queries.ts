/** Deposits by lease, what was taken and given back, and the books beside the deposit account. */
import { api, client } from "../../api/client";
import { storeFirst } from "../../api/files";
import { ifMatch, type Key } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";
import { filled } from "../../forms/filled";

type Schemas = components["schemas"];
export type Deposit = Schemas["DepositOut"];
export type Receipt = Schemas["DepositReceiptOut"];
export type Refund = Schemas["DepositRefundOut"];
export type RentRefund = Schemas["RentRefundOut"];
export type ReceiptIn = Schemas["DepositReceiptIn"];
export type RefundIn = Schemas["DepositRefundIn"];

export interface DepositsSearch {
  readonly lease?: Deposit["lease_state"] | undefined;
  readonly refund?: Refund["state"] | undefined;
}

export const depositsQuery = (project_id: string, state: Deposit["lease_state"] | undefined, paging: Paging) =>
  api.queryOptions("get", "/v1/deposits", { params: { query: { project_id, ...(state && { state }), ...paging } } });



export const receiptsQuery = (project_id: string, paging: Paging) => api.queryOptions("get", "/v1/deposit-receipts", { params: { query: { project_id, ...paging } } });

export const refundsQuery = (project_id: string, state: Refund["state"] | undefined, paging: Paging) =>
  api.queryOptions("get", "/v1/deposit-refunds", { params: { query: { project_id, ...(state && { state }), ...paging } } });

export const refundsOfQuery = (lease_id: string) => api.queryOptions("get", "/v1/deposit-refunds", { params: { query: { lease_id } } });

/** Rent that was paid beyond the last day: the other way back, beside the deposit's. */
export const rentRefundsQuery = (project_id: string, state: RentRefund["state"] | undefined, paging: Paging) =>
  api.queryOptions("get", "/v1/rent-refunds", { params: { query: { project_id, ...(state && { state }), ...paging } } });

export const rentRefundsOfQuery = (case_id: string) => api.queryOptions("get", "/v1/rent-refunds", { params: { query: { case_id } } });

export async function payRentBack({ id, version }: RentRefund, body: Schemas["RentRefundPaymentIn"], headers: Key) {
  await client.POST("/v1/rent-refunds/{refund_id}/payment", { params: { path: { refund_id: id }, header: { ...headers, ...ifMatch(version) } }, body });
}

export const summaryQuery = api.queryOptions("get", "/v1/deposits/summary");

export const balancesQuery = (project_id: string, paging: Paging) => api.queryOptions("get", "/v1/deposit-bank-balances", { params: { query: { project_id, ...paging } } });

export async function take(body: ReceiptIn, headers: Key) {
  await client.POST("/v1/deposit-receipts", { params: { header: headers }, body: filled(body) });
}

export async function reverse({ id }: Receipt, reason: string, headers: Key) {
  await client.POST("/v1/deposit-receipts/{receipt_id}/reversal", { params: { path: { receipt_id: id }, header: headers }, body: { reason } });
}

export async function propose(body: RefundIn, headers: Key) {
  await client.POST("/v1/deposit-refunds", { params: { header: headers }, body: filled(body) });
}

const at = ({ id, version }: Refund, headers: Key) => ({ path: { refund_id: id }, header: { ...headers, ...ifMatch(version) } });

export async function pay(one: Refund, slip_no: string, headers: Key) {
  await client.POST("/v1/deposit-refunds/{refund_id}/payment", { params: at(one, headers), body: { slip_no } });
}

export async function withdraw(one: Refund, headers: Key) {
  await client.POST("/v1/deposit-refunds/{refund_id}/withdrawal", { params: at(one, headers) });
}

export interface Stating {
  on_date: string;
  balance_fen: number;
  file_id?: readonly File[];
}

export async function stateBalance(project_id: string, { file_id, ...values }: Stating) {
  await client.POST("/v1/deposit-bank-balances", { body: { ...values, project_id, file_id: await storeFirst(file_id) } });
}
