/** 欠缴催缴: deepest debt first, ended leases too, with what has been advanced and what comes next. */
import { useQuery } from "@tanstack/react-query";

import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { useProject } from "../../components/project-choice";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { ArrearsList } from "./arrears-list";
import { summaryQuery } from "./queries";
import { SummaryTable } from "./summary-table";

export function ArrearsPage() {
  const { rent } = useMessages();
  const format = useFormat();
  const { project } = useProject();
  const summary = useQuery(summaryQuery);
  const told = summary.data;
  return (
    <Page
      title={rent.arrears.title}
      situation={
        told && (told.households > 0 ? rent.arrears.situation(format.count(told.households), format.money(told.overdue_fen)) : rent.arrears.none)
      }
    >
      <div className="grid">
        <Panel title={rent.arrears.summary}>
          <QueryProblem of={summary} />
          <SummaryTable summary={told} />
        </Panel>
        {project && <ArrearsList project={project} />}
      </div>
    </Page>
  );
}
