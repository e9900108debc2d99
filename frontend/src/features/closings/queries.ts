/** Closing a month: what must hold, who must act, and the seal. */
import { api, client } from "../../api/client";
import type { Key } from "../../api/intent";
import type { components } from "../../api/schema";

export type Check = components["schemas"]["CheckOut"];
export type Closing = components["schemas"]["ClosingOut"];

export const checksQuery = (project_id: string, month: string) =>
  api.queryOptions("get", "/v1/month-closings/checks", { params: { query: { project_id, month } } });

export const closingsQuery = (project_id: string, month: string) =>
  api.queryOptions("get", "/v1/month-closings", { params: { query: { project_id, month } } });

export const verificationQuery = (closing_id: string) =>
  api.queryOptions("get", "/v1/month-closings/{closing_id}/verification", { params: { path: { closing_id } } });

export async function close(project_id: string, month: string, headers: Key) {
  await client.POST("/v1/month-closings", { body: { project_id, month }, params: { header: headers } });
}
