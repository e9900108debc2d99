/** 补回: what an operator was handed of payments that bounced since, and what it has put back. */
import { api, client } from "../../api/client";
import type { Key } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type TopUpDue = Schemas["TopUpDueOut"];

export const dueQuery = api.queryOptions("get", "/v1/top-ups/due");

export const topUpsQuery = (project_id: string, paging: Paging) => api.queryOptions("get", "/v1/top-ups", { params: { query: { project_id, ...paging } } });

export async function putBack(body: Schemas["TopUpIn"], headers: Key) {
  await client.POST("/v1/top-ups", { body, params: { header: headers } });
}
