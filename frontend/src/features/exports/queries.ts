/** Workbooks that were asked for. */
import { api } from "../../api/client";
import type { components } from "../../api/schema";

export type ListKind = components["schemas"]["ListKind"];
type Operation = components["schemas"]["OperationOut"];

const LATEST = 200;

export const worksQuery = (project_id: string) => api.queryOptions("get", "/v1/operations", { params: { query: { project_id, limit: LATEST } } });

export const isExport = ({ kind }: Operation) => kind === "exports.make";

/** The file that came of it, and its name. */
export function fileOf({ result }: Operation): { readonly id: string; readonly name: string } | null {
  const { file_id: id, name } = result ?? {};
  return typeof id === "string" ? { id, name: typeof name === "string" ? name : "" } : null;
}
