/** The bank's files, and the money in them that nobody could place yet. */
import { api, client } from "../../api/client";
import type { Key } from "../../api/intent";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

type Schemas = components["schemas"];
export type Item = Schemas["SuspenseItemOut"];
export type Suggestion = Schemas["SuggestionOut"];
export type BankStatement = Schemas["BankStatementOut"];
export type BankLine = Schemas["BankLineOut"];
export type Outcome = BankLine["outcome"];

export const itemsQuery = (project_id: string, paging: Paging = { limit: 50 }) =>
  api.queryOptions("get", "/v1/suspense-items", { params: { query: { project_id, ...paging } } });

export const statementsQuery = (project_id: string, paging: Paging) =>
  api.queryOptions("get", "/v1/bank-statements", { params: { query: { project_id, ...paging } } });

export const bankLinesQuery = (statement_id: string, outcome: Outcome | undefined, paging: Paging) =>
  api.queryOptions("get", "/v1/bank-statements/{statement_id}/lines", {
    params: { path: { statement_id }, query: { ...(outcome && { outcome }), ...paging } },
  });

export const leaseQuery = (lease_id: string) => api.queryOptions("get", "/v1/leases/{lease_id}", { params: { path: { lease_id } } });

export const arrearsQuery = (lease_id: string) =>
  api.queryOptions("get", "/v1/leases/{lease_id}/arrears", { params: { path: { lease_id } } });

/** Sends the bank's file as it is. The same file again is the same statement. */
export async function upload(project_id: string, file: File, headers: Key): Promise<BankStatement | undefined> {
  const body = new FormData();
  body.set("project_id", project_id);
  body.set("file", file);
  const { data } = await client.POST("/v1/bank-statements", {
    params: { header: headers },
    body: { project_id, file: file.name },
    bodySerializer: () => body,
  });
  return data;
}

export async function resolve(payment_id: string, lease_id: string, headers: Key) {
  await client.POST("/v1/suspense-items/{payment_id}/resolution", {
    params: { path: { payment_id }, header: headers },
    body: { lease_id },
  });
}

export async function giveBack(payment_id: string, body: Schemas["ReturnIn"], headers: Key) {
  await client.POST("/v1/suspense-items/{payment_id}/return", { params: { path: { payment_id }, header: headers }, body });
}

/** The lease with exactly this contract number; null where there is none. */
export async function leaseOf(project_id: string, contract_no: string): Promise<string | null> {
  const { data } = await client.GET("/v1/leases", { params: { query: { project_id, q: contract_no } } });
  return data?.items.find((lease) => lease.contract_no === contract_no)?.id ?? null;
}
