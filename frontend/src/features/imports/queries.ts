/** Books brought in: asked for, read on trial, confirmed. */
import { api, client } from "../../api/client";
import type { Key } from "../../api/intent";
import type { components } from "../../api/schema";

export type Import = components["schemas"]["ImportOut"];
export type Report = components["schemas"]["ReportOut"];
export type Kind = Import["kind"];

export const importsQuery = (project_id: string, cursor: string | null) =>
  api.queryOptions("get", "/v1/imports", { params: { query: { project_id, limit: 10, ...(cursor !== null && { cursor }) } } });

export const importQuery = (import_id: string) =>
  api.queryOptions("get", "/v1/imports/{import_id}", { params: { path: { import_id } } });

export const KINDS: readonly Kind[] = ["units", "leases", "stocktake"];

/** Who was granted a home is the bureau's own book; an operator never brings it in. */
export const GRANTED: Kind = "eligibility";

export type Rows = components["schemas"]["ImportRowsOut"];

const EACH = 50;

/** The book's rows as they were read; only those with an error, where asked. */
export const rowsQuery = (import_id: string, wrong: boolean, cursor: string | null) =>
  api.queryOptions("get", "/v1/imports/{import_id}/rows", {
    params: { path: { import_id }, query: { limit: EACH, ...(wrong && { only: "wrong" as const }), ...(cursor !== null && { cursor }) } },
  });

export async function withdraw(import_id: string, reason: string, headers: Key) {
  await client.POST("/v1/imports/{import_id}/withdrawal", { params: { path: { import_id }, header: headers }, body: { reason } });
}

/** Of no estate: households wait for a home of the whole authority. */
const OF_AUTHORITY: ReadonlySet<Kind> = new Set([GRANTED]);

/** Sends the workbook as a form; the answer names the import and the operation that reads it. */
export async function upload(kind: Kind, project_id: string, file: File) {
  const body = new FormData();
  body.set("kind", kind);
  if (!OF_AUTHORITY.has(kind)) body.set("project_id", project_id);
  body.set("file", file);
  const { data } = await client.POST("/v1/imports", {
    body: { kind, project_id, file: file.name },
    bodySerializer: () => body,
  });
  return data;
}

export async function confirm(import_id: string, headers: Key) {
  const { data } = await client.POST("/v1/imports/{import_id}/confirmation", {
    params: { path: { import_id }, header: headers },
  });
  return data;
}

export const markedWorkbook = (import_id: string) => `/v1/imports/${import_id}/marked-workbook`;
