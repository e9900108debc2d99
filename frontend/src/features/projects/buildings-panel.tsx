/** The buildings of an estate; a row shows its doors on the board. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Deed } from "../../components/deed";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { changed } from "../../components/url-state";
import { fieldsOf } from "../../forms/fields";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { byName } from "../../i18n/by-name";
import { type Building, buildingsQuery, type Project, registerBuilding } from "./queries";
import { buildingOf, type BuildingValues } from "./values";

interface Props {
  readonly project: Project;
}

export function BuildingsPanel({ project }: Props) {
  const { estate, board } = useMessages();
  const words = estate.projects;
  const format = useFormat();
  const navigate = useNavigate();
  const answer = useQuery(buildingsQuery(project.id));
  return (
    <Panel title={words.buildings} {...(answer.data && { note: words.buildingsCount(format.count(answer.data.items.length)) })} more={<RegisterBuilding project={project} />}>
      <QueryProblem of={answer} />
      <DataTable<Building>
        caption={words.buildings}
        empty={words.buildingsEmpty}
        rows={answer.data?.items.toSorted((one, other) => byName(one.name, other.name))}
        rowKey={(row) => row.id}
        onOpen={({ id }) => void navigate({ to: "/board", search: changed({ project: project.id, building: id, unit: undefined, zoom: undefined }) })}
        columns={[
          { key: "name", title: words.building, cell: (row) => board.building(row.name) },
          { key: "floors", title: words.floors, align: "end", cell: (row) => row.floors },
          {
            key: "acceptance",
            title: "",
            align: "end",
            cell: (row) => (
              <Link to="/projects/$projectId/buildings/$buildingId" params={{ projectId: project.id, buildingId: row.id }}>
                {estate.acceptance.title}
              </Link>
            ),
          },
        ]}
      />
    </Panel>
  );
}

const Field = fieldsOf<BuildingValues>();

function RegisterBuilding({ project }: Props) {
  const { estate } = useMessages();
  const words = estate.projects;
  const may = useMay();
  if (!may("housing:register")) return null;
  return (
    <Deed<BuildingValues> small label={words.addBuilding} title={words.addBuildingTitle(project.name)} explain={words.addBuildingExplain} run={(values) => registerBuilding(project.id, buildingOf(values))}>
      <Field.Text name="name" label={words.buildingNo} hint={words.buildingHint} autoFocus />
      <Field.Figure name="floors" label={words.floors} />
    </Deed>
  );
}
