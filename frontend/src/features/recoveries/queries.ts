/** 追回交还: tenants' later money for what was advanced, and how it reached the operator. */
import { api, client } from "../../api/client";
import type { Key } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Recoverable = Schemas["RecoverableOut"];
export type RecoveryKind = Schemas["RecoveryKind"];

export const recoveriesQuery = (project_id: string, paging: Paging) =>
  api.queryOptions("get", "/v1/recoveries", { params: { query: { project_id, ...paging } } });

export const waitingQuery = (project_id: string) => api.queryOptions("get", "/v1/recoveries/waiting", { params: { query: { project_id } } });

export async function handOver(body: Schemas["RecoveryIn"], headers: Key) {
  await client.POST("/v1/recoveries", { body, params: { header: headers } });
}
