/** The register of what a city may set, with its days and grounds. */
import { api, client } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Parameter = Schemas["ParameterOut"];
export type ParameterIn = Schemas["ParameterIn"];

export const registerQuery = (on: string) => api.queryOptions("get", "/v1/parameters", { params: { query: { on } } });

export const valuesQuery = (key: string) => api.queryOptions("get", "/v1/parameters/{key}/values", { params: { path: { key } } });

export async function set(body: ParameterIn) {
  await client.POST("/v1/parameters", { body });
}
