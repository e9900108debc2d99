/** Units 套, by code. */
import { api } from "../../api/client";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

export type Unit = components["schemas"]["UnitOut"];
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
