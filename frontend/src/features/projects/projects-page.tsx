/** 小区楼栋: the estates under management, how many homes each has and how many are let; a row opens the estate. */
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Page } from "../../components/page";
import { StatusBadge } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { RegisterProject } from "./project-deeds";
import { projectsQuery } from "./queries";

export function ProjectsPage() {
  const { estate } = useMessages();
  const words = estate.projects;
  const format = useFormat();
  const navigate = useNavigate();
  const answer = usePaged(projectsQuery(usePaging()));
  return (
    <Page title={words.title} situation={words.situation} actions={<RegisterProject />}>
      <ListPanel
        list="projects"
        title={words.list}
        answer={answer}
        rowKey={(row) => row.id}
        empty={words.empty}
        onOpen={({ id: projectId }) => void navigate({ to: "/projects/$projectId", params: { projectId } })}
        totals={(rows) => [
          {
            label: words.page(format.count(rows.length)),
            figures: { units: format.count(rows.reduce((sum, { units }) => sum + units, 0)), leased: format.count(rows.reduce((sum, { leased }) => sum + leased, 0)) },
          },
        ]}
        columns={[
          { key: "name", title: words.name, cell: (row) => <b>{row.name}</b> },
          { key: "code", title: words.code, cell: (row) => <span className="nw">{row.code}</span> },
          { key: "district", title: words.district, cell: (row) => row.district },
          { key: "address", title: words.address, cell: (row) => row.address },
          { key: "operator", title: words.operator, cell: (row) => row.operator ?? <StatusBadge tone="waiting">{words.noOperator}</StatusBadge> },
          { key: "units", title: words.units, align: "end", cell: (row) => format.count(row.units) },
          { key: "leased", title: words.leased, align: "end", cell: (row) => format.count(row.leased) },
        ]}
      />
    </Page>
  );
}
