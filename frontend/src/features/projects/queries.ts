/** Projects 小区, their buildings 栋, and the units that are not accepted yet. */
import { api, client } from "../../api/client";
import { storeFirst } from "../../api/files";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";
import type { Signature } from "../../components/signature-pad";
import { filled } from "../../forms/filled";

type Schemas = components["schemas"];
export type Project = Schemas["ProjectOut"];
export type ProjectIn = Schemas["ProjectIn"];
export type Building = Schemas["BuildingOut"];
export type Unit = Schemas["UnitOut"];

export const projectsQuery = (paging: Paging) => api.queryOptions("get", "/v1/projects", { params: { query: { ...paging } } });

export const projectQuery = (project_id: string) => api.queryOptions("get", "/v1/projects/{project_id}", { params: { path: { project_id } } });

/** A project has a few dozen at most; one page holds them. */
export const buildingsQuery = (project_id: string) => api.queryOptions("get", "/v1/projects/{project_id}/buildings", { params: { path: { project_id }, query: { limit: 200 } } });

/** What both sides have not accepted: its facts can still be put right. */
export type Early = "draft" | "acceptance";

export const unitsQuery = (project_id: string, state: Early, paging: Paging) => api.queryOptions("get", "/v1/units", { params: { query: { project_id, state, ...paging } } });

export const operatorsQuery = api.queryOptions("get", "/v1/organisations", { params: { query: { kind: "operator" } } });

export async function register(body: ProjectIn): Promise<Project | undefined> {
  const { data } = await client.POST("/v1/projects", { body: filled(body) });
  return data;
}

/** An address may be emptied, an operator taken away. */
export async function change({ id, version }: Project, body: Schemas["ProjectPatch"]) {
  await client.PATCH("/v1/projects/{project_id}", { params: { path: { project_id: id }, header: ifMatch(version) }, body });
}

export async function registerBuilding(project_id: string, body: Schemas["BuildingIn"]) {
  await client.POST("/v1/projects/{project_id}/buildings", { params: { path: { project_id } }, body });
}

export async function draftUnit(project_id: string, body: Schemas["UnitIn"]): Promise<Unit | undefined> {
  const { data } = await client.POST("/v1/projects/{project_id}/units", { params: { path: { project_id } }, body });
  return data;
}

export async function correctUnit({ id, version }: Unit, body: Schemas["UnitPatch"]) {
  await client.PATCH("/v1/units/{unit_id}", { params: { path: { unit_id: id }, header: ifMatch(version) }, body });
}

export type Sheet = Schemas["HandoverOut"];
export type Drafts = Schemas["BuildingDraftsOut"];
export type Signatures = Schemas["BuildingSignaturesOut"];
export type Side = "purchaser" | "operator";

const MOST = { limit: 200 };

export const waitingQuery = (building_id: string) => api.queryOptions("get", "/v1/units", { params: { query: { building_id, state: "acceptance", ...MOST } } });

/** Sheets that one side or none has signed. */
export const openSheetsQuery = (project_id: string, state: "draft" | "signed_once") =>
  api.queryOptions("get", "/v1/handovers", { params: { query: { project_id, kind: "acceptance", state, ...MOST } } });

export async function draftSheets(building_id: string, body: Schemas["BuildingHandoverIn"]): Promise<Drafts | undefined> {
  const { data } = await client.POST("/v1/buildings/{building_id}/handovers", { params: { path: { building_id } }, body });
  return data;
}

export interface Signing {
  name: string;
  file_id?: Signature;
}

export async function signSheets(building_id: string, side: Side, { name, file_id }: Signing): Promise<Signatures | undefined> {
  // Without a signature the server is the one to say so.
  const body = { side, name, file_id: (await storeFirst(file_id?.files)) ?? "" };
  const { data } = await client.POST("/v1/buildings/{building_id}/handover-signatures", { params: { path: { building_id } }, body });
  return data;
}
