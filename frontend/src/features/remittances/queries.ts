/** Remittances 上缴: what waits in the account, the statements, and every step in their life. */
import { api, client } from "../../api/client";
import { ifMatch, type Key } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Remittance = Schemas["RemittanceOut"];
export type RemittanceState = Schemas["RemittanceState"];

interface Wanted {
  readonly month?: string | undefined;
  readonly state?: RemittanceState | undefined;
}

export const remittancesQuery = (project_id: string, { month, state }: Wanted = {}, paging: Paging = { limit: 50 }) =>
  api.queryOptions("get", "/v1/remittances", {
    params: { query: { project_id, ...(month !== undefined && { month }), ...(state && { state }), ...paging } },
  });

export const remittanceQuery = (remittance_id: string) =>
  api.queryOptions("get", "/v1/remittances/{remittance_id}", { params: { path: { remittance_id } } });

/** What the remittance posted. */
export const postingsQuery = (document_id: string) => api.queryOptions("get", "/v1/ledger/transfers", { params: { query: { document_id, limit: 50 } } });

export const heldQuery = api.queryOptions("get", "/v1/remittances/held-money");

export async function drawUp(body: Pick<Schemas["RemittanceIn"], "project_id" | "through_on">, headers: Key) {
  await client.POST("/v1/remittances", { body: { ...body, budget_code: "10307", payment_code: null }, params: { header: headers } });
}

/** The remittance as it was read, for the key of this intent. */
const at = ({ id, version }: Remittance, headers: Key) => ({
  path: { remittance_id: id },
  header: { ...headers, ...ifMatch(version) },
});

export async function sign(one: Remittance, headers: Key) {
  await client.POST("/v1/remittances/{remittance_id}/signature", { params: at(one, headers) });
}

export async function withdraw(one: Remittance, headers: Key) {
  await client.POST("/v1/remittances/{remittance_id}/withdrawal", { params: at(one, headers) });
}

export async function send(one: Remittance, body: Schemas["SendingIn"], headers: Key) {
  await client.POST("/v1/remittances/{remittance_id}/sending", { params: at(one, headers), body });
}

export async function sendBack(one: Remittance, body: Schemas["RemittanceReturnIn"], headers: Key) {
  await client.POST("/v1/remittances/{remittance_id}/return", { params: at(one, headers), body });
}

export async function reissue(one: Remittance, body: Schemas["ReissueIn"], headers: Key) {
  await client.POST("/v1/remittances/{remittance_id}/reissue", { params: at(one, headers), body });
}

export async function confirm(one: Remittance, body: Schemas["RemittanceConfirmationIn"], headers: Key) {
  await client.POST("/v1/remittances/{remittance_id}/confirmation", { params: at(one, headers), body });
}
