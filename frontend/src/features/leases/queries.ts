/** Leases, by contract number. */
import { api } from "../../api/client";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

export type Lease = components["schemas"]["LeaseOut"];
export type LeaseState = Lease["state"];

export interface LeasesSearch {
  readonly state?: LeaseState | undefined;
  readonly q?: string | undefined;
}

export const leasesQuery = (project_id: string, { state, q }: LeasesSearch, paging: Paging) =>
  api.queryOptions("get", "/v1/leases", {
    params: {
      query: { project_id, ...(state && { state }), ...(q !== undefined && { q }), ...paging },
    },
  });

export const leaseQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}", { params: { path: { lease_id } } });
