/** 配租: the rounds of a project, the latest first; a row opens the round. */
import { Link, useNavigate } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { usePaged } from "../../api/paged";
import type { Project } from "../../api/projects";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { type RoundState, roundsQuery } from "./queries";
import { RoundBadge } from "./round-badge";

interface Search {
  readonly state?: RoundState | undefined;
}

export function RoundsPage() {
  const { rounds } = useMessages();
  const may = useMay();
  const { project } = useProject();
  return (
    <Page
      title={rounds.list.title}
      situation={rounds.list.situation}
      actions={
        may("round:plan") && (
          <Link to="/rounds/new" className="button primary">
            {rounds.list.draft}
          </Link>
        )
      }
    >
      {project && <Rounds project={project} />}
    </Page>
  );
}

function Rounds({ project }: { readonly project: Project }) {
  const { rounds } = useMessages();
  const words = rounds.list;
  const may = useMay();
  const navigate = useNavigate();
  const { state } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = usePaged(roundsQuery(project.id, state, usePaging()));
  return (
    <ListPanel
      list="rounds"
      title={project.name}
      note={project.district}
      answer={answer}
      rowKey={(row) => row.id}
      empty={may("round:plan") ? words.empty : words.emptyReader}
      onOpen={({ id }) => void navigate({ to: "/rounds/$roundId", params: { roundId: id } })}
      filter={{ state }}
      filters={
        <Choice
          aria-label={words.state}
          all={words.anyState}
          options={Object.entries(rounds.state)}
          value={state}
          onChange={(chosen) => setSearch({ state: chosen === "" ? undefined : (chosen as RoundState) })}
        />
      }
      columns={[
        { key: "name", title: words.name, cell: (row) => row.title },
        { key: "method", title: words.method, cell: (row) => rounds.method[row.method] },
        { key: "window", title: words.window, cell: ({ registration_opens_on: from, registration_closes_on: until }) => <span className="nw">{from !== null && until !== null && rounds.plan.windowOf(from, until)}</span> },
        { key: "objections", title: words.objections, cell: (row) => <span className="nw">{row.objections_until}</span> },
        { key: "state", title: words.state, cell: (row) => <RoundBadge one={row} /> },
      ]}
    />
  );
}
