/** 待认领: the bank's file comes in, and what is not certain waits here for a person. */
import { useQuery } from "@tanstack/react-query";

import { useMay } from "../../api/me";
import type { Project } from "../../api/projects";
import { useCursor } from "../../components/cursor-pager";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { Work } from "../../components/work";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { itemsQuery } from "./queries";
import { StatementsPanel } from "./statements-panel";
import { SuspensePanel } from "./suspense-panel";
import { UploadPanel } from "./upload-panel";

interface Search {
  readonly operation?: string | undefined;
}

export function SuspensePage() {
  const { project } = useProject();
  const { rent } = useMessages();
  return project ? <Desk project={project} /> : <Page title={rent.suspense.title}>{null}</Page>;
}

function Desk({ project }: { readonly project: Project }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const format = useFormat();
  const may = useMay();
  const { operation } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = useQuery(itemsQuery(project.id, useCursor()));
  const items = answer.data?.items;
  const sum = items?.reduce((total, { amount_fen: fen }) => total + fen, 0) ?? 0;
  return (
    <Page title={words.title} situation={items && (items.length > 0 ? words.situation(items.length, format.money(sum)) : words.none)}>
      <div className="beside">
        <div className="grid">
          {operation !== undefined && <Work key={operation} title={words.reading} operationId={operation} unit={words.lines} />}
          <SuspensePanel projectId={project.id} />
        </div>
        <div className="grid">
          {may("payment:take") && <UploadPanel project={project} onStarted={(id) => setSearch({ operation: id ?? undefined })} />}
          <StatementsPanel projectId={project.id} />
        </div>
      </div>
    </Page>
  );
}
