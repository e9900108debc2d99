/** What the counter asks and does: find a household, see its open charges, take its money. */
import { api, client } from "../../api/client";
import type { Key } from "../../api/intent";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Hit = Schemas["HouseholdHitOut"];
export type Lease = Schemas["LeaseOut"];
export type Charge = Schemas["ChargeOut"];
export type Payment = Schemas["PaymentDetailOut"];
export type PaymentIn = Schemas["PaymentIn"];
export type Channel = PaymentIn["channel"];

const FOUND = 8;
const OPEN = 200;
const TODAY = 200;

/** By name, address, contract, phone or the last four of an identity number. */
export const findQuery = (q: string) =>
  api.queryOptions("get", "/v1/search", { params: { query: { q, only: "households", limit: FOUND } } });

export const leaseQuery = (lease_id: string) =>
  api.queryOptions("get", "/v1/leases/{lease_id}", { params: { path: { lease_id } } });

export const arrearsQuery = (lease_id: string) =>
  api.queryOptions("get", "/v1/leases/{lease_id}/arrears", { params: { path: { lease_id } } });

export const openChargesQuery = (lease_id: string) =>
  api.queryOptions("get", "/v1/charges", { params: { query: { lease_id, open: true, limit: OPEN } } });

export const takenQuery = (project_id: string, on: string) =>
  api.queryOptions("get", "/v1/payments", {
    params: { query: { project_id, received_from: on, received_to: on, limit: TODAY } },
  });

export async function take(body: PaymentIn, headers: Key): Promise<Payment | undefined> {
  const { data } = await client.POST("/v1/payments", { body, params: { header: headers } });
  return data;
}

/** The receipt as it is printed. */
export const receiptOf = (payment_id: string) => `/v1/payments/${payment_id}/receipt.pdf`;
