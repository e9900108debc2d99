/** Changes of a household: by kind and state, one with what stood there, and every step. */
import { api, client } from "../../api/client";
import { storeAll } from "../../api/files";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";
import { filled } from "../../forms/filled";

type Schemas = components["schemas"];
export type Change = Schemas["LeaseChangeOut"];
export type ChangeKind = Schemas["LeaseChangeKind"];
export type ChangeState = Schemas["LeaseChangeState"];
export type ChangeEvent = Schemas["LeaseChangeEvent"];
export type Cause = Schemas["LeaseChangeCause"];

export interface ChangesSearch {
  readonly kind?: ChangeKind | undefined;
  readonly state?: ChangeState | undefined;
}

export const changesQuery = (project_id: string, { kind, state }: ChangesSearch, paging: Paging) =>
  api.queryOptions("get", "/v1/lease-changes", { params: { query: { project_id, ...(kind && { kind }), ...(state && { state }), ...paging } } });

export const changeQuery = (change_id: string) => api.queryOptions("get", "/v1/lease-changes/{change_id}", { params: { path: { change_id } } });

export const leaseQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}", { params: { path: { lease_id } } });

/** Who lives there: those that a change may be about. */
export const householdQuery = (household_id: string) => api.queryOptions("get", "/v1/households/{household_id}", { params: { path: { household_id } } });

export const fileOf = (lease_id: string, file_id: string) => `/v1/leases/${lease_id}/files/${file_id}`;

export type Telling = Omit<Schemas["LeaseChangeIn"], "file_ids"> & { file_ids?: readonly File[] };

export async function submit(lease_id: string, { file_ids, ...values }: Telling): Promise<Change | undefined> {
  const { data } = await client.POST("/v1/leases/{lease_id}/changes", {
    params: { path: { lease_id } },
    body: { ...filled(values), file_ids: await storeAll(file_ids) },
  });
  return data;
}

const at = ({ id, version }: Change) => ({ path: { change_id: id }, header: ifMatch(version) });

export async function check(one: Change) {
  await client.POST("/v1/lease-changes/{change_id}/check", { params: at(one) });
}

export interface Deciding {
  decision_no?: string;
  decision?: string;
}

export async function decide(one: Change, ok: boolean, values: Deciding) {
  await client.POST("/v1/lease-changes/{change_id}/decision", { params: at(one), body: { ...filled(values), ok } });
}

export async function withdraw(one: Change) {
  await client.POST("/v1/lease-changes/{change_id}/withdrawal", { params: at(one) });
}
