/** The board: every estate by counts, and the doors of one. */
import { api } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type CityBoard = Schemas["CityBoardOut"];
export type ProjectTally = Schemas["ProjectTallyOut"];
export type BuildingTally = Schemas["BuildingTallyOut"];
export type Door = Schemas["DoorOut"];
export type UnitState = Schemas["UnitState"];
export type Bucket = Schemas["Bucket"];

export const cityQuery = api.queryOptions("get", "/v1/board");

/** The doors of a project; of one building where the project has too many for one answer. */
export const boardQuery = (project_id: string, building_id?: string) =>
  api.queryOptions("get", "/v1/projects/{project_id}/board", {
    params: { path: { project_id }, query: { ...(building_id !== undefined && { building_id }) } },
  });

export const unitQuery = (unit_id: string) => api.queryOptions("get", "/v1/units/{unit_id}", { params: { path: { unit_id } } });

export const historyQuery = (unit_id: string) =>
  api.queryOptions("get", "/v1/units/{unit_id}/history", { params: { path: { unit_id } } });

export const leaseQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}", { params: { path: { lease_id } } });

export const arrearsQuery = (lease_id: string) =>
  api.queryOptions("get", "/v1/leases/{lease_id}/arrears", { params: { path: { lease_id } } });

export const householdQuery = (household_id: string) =>
  api.queryOptions("get", "/v1/households/{household_id}", { params: { path: { household_id } } });

export interface BoardSearch {
  /** `city` shows every estate. */
  readonly zoom?: string | undefined;
  /** The building in sight; `all` shows all of them. */
  readonly building?: string | undefined;
  readonly unit?: string | undefined;
  readonly mode?: string | undefined;
}
