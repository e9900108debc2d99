/** 楼盘表: every estate by counts, an estate by its buildings, a building by its doors; a door opens beside it. */
import { useQuery } from "@tanstack/react-query";

import type { Project } from "../../api/projects";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { QueryProblem } from "../../components/query-problem";
import { usePageSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { Board } from "./board";
import { CityBoard } from "./city-board";
import "./kinds.css";
import { type BoardSearch, boardQuery } from "./queries";

export function BoardPage() {
  const { board } = useMessages();
  const { project, projects } = useProject();
  const { zoom } = usePageSearch<BoardSearch>();
  if (zoom === "city") return <CityBoard />;
  if (project) return <ProjectBoard key={project.id} project={project} />;
  return <Page title={board.title} {...(projects && { situation: board.noProject })}>{null}</Page>;
}

function ProjectBoard({ project }: { readonly project: Project }) {
  const { board } = useMessages();
  const { whole, answer, chosen, failed } = useBoard(project.id);
  if (whole && answer) return <Board project={project} buildings={whole.buildings} answer={answer} chosen={chosen} />;
  return (
    <Page title={project.name} {...(whole && chosen === undefined && { situation: board.cut })}>
      <QueryProblem of={failed} />
    </Page>
  );
}

/** An estate of more doors than one answer carries is asked for building by building. */
function useBoard(projectId: string) {
  const { building } = usePageSearch<BoardSearch>();
  const whole = useQuery(boardQuery(projectId));
  const isCut = whole.data?.is_cut === true;
  const chosen = building === "all" ? undefined : (building ?? whole.data?.buildings[0]?.building_id);
  const part = useQuery({ ...boardQuery(projectId, chosen), enabled: isCut && chosen !== undefined });
  return { whole: whole.data, answer: (isCut ? part : whole).data, chosen, failed: [whole, part] };
}
