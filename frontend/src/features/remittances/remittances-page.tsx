/** 上缴: what waits in the account, and every remittance. */
import { useQuery } from "@tanstack/react-query";

import type { Project } from "../../api/projects";
import { CursorPager, useCursor } from "../../components/cursor-pager";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { useProject } from "../../components/project-choice";
import { QueryProblem } from "../../components/query-problem";
import { useMessages } from "../../i18n/language";
import { HeldPanel } from "./held-panel";
import { remittancesQuery } from "./queries";
import { RemittancesTable } from "./remittances-table";

export function RemittancesPage() {
  const { settle } = useMessages();
  const { project } = useProject();
  return (
    <Page title={settle.remittance.title} situation={settle.remittance.situation}>
      {project && (
        <div className="grid">
          <HeldPanel projectId={project.id} project={project} />
          <List project={project} />
        </div>
      )}
    </Page>
  );
}

function List({ project }: { readonly project: Project }) {
  const { settle } = useMessages();
  const words = settle.remittance;
  const answer = useQuery(remittancesQuery(project.id, undefined, useCursor()));
  return (
    <Panel title={words.title} note={project.name}>
      <QueryProblem of={answer} />
      <RemittancesTable rows={answer.data?.items} empty={words.empty} footer={<CursorPager nextCursor={answer.data?.next_cursor} />} />
    </Panel>
  );
}
