/** 整栋验收: every home of a building that waits for it, read and counted at once, and signed by one side after the other. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { Page } from "../../components/page";
import { Pending } from "../../components/pending";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { DraftSheets } from "./draft-sheets";
import { OpenSheets } from "./open-sheets";
import { OutcomePanel } from "./outcome-panel";
import { type Building, buildingsQuery, type Drafts, openSheetsQuery, type Project, projectQuery, type Signatures, waitingQuery } from "./queries";
import { SignSheets } from "./sign-sheets";

export function AcceptancePage() {
  const { estate } = useMessages();
  const { projectId = "", buildingId = "" } = useParams({ strict: false });
  const project = useQuery(projectQuery(projectId));
  const buildings = useQuery(buildingsQuery(projectId));
  const building = buildings.data?.items.find(({ id }) => id === buildingId);
  if (project.data && building) return <One project={project.data} building={building} />;
  if (buildings.data && project.data) return <Page title={estate.acceptance.title}>{estate.acceptance.noBuilding}</Page>;
  return <Pending title={estate.acceptance.title} answer={project.error === null ? buildings : project} />;
}

interface Props {
  readonly project: Project;
  readonly building: Building;
}

function One({ project, building }: Props) {
  const { estate, board } = useMessages();
  const words = estate.acceptance;
  const format = useFormat();
  const [outcome, setOutcome] = useState<Drafts | Signatures>();
  const waiting = useQuery(waitingQuery(building.id));
  const untouched = useQuery(openSheetsQuery(project.id, "draft"));
  const once = useQuery(openSheetsQuery(project.id, "signed_once"));
  const units = waiting.data?.items ?? [];
  const here = new Set(units.map(({ id }) => id));
  const sheets = [untouched, once].flatMap(({ data }) => data?.items ?? []).filter(({ unit_id }) => here.has(unit_id));
  const begun = new Set(sheets.map(({ unit_id }) => unit_id));
  const areKnown = waiting.data && untouched.data && once.data;
  return (
    <Page
      title={words.titleOf(board.building(building.name))}
      parents={[
        { label: estate.projects.title, link: { to: "/projects" } },
        { label: project.name, link: { to: "/projects/$projectId", params: { projectId: project.id } } },
      ]}
      situation={areKnown && words.situation(format.count(units.length), format.count(sheets.length))}
      actions={sheets.length > 0 && <SignSheets buildingId={building.id} onDone={setOutcome} />}
    >
      <QueryProblem of={[waiting, untouched, once]} />
      <div className="grid">
        {outcome && <OutcomePanel outcome={outcome} />}
        {areKnown && <DraftSheets key={sheets.length} buildingId={building.id} units={units.filter(({ id }) => !begun.has(id))} onDone={setOutcome} />}
        <OpenSheets sheets={areKnown && sheets} />
      </div>
    </Page>
  );
}
