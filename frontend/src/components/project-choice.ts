/** The project that pages are about: as the address says, else the one last chosen, else the first. */
import { useNavigate } from "@tanstack/react-router";

import { type Project, useProjects } from "../api/projects";
import { keep, kept } from "../storage/kept";
import { changed, searchText, usePageSearch } from "./url-state";

const KEPT_AS = "anju.project";

interface Choice {
  /** Undefined while the projects are on their way, and where there are none. */
  readonly project: Project | undefined;
  readonly projects: readonly Project[] | undefined;
  readonly choose: (id: string) => void;
}

export function useProject(): Choice {
  const projects = useProjects();
  const navigate = useNavigate();
  const search = usePageSearch<{ readonly project?: unknown }>();
  const wanted = searchText(search.project) ?? kept(KEPT_AS);
  return {
    project: projects?.find(({ id }) => id === wanted) ?? projects?.[0],
    projects,
    choose: (id) => {
      keep(KEPT_AS, id);
      void navigate({ to: ".", search: changed({ project: id, cursor: undefined }) });
    },
  };
}
