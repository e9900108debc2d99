/** Exit cases: by way out and state, one with its history and bill, and every step through the door. */
import { api, client } from "../../api/client";
import { storeAll } from "../../api/files";
import { ifMatch, type Key } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";
import { filled } from "../../forms/filled";

type Schemas = components["schemas"];
export type ExitCase = Schemas["ExitCaseOut"];
export type ExitState = Schemas["ExitState"];
export type ExitEvent = Schemas["ExitEvent"];
export type Track = Schemas["Track"];
export type Ground = Schemas["Ground"];
export type Role = Schemas["Role"];
export type ExitStep = Schemas["ExitStepOut"];
export type FinalBill = Schemas["FinalBillOut"];
export type FinalBillIn = Schemas["FinalBillIn"];

export interface ExitsSearch {
  readonly track?: Track | undefined;
  readonly state?: ExitState | undefined;
}

export const exitsQuery = (project_id: string, { track, state }: ExitsSearch, paging: Paging) =>
  api.queryOptions("get", "/v1/exit-cases", { params: { query: { project_id, ...(track && { track }), ...(state && { state }), ...paging } } });

const of = (case_id: string) => ({ params: { path: { case_id } } });

export const exitQuery = (case_id: string) => api.queryOptions("get", "/v1/exit-cases/{case_id}", of(case_id));
export const historyQuery = (case_id: string) => api.queryOptions("get", "/v1/exit-cases/{case_id}/history", of(case_id));
export const billQuery = (case_id: string) => api.queryOptions("get", "/v1/exit-cases/{case_id}/final-bill", of(case_id));

export const leaseQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}", { params: { path: { lease_id } } });

export const printedPaper = (case_id: string, kind: string) => `/v1/exit-cases/${case_id}/papers/${kind}.pdf`;
export const printedBill = (case_id: string) => `/v1/exit-cases/${case_id}/final-bill.pdf`;
export const fileOf = (case_id: string, file_id: string) => `/v1/exit-cases/${case_id}/files/${file_id}`;

export type Opening = Omit<Schemas["ExitCaseIn"], "file_ids"> & { file_ids?: readonly File[] };

export async function open({ file_ids, ...values }: Opening): Promise<ExitCase | undefined> {
  const { data } = await client.POST("/v1/exit-cases", { body: { ...filled(values), file_ids: await storeAll(file_ids) } });
  return data;
}

const at = ({ id, version }: { readonly id: string; readonly version: number }) => ({ path: { case_id: id }, header: ifMatch(version) });

export interface Stepping extends Partial<Omit<Schemas["ExitStepIn"], "file_ids" | "event" | "inventory">> {
  file_ids?: readonly File[];
  /** Counts as they are typed. */
  inventory?: { item: string; count: string; condition: string }[];
}

export async function step(one: ExitCase, event: ExitEvent, { file_ids, channels = [], witnesses = [], inventory = [], ...values }: Stepping) {
  const told = channels.filter(({ reference }) => reference.trim() !== "");
  await client.POST("/v1/exit-cases/{case_id}/steps", {
    params: at(one),
    body: { ...filled(values), event, file_ids: await storeAll(file_ids), channels: told, witnesses, inventory: inventory.map((row) => ({ ...row, count: Number(row.count) })) },
  });
}

export async function inspect(one: ExitCase) {
  await client.POST("/v1/exit-cases/{case_id}/inspection", { params: at(one) });
}

export async function withdraw(one: ExitCase, reason: string) {
  await client.POST("/v1/exit-cases/{case_id}/withdrawal", { params: at(one), body: { reason } });
}

export async function handBack(one: ExitCase) {
  await client.POST("/v1/exit-cases/{case_id}/hand-back", { params: at(one) });
}

export async function settle(one: ExitCase, values: { readonly reason?: string }) {
  await client.POST("/v1/exit-cases/{case_id}/settlement", { params: at(one), body: filled(values) });
}

export async function close(one: ExitCase) {
  await client.POST("/v1/exit-cases/{case_id}/closing", { params: at(one) });
}

export async function draftBill(one: ExitCase, body: FinalBillIn) {
  await client.POST("/v1/exit-cases/{case_id}/final-bill", { params: at(one), body });
}

/** The version is the bill's: what was looked at is what is confirmed. */
export async function confirmBill({ case_id, version }: FinalBill, headers: Key) {
  await client.POST("/v1/exit-cases/{case_id}/final-bill/confirmation", { params: { path: { case_id }, header: { ...headers, ...ifMatch(version) } } });
}

export async function payDamage({ case_id }: FinalBill, body: Schemas["DamagePaymentIn"], headers: Key) {
  await client.POST("/v1/exit-cases/{case_id}/damage-payments", { params: { path: { case_id }, header: headers }, body: filled(body) });
}
