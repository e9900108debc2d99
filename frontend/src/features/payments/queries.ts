/** Payments by the day they were received, one of them with what it settled, and taking one back. */
import { api, client } from "../../api/client";
import type { Key } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";
import { lastDayOf } from "../../components/month-picker";

type Schemas = components["schemas"];
export type Payment = Schemas["PaymentOut"];
export type PaymentDetail = Schemas["PaymentDetailOut"];
export type Channel = Schemas["Channel"];
export type PaymentState = Schemas["PaymentState"];

export interface PaymentsSearch {
  /** Received in this month. */
  readonly month?: string | undefined;
  readonly channel?: Channel | undefined;
  readonly state?: PaymentState | undefined;
}

export const paymentsQuery = (project_id: string, { month, channel, state }: PaymentsSearch, paging: Paging) =>
  api.queryOptions("get", "/v1/payments", {
    params: {
      query: {
        project_id,
        ...(month !== undefined && { received_from: `${month}-01`, received_to: lastDayOf(month) }),
        ...(channel && { channel }),
        ...(state && { state }),
        ...paging,
      },
    },
  });

export const paymentQuery = (payment_id: string) =>
  api.queryOptions("get", "/v1/payments/{payment_id}", { params: { path: { payment_id } } });

export const refundsQuery = (payment_id: string) => api.queryOptions("get", "/v1/refunds", { params: { query: { payment_id } } });

export async function reverse(payment_id: string, reason: string, headers: Key) {
  await client.POST("/v1/payments/{payment_id}/reversal", { params: { path: { payment_id }, header: headers }, body: { reason } });
}

/** Of what a payment has over: its credit. */
export async function refund(body: Schemas["RefundIn"], headers: Key) {
  await client.POST("/v1/refunds", { params: { header: headers }, body });
}

/** The receipt as it is printed. */
export const receiptOf = (payment_id: string) => `/v1/payments/${payment_id}/receipt.pdf`;
