/** Billing runs, and what became of each lease in them. */
import { api, client } from "../../api/client";
import type { Key } from "../../api/intent";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Run = Schemas["BillingRunOut"];
export type Outcome = Schemas["Outcome"];

export const OUTCOMES: readonly Outcome[] = ["charged", "skipped", "refused"];

export const runsQuery = (project_id: string, month: string) =>
  api.queryOptions("get", "/v1/billing-runs", { params: { query: { project_id, month } } });

export const outcomesQuery = (run_id: string, outcome: Outcome | undefined, cursor: string | null) =>
  api.queryOptions("get", "/v1/billing-runs/{run_id}/outcomes", {
    params: { path: { run_id }, query: { limit: 20, ...(outcome && { outcome }), ...(cursor !== null && { cursor }) } },
  });

/** A second person has looked at the month's total. */
export async function confirm(run: Run, explanation: string | undefined, headers: Key) {
  await client.POST("/v1/billing-runs/{run_id}/confirmation", {
    params: { path: { run_id: run.id }, header: headers },
    body: { month_total_fen: run.month_total_fen ?? 0, explanation: explanation?.trim() ? explanation : null },
  });
}

export async function start(project_id: string, month: string, headers: Key) {
  const { data } = await client.POST("/v1/billing-runs", { body: { project_id, month }, params: { header: headers } });
  return data;
}
