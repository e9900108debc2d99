/** Units 套, by code. */
import { api, client } from "../../api/client";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Unit = Schemas["UnitOut"];
export type UnitState = Unit["state"];

export interface UnitsSearch {
  readonly state?: UnitState | undefined;
  readonly q?: string | undefined;
}

export const unitsQuery = (project_id: string, { state, q }: UnitsSearch, paging: Paging) =>
  api.queryOptions("get", "/v1/units", {
    params: {
      query: { project_id, ...(state && { state }), ...(q !== undefined && { code: q }), ...paging },
    },
  });

export type UnitEvent = Unit["possible"][number];
export type Decision = Schemas["UnitDecisionOut"];
export type CardIn = Schemas["AssetCardIn"];
export type Card = Schemas["AssetCardOut"];
export type Device = Schemas["DeviceOut"];
export type DeviceIn = Schemas["DeviceIn"];
export type Credential = Schemas["CredentialOut"];
export type HandoverIn = Schemas["HandoverIn"];
export type Handover = Schemas["HandoverOut"];

const of = (unit_id: string) => ({ params: { path: { unit_id } } });

export const unitQuery = (unit_id: string) => api.queryOptions("get", "/v1/units/{unit_id}", of(unit_id));
export const historyQuery = (unit_id: string) => api.queryOptions("get", "/v1/units/{unit_id}/history", of(unit_id));
export const vacanciesQuery = (unit_id: string) => api.queryOptions("get", "/v1/units/{unit_id}/vacancies", of(unit_id));
export const filesQuery = (unit_id: string) => api.queryOptions("get", "/v1/units/{unit_id}/files", of(unit_id));
export const editionsQuery = (unit_id: string) => api.queryOptions("get", "/v1/units/{unit_id}/asset-card/editions", of(unit_id));
export const decisionsQuery = (unit_id: string) => api.queryOptions("get", "/v1/unit-decisions", { params: { query: { unit_id } } });
export const handoversQuery = (unit_id: string) => api.queryOptions("get", "/v1/handovers", { params: { query: { unit_id } } });
export const devicesQuery = (unit_id: string) => api.queryOptions("get", "/v1/devices", { params: { query: { unit_id } } });
export const credentialsQuery = (unit_id: string) => api.queryOptions("get", "/v1/credentials", { params: { query: { unit_id, is_open: true } } });
/** The live lease of the home, for a sheet that a household signs. */
export const leasesQuery = (unit_id: string) => api.queryOptions("get", "/v1/leases", { params: { query: { unit_id } } });

export const fileOf = (unit_id: string, file_id: string) => `/v1/units/${unit_id}/files/${file_id}`;

const at = ({ id, version }: Unit) => ({ path: { unit_id: id }, header: ifMatch(version) });

export async function register(unit: Unit, body: Schemas["UnitStepIn"]) {
  await client.POST("/v1/units/{unit_id}/registration", { params: at(unit), body });
}

export async function makeReady(unit: Unit, body: Schemas["UnitReadinessIn"]) {
  await client.POST("/v1/units/{unit_id}/readiness", { params: at(unit), body });
}

export async function takeOut(unit: Unit, body: Schemas["UnitRepairIn"]) {
  await client.POST("/v1/units/{unit_id}/repair", { params: at(unit), body });
}

export async function extend(unit: Unit, body: Schemas["RepairExtensionIn"]) {
  await client.POST("/v1/units/{unit_id}/repair/extension", { params: at(unit), body });
}

export async function finishRepair(unit: Unit, body: Schemas["UnitStepIn"]) {
  await client.POST("/v1/units/{unit_id}/repair/completion", { params: at(unit), body });
}

export async function freeze(unit: Unit, body: Schemas["UnitFreezeIn"]) {
  await client.POST("/v1/units/{unit_id}/freeze", { params: at(unit), body });
}

export async function release(unit: Unit, body: Schemas["UnitReleaseIn"]) {
  await client.POST("/v1/units/{unit_id}/release", { params: at(unit), body });
}

export async function withdraw(unit: Unit, body: Schemas["DisposalIn"]) {
  await client.POST("/v1/units/{unit_id}/withdrawal", { params: at(unit), body });
}

const DECISIONS = { long_repair: "/v1/units/{unit_id}/repair/decision", withdrawal: "/v1/units/{unit_id}/withdrawal/review" } as const;

export async function decide({ unit_id, kind }: Decision, granted: boolean, words: string) {
  await client.POST(DECISIONS[kind], { ...of(unit_id), body: { granted, words } });
}

export async function retract({ unit_id }: Decision, words: string) {
  await client.POST("/v1/units/{unit_id}/withdrawal/retraction", { ...of(unit_id), body: { words } });
}

export async function writeCard(unit_id: string, body: CardIn) {
  await client.POST("/v1/units/{unit_id}/asset-card", { ...of(unit_id), body });
}

export async function draftHandover(body: HandoverIn): Promise<Handover | undefined> {
  const { data } = await client.POST("/v1/handovers", { body });
  return data;
}

export async function addDevice(body: DeviceIn) {
  await client.POST("/v1/devices", { body });
}

const DEVICE_STEPS = { fail: "/v1/devices/{device_id}/failure", repair: "/v1/devices/{device_id}/recovery", retire: "/v1/devices/{device_id}/retirement" } as const;

export async function stepDevice({ id, version }: Device, event: Device["possible"][number], note = "") {
  await client.POST(DEVICE_STEPS[event], { params: { path: { device_id: id }, header: ifMatch(version) }, body: { note: note.trim() === "" ? null : note } });
}

export async function withdrawCredential({ id }: Credential, cause: Schemas["WithdrawalCause"]) {
  await client.POST("/v1/credentials/{credential_id}/withdrawal", { params: { path: { credential_id: id } }, body: { cause } });
}
