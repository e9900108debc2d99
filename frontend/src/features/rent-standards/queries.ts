/** Published prices 租金标准 and how rent is worked out of them: each from a day on, nothing ever changed. */
import { api, client } from "../../api/client";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";
import { filled } from "../../forms/filled";

type Schemas = components["schemas"];
export type Standard = Schemas["StandardOut"];
export type StandardIn = Schemas["StandardIn"];
export type Rule = Schemas["RuleOut"];
export type RuleIn = Schemas["RuleIn"];
export type RuleWire = Schemas["RentRuleWire"];
export type ShareWire = Schemas["ShareWire"];
export type Tier = Schemas["Tier"];

/** What holds now is found among so many, the latest first. */
export const ALL: Paging = { limit: 200 };

export const standardsQuery = (project_id: string, paging: Paging) => api.queryOptions("get", "/v1/rent-standards", { params: { query: { project_id, ...paging } } });

/** Without a project: those of every project within reach, and the defaults. */
export const rulesQuery = (project_id: string | undefined, paging: Paging) =>
  api.queryOptions("get", "/v1/rent-rules", { params: { query: { ...(project_id !== undefined && { project_id }), ...paging } } });

export const buildingsQuery = (project_id: string) => api.queryOptions("get", "/v1/projects/{project_id}/buildings", { params: { path: { project_id }, query: ALL } });

export async function setStandard(body: StandardIn) {
  await client.POST("/v1/rent-standards", { body: filled(body) });
}

export async function setRule(body: RuleIn) {
  await client.POST("/v1/rent-rules", { body });
}
