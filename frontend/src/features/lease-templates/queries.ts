/** The city's own texts for leases: drafted by one, approved by another; where there is none, one ships. */
import { api, client } from "../../api/client";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Template = Schemas["LeaseTemplateOut"];
export type TemplateIn = Schemas["LeaseTemplateIn"];
export type TemplateState = Schemas["TemplateState"];
export type TextKind = Schemas["TextKind"];
export type Clause = Schemas["ClauseOut"];
export type Basis = Schemas["LeaseTemplateBasisOut"];

export const templatesQuery = (kind: TextKind | undefined, paging: Paging) => api.queryOptions("get", "/v1/lease-templates", { params: { query: { ...(kind && { kind }), ...paging } } });

export const basisQuery = (kind: TextKind) => api.queryOptions("get", "/v1/lease-template-basis", { params: { query: { kind } } });

export async function draft(body: TemplateIn) {
  await client.POST("/v1/lease-templates", { body });
}

const at = ({ id, version }: Template) => ({ path: { template_id: id }, header: ifMatch(version) });

export async function approve(one: Template) {
  await client.POST("/v1/lease-templates/{template_id}/approval", { params: at(one) });
}

export async function reject(one: Template) {
  await client.POST("/v1/lease-templates/{template_id}/rejection", { params: at(one) });
}
