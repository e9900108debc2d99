/** 档案完整: how many files have all that is due in them, what is missing most, and which files lack what. */
import { useQuery } from "@tanstack/react-query";

import type { Project } from "../../api/projects";
import { Fact, FactStrip } from "../../components/fact-strip";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { IncompletePanel } from "./incomplete-panel";
import { type Counts, countsQuery } from "./queries";

export function DossiersPage() {
  const { estate } = useMessages();
  const { project } = useProject();
  return (
    <Page title={estate.dossiers.title} situation={estate.dossiers.situation}>
      {project && <Dossiers project={project} />}
    </Page>
  );
}

function Dossiers({ project }: { readonly project: Project }) {
  const answer = useQuery(countsQuery(project.id));
  return (
    <>
      <QueryProblem of={answer} />
      {answer.data && <Figures counts={answer.data} />}
      <IncompletePanel project={project} counts={answer.data} />
    </>
  );
}

function Figures({ counts: { on_date, files, complete, ratio } }: { readonly counts: Counts }) {
  const { estate } = useMessages();
  const words = estate.dossiers;
  const format = useFormat();
  return (
    <FactStrip>
      <Fact name={words.ratio} tone={complete < files ? "wait" : undefined} below={words.asOf(on_date)}>
        {ratio === null ? words.noFile : format.percent(Number(ratio))}
      </Fact>
      <Fact name={words.files} below={words.filesMeans}>
        {format.count(files)}
      </Fact>
      <Fact name={words.complete}>{format.count(complete)}</Fact>
      <Fact name={words.incomplete} tone={complete < files ? "wait" : undefined}>
        {format.count(files - complete)}
      </Fact>
    </FactStrip>
  );
}
