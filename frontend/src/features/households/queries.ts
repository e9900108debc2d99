/** A household: its members with masked numbers, its leases, its account, and all that happened to it. */
import { api, client } from "../../api/client";
import type { Key } from "../../api/intent";
import type { components } from "../../api/schema";
import { filled } from "../../forms/filled";

type Schemas = components["schemas"];
export type Household = Schemas["HouseholdDetailOut"];
export type Member = Schemas["MemberOut"];
export type Lease = Schemas["LeaseOut"];
export type Revealed = Schemas["RevealOut"];
export type Charge = Schemas["ChargeOut"];
export type StatementLine = Schemas["StatementLineOut"];
export type Arrears = Schemas["ArrearsOut"];
export type Hold = Schemas["HoldOut"];
export type Entry = Schemas["TimelineEntryOut"];
export type AdjustmentIn = Schemas["AdjustmentIn"];
export type HoldIn = Schemas["HoldIn"];
export type Contact = Schemas["ContactOut"];
export type ContactIn = Schemas["ContactIn"];

/** Sixteen years of months: more than any lease. */
const ALL = 200;
const LATEST = 40;

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

export const arrearsQuery = (lease_id: string) =>
  api.queryOptions("get", "/v1/leases/{lease_id}/arrears", { params: { path: { lease_id } } });

export const statementQuery = (lease_id: string) =>
  api.queryOptions("get", "/v1/leases/{lease_id}/statement", { params: { path: { lease_id } } });

export const chargesQuery = (lease_id: string) => api.queryOptions("get", "/v1/charges", { params: { query: { lease_id, limit: ALL } } });

export const chargeQuery = (charge_id: string) => api.queryOptions("get", "/v1/charges/{charge_id}", { params: { path: { charge_id } } });

/** How the month's rent comes about for this home and this household. */
export const quoteQuery = ({ unit_id, tier }: Lease, month: string, household_size: number) =>
  api.queryOptions("get", "/v1/rent-quotes", { params: { query: { unit_id, tier, month, household_size } } });

export const timelineQuery = (household_id: string) =>
  api.queryOptions("get", "/v1/households/{household_id}/timeline", { params: { path: { household_id }, query: { limit: LATEST } } });

export const holdsQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}/holds", { params: { path: { lease_id } } });

export async function place(lease_id: string, body: HoldIn) {
  await client.POST("/v1/leases/{lease_id}/holds", { params: { path: { lease_id } }, body });
}

export async function endHold(hold_id: string, until_on: string) {
  await client.POST("/v1/holds/{hold_id}/end", { params: { path: { hold_id } }, body: { until_on } });
}

export async function adjust(body: AdjustmentIn, headers: Key) {
  await client.POST("/v1/adjustments", { body, params: { header: headers } });
}

export const contactsQuery = (household_id: string) => api.queryOptions("get", "/v1/contacts", { params: { query: { household_id, limit: LATEST } } });

export async function noteContact(body: ContactIn) {
  await client.POST("/v1/contacts", { body: filled(body) });
}

/** The statement as it is printed. */
export const printedStatement = (lease_id: string) => `/v1/leases/${lease_id}/statement.pdf`;
