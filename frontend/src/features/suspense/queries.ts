/** The bank's files, and the money in them that nobody could place yet. */
import { api, client } from "../../api/client";
import type { Key } from "../../api/intent";
import type { components } from "../../api/schema";

export type Item = components["schemas"]["SuspenseItemOut"];
export type BankStatement = components["schemas"]["BankStatementOut"];

const FILES = 5;

export const itemsQuery = (project_id: string, cursor: string | null) =>
  api.queryOptions("get", "/v1/suspense-items", { params: { query: { project_id, ...(cursor !== null && { cursor }) } } });

export const statementsQuery = (project_id: string) =>
  api.queryOptions("get", "/v1/bank-statements", { params: { query: { project_id, limit: FILES } } });

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

export async function giveBack(payment_id: string, body: components["schemas"]["ReturnIn"], headers: Key) {
  await client.POST("/v1/suspense-items/{payment_id}/return", { params: { path: { payment_id }, header: headers }, body });
}

/** The lease with exactly this contract number; null where there is none. */
export async function leaseOf(project_id: string, contract_no: string): Promise<string | null> {
  const { data } = await client.GET("/v1/leases", { params: { query: { project_id, q: contract_no } } });
  return data?.items.find((lease) => lease.contract_no === contract_no)?.id ?? null;
}
