/** Payments by the day they were received. */
import { api, client } from "../../api/client";
import type { Key } from "../../api/intent";
import type { components } from "../../api/schema";

export type Payment = components["schemas"]["PaymentOut"];

export const paymentsQuery = (project_id: string, from: string, to: string, cursor: string | null) =>
  api.queryOptions("get", "/v1/payments", {
    params: { query: { project_id, received_from: from, received_to: to, limit: 20, ...(cursor !== null && { cursor }) } },
  });

export async function reverse(payment_id: string, reason: string, headers: Key) {
  await client.POST("/v1/payments/{payment_id}/reversal", { params: { path: { payment_id }, header: headers }, body: { reason } });
}
