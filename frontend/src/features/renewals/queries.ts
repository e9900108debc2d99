/** Renewals and yearly reviews: listed by their clocks, one with its checks, and every step that people take. */
import { api, client } from "../../api/client";
import { storeAll } from "../../api/files";
import { ifMatch } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";
import { filled } from "../../forms/filled";

type Schemas = components["schemas"];
export type Renewal = Schemas["RenewalOut"];
export type RenewalDetail = Schemas["RenewalDetailOut"];
export type RenewalEvent = Schemas["RenewalEvent"];
export type RenewalState = Schemas["RenewalState"];
export type RenewalKind = Schemas["RenewalKind"];
export type RenewalPaper = Schemas["RenewalPaperKind"];

export interface RenewalsSearch {
  readonly kind?: RenewalKind | undefined;
  readonly state?: RenewalState | undefined;
}

export const renewalsQuery = (project_id: string, { kind, state }: RenewalsSearch, paging: Paging) =>
  api.queryOptions("get", "/v1/renewals", { params: { query: { project_id, ...(kind && { kind }), ...(state && { state }), ...paging } } });

export const renewalQuery = (renewal_id: string) => api.queryOptions("get", "/v1/renewals/{renewal_id}", { params: { path: { renewal_id } } });

export const fileOf = (lease_id: string, file_id: string) => `/v1/leases/${lease_id}/files/${file_id}`;

export const paperOf = (renewal_id: string, kind: RenewalPaper) => `/v1/renewals/${renewal_id}/papers/${kind}.pdf`;

const at = ({ id, version }: RenewalDetail) => ({ path: { renewal_id: id }, header: ifMatch(version) });

export interface Applying {
  declaration: string;
  consents_to_checks?: boolean;
  file_ids?: readonly File[];
}

export async function apply(one: RenewalDetail, { declaration, consents_to_checks = false, file_ids }: Applying) {
  await client.POST("/v1/renewals/{renewal_id}/application", { params: at(one), body: { declaration, consents_to_checks, file_ids: await storeAll(file_ids) } });
}

export async function grantLate(one: RenewalDetail) {
  await client.POST("/v1/renewals/{renewal_id}/late-grant", { params: at(one) });
}

export async function beginCheck(one: RenewalDetail) {
  await client.POST("/v1/renewals/{renewal_id}/data-check", { params: at(one) });
}

export async function askForMore(one: RenewalDetail, body: Schemas["MissingPapersIn"]) {
  await client.POST("/v1/renewals/{renewal_id}/missing-papers", { params: at(one), body });
}

export async function supply(one: RenewalDetail, file_ids: readonly File[] | undefined) {
  await client.POST("/v1/renewals/{renewal_id}/papers", { params: at(one), body: { file_ids: await storeAll(file_ids) } });
}

export interface Proposing {
  verdict: "ok" | "no";
  reason_code?: Schemas["RefusalReason"];
  reason?: string;
  decision_no: string;
}

export async function propose(one: RenewalDetail, { verdict, reason_code, ...values }: Proposing) {
  const ok = verdict === "ok";
  await client.POST("/v1/renewals/{renewal_id}/proposal", { params: at(one), body: { ...filled(values), ok, ...(!ok && reason_code && { reason_code }) } });
}

export async function decide(one: RenewalDetail) {
  await client.POST("/v1/renewals/{renewal_id}/decision", { params: at(one) });
}

export async function object(one: RenewalDetail, objection: string) {
  await client.POST("/v1/renewals/{renewal_id}/objection", { params: at(one), body: { objection } });
}

export async function answerObjection(one: RenewalDetail, upheld: boolean, reply: string) {
  await client.POST("/v1/renewals/{renewal_id}/objection-answer", { params: at(one), body: { upheld, reply } });
}

export async function draftNext({ id }: RenewalDetail, values: Schemas["NextLeaseIn"]) {
  const { data } = await client.POST("/v1/renewals/{renewal_id}/lease", { params: { path: { renewal_id: id } }, body: filled(values) });
  return data;
}
