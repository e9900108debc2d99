/** Identity equipment 身份识别设备: its register, its upkeep, and who holds what opens it. */
import { api, client } from "../../api/client";
import { storeFirst } from "../../api/files";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";
import { filled } from "../../forms/filled";

type Schemas = components["schemas"];
export type Device = Schemas["DeviceOut"];
export type DeviceIn = Schemas["DeviceIn"];
export type DeviceKind = Schemas["DeviceKind"];
export type DeviceState = Schemas["DeviceState"];
export type DeviceEvent = Device["possible"][number];
export type UpkeepIn = Schemas["UpkeepIn"];
export type Credential = Schemas["CredentialOut"];
export type CredentialKind = Schemas["CredentialKind"];
export type WithdrawalCause = Schemas["WithdrawalCause"];

export interface DevicesSearch {
  readonly kind?: DeviceKind | undefined;
  readonly state?: DeviceState | undefined;
}

export const devicesQuery = (project_id: string, { kind, state }: DevicesSearch, paging: Paging) =>
  api.queryOptions("get", "/v1/devices", { params: { query: { project_id, ...(kind && { kind }), ...(state && { state }), ...paging } } });

export const deviceQuery = (device_id: string) => api.queryOptions("get", "/v1/devices/{device_id}", { params: { path: { device_id } } });

export const upkeepsQuery = (device_id: string) => api.queryOptions("get", "/v1/devices/{device_id}/upkeeps", { params: { path: { device_id } } });

const CHECKS = 20;

export const checksQuery = (device_id: string) => api.queryOptions("get", "/v1/devices/{device_id}/identity-checks", { params: { path: { device_id }, query: { limit: CHECKS } } });

export interface CredentialsSearch {
  readonly kind?: CredentialKind | undefined;
  readonly held?: string | undefined;
}

export const credentialsQuery = (project_id: string, { kind, held }: CredentialsSearch, paging: Paging) =>
  api.queryOptions("get", "/v1/credentials", { params: { query: { project_id, ...(kind && { kind }), ...(held !== undefined && { is_open: held === "yes" }), ...paging } } });

export const credentialsOfQuery = (device_id: string, paging: Paging) => api.queryOptions("get", "/v1/credentials", { params: { query: { device_id, is_open: true, ...paging } } });

export const buildingsQuery = (project_id: string) => api.queryOptions("get", "/v1/projects/{project_id}/buildings", { params: { path: { project_id }, query: { limit: 200 } } });

const FOUND = 20;

/** A door lock's own home has its lease; at a gate the household is looked for by its name or contract. */
export const leasesQuery = ({ project_id, unit_id }: Device, q: string) =>
  api.queryOptions("get", "/v1/leases", { params: { query: { project_id, limit: FOUND, ...(unit_id === null ? { q } : { unit_id }) } } });

export const householdQuery = (household_id: string) => api.queryOptions("get", "/v1/households/{household_id}", { params: { path: { household_id } } });

export const fileOf = (device_id: string, file_id: string) => `/v1/devices/${device_id}/files/${file_id}`;
export const consentOf = (credential_id: string) => `/v1/credentials/${credential_id}/consent`;

export async function register(body: DeviceIn) {
  await client.POST("/v1/devices", { body: filled(body) });
}

const STEPS = { fail: "/v1/devices/{device_id}/failure", repair: "/v1/devices/{device_id}/recovery", retire: "/v1/devices/{device_id}/retirement" } as const;

export async function step({ id, version }: Device, event: DeviceEvent, note = "") {
  await client.POST(STEPS[event], { params: { path: { device_id: id }, header: ifMatch(version) }, body: { note: note.trim() === "" ? null : note } });
}

export async function logUpkeep({ id }: Device, body: UpkeepIn) {
  await client.POST("/v1/devices/{device_id}/upkeeps", { params: { path: { device_id: id } }, body: filled(body) });
}

export interface Issuing {
  lease_id: string;
  member_id: string;
  kind: CredentialKind;
  reference?: string;
  consent?: readonly File[];
  guardian_name?: string;
}

export async function issue({ id: device_id }: Device, { consent, ...values }: Issuing) {
  const consent_file_id = await storeFirst(consent);
  await client.POST("/v1/credentials", { body: { ...filled(values), device_id, ...(consent_file_id !== null && { consent_file_id }) } });
}

export interface Withdrawing {
  cause: WithdrawalCause;
  withdrawn_on?: string;
  note?: string;
}

export async function withdraw({ id }: Credential, values: Withdrawing) {
  await client.POST("/v1/credentials/{credential_id}/withdrawal", { params: { path: { credential_id: id } }, body: filled(values) });
}
