/** K10 建档完整率, and the files that lack something. */
import { api } from "../../api/client";
import type { components } from "../../api/schema";

type Schemas = components["schemas"];
export type Incomplete = Schemas["LeaseDossierOut"];
export type Item = Schemas["DossierItem"];
export type Counts = Schemas["DossierCountsOut"];

const of = (project_id: string) => ({ params: { query: { project_id } } });

export const countsQuery = (project_id: string) => api.queryOptions("get", "/v1/dossiers/summary", of(project_id));

/** The latest lease first; the server cuts the list. */
export const incompleteQuery = (project_id: string) => api.queryOptions("get", "/v1/dossiers/incomplete", of(project_id));
