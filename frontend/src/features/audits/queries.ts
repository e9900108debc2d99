/** Auditors' saved tests, and what each finds. */
import { api } from "../../api/client";
import type { components } from "../../api/schema";
import type { Paging } from "../../components/list-state";

export type AuditTest = components["schemas"]["AuditTest"];
export type Hit = components["schemas"]["AuditHitOut"];

export const testsQuery = (project_id: string) => api.queryOptions("get", "/v1/audit-tests", { params: { query: { project_id } } });

export const hitsQuery = (code: string, project_id: string, paging: Paging) =>
  api.queryOptions("get", "/v1/audit-tests/{code}/rows", { params: { path: { code }, query: { project_id, ...paging } } });
