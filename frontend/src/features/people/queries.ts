/** Who has a desk here, and in which roles. */
import { api, client } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Person = Schemas["PersonOut"];
export type PersonIn = Schemas["PersonIn"];
export type DeskIn = Schemas["DeskIn"];

const ALL = 200;

export const peopleQuery = api.queryOptions("get", "/v1/people", { params: { query: { limit: ALL } } });

export const organisationsQuery = api.queryOptions("get", "/v1/organisations", { params: { query: { limit: ALL } } });

export async function hire(body: PersonIn) {
  await client.POST("/v1/people", { body });
}

export async function seat(person_id: string, body: DeskIn) {
  await client.PUT("/v1/people/{person_id}/desk", { params: { path: { person_id } }, body });
}

export async function activate(person_id: string, is_active: boolean) {
  await client.PATCH("/v1/people/{person_id}", { params: { path: { person_id } }, body: { is_active } });
}
