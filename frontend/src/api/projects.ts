/** The projects that the person reaches, by code. */
import { useQuery } from "@tanstack/react-query";

import { api } from "./client";
import type { components } from "./schema";

export type Project = components["schemas"]["ProjectOut"];

const MOST = 200;

const projectsQuery = api.queryOptions("get", "/v1/projects", { params: { query: { limit: MOST } } }, { staleTime: 60_000 });

/** Undefined while they are on their way. */
export function useProjects(): readonly Project[] | undefined {
  return useQuery(projectsQuery).data?.items;
}
