/** 首页: what waits for the person at the desk, by role, soonest first; each line leads to its deed. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import type { Project } from "../../api/projects";
import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { useProject } from "../../components/project-choice";
import { QueryProblem } from "../../components/query-problem";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { summaryQuery } from "../../features/arrears/queries";
import { SummaryTable } from "../../features/arrears/summary-table";
import { type Task, useTasks } from "./tasks";

export function HomePage() {
  const { overview, nav } = useMessages();
  const format = useFormat();
  const may = useMay();
  const { project } = useProject();
  return (
    <Page
      title={format.weekday(todayOn())}
      situation={project && overview.situation(project.name)}
      actions={
        <>
          {may("books:import") && (
            <Link to="/imports" className="button">
              {nav.imports}
            </Link>
          )}
          {may("payment:take") && (
            <Link to="/counter" className="button primary">
              {nav.counter}
            </Link>
          )}
        </>
      }
    >
      <div className="grid">
        {project && <Tasks project={project} />}
        {may("rent:read") && <Arrears title={overview.arrears} />}
      </div>
    </Page>
  );
}

function Tasks({ project }: { readonly project: Project }) {
  const { overview } = useMessages();
  const { tasks, answers } = useTasks(project.id);
  return (
    <Panel title={overview.title} note={project.name}>
      <QueryProblem of={answers} />
      <TasksTable tasks={tasks} />
    </Panel>
  );
}

function TasksTable({ tasks }: { readonly tasks: readonly Task[] | undefined }) {
  const { overview } = useMessages();
  const format = useFormat();
  return (
    <DataTable
      caption={overview.title}
      empty={overview.empty}
      rows={tasks}
      rowKey={(row) => row.key}
      columns={[
        {
          key: "due",
          title: overview.due,
          cell: (row) => <Due on={row.dueOn} />,
        },
        { key: "what", title: overview.what, cell: (row) => <b>{row.what}</b> },
        { key: "which", title: overview.which, cell: (row) => row.which },
        { key: "count", title: overview.count, align: "end", cell: (row) => row.count !== undefined && format.count(row.count) },
        { key: "sum", title: overview.sum, align: "end", cell: (row) => <Money fen={row.fen ?? null} /> },
        { key: "deed", title: "", align: "end", cell: (row) => <Link {...row.link}>{row.deed}</Link> },
      ]}
    />
  );
}

/** Overdue is cinnabar; today is ochre. */
function Due({ on }: { readonly on: string | undefined }) {
  const { overview } = useMessages();
  const format = useFormat();
  const today = todayOn();
  if (on === undefined) return null;
  if (on < today) return <span className="late nw">{overview.overdue(format.day(on))}</span>;
  return <span className={on === today ? "wait nw" : "nw"}>{on === today ? overview.today : format.day(on)}</span>;
}

function Arrears({ title }: { readonly title: string }) {
  const answer = useQuery(summaryQuery);
  return (
    <Panel title={title}>
      <QueryProblem of={answer} />
      <SummaryTable summary={answer.data} />
    </Panel>
  );
}
