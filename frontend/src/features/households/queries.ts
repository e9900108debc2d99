/** A household: its members with masked numbers, and its leases. */
import { api, client } from "../../api/client";
import type { components } from "../../api/schema";

export type Household = components["schemas"]["HouseholdDetailOut"];
export type Member = components["schemas"]["MemberOut"];
export type Lease = components["schemas"]["LeaseOut"];
export type Revealed = components["schemas"]["RevealOut"];

export const householdQuery = (household_id: string) =>
  api.queryOptions("get", "/v1/households/{household_id}", { params: { path: { household_id } } });

export const leasesQuery = (household_id: string) =>
  api.queryOptions("get", "/v1/leases", { params: { query: { household_id } } });

/** The full numbers. The server records who read them and why before it answers. */
export async function reveal(household_id: string, member_id: string, reason: string): Promise<Revealed | null> {
  const { data } = await client.POST("/v1/households/{household_id}/members/{member_id}/reveal", {
    params: { path: { household_id, member_id } },
    body: { reason },
  });
  return data ?? null;
}

export type StatementLine = components["schemas"]["StatementLineOut"];

export const arrearsQuery = (lease_id: string) =>
  api.queryOptions("get", "/v1/leases/{lease_id}/arrears", { params: { path: { lease_id } } });

export const statementQuery = (lease_id: string) =>
  api.queryOptions("get", "/v1/leases/{lease_id}/statement", { params: { path: { lease_id } } });

/** The statement as it is printed. */
export const printedStatement = (lease_id: string) => `/v1/leases/${lease_id}/statement.pdf`;
