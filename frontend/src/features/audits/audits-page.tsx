/** 审计检查: saved tests with their counts, and the rows of the one that is open. */
import { useQuery } from "@tanstack/react-query";

import type { Project } from "../../api/projects";
import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { useProject } from "../../components/project-choice";
import { QueryProblem } from "../../components/query-problem";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { HitsPanel } from "./hits-panel";
import { type AuditTest, testsQuery } from "./queries";

interface Search {
  readonly open?: AuditTest | undefined;
}

export function AuditsPage() {
  const { project } = useProject();
  const { office } = useMessages();
  if (!project) return <Page title={office.audits.title}>{null}</Page>;
  return <Tests project={project} />;
}

function Tests({ project }: { readonly project: Project }) {
  const { office } = useMessages();
  const words = office.audits;
  const format = useFormat();
  const { open } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = useQuery(testsQuery(project.id));
  const { data } = answer;
  return (
    <Page title={words.title} situation={data && (data.hits > 0 ? words.situation(format.count(data.hits)) : words.clean)}>
      <div className="grid">
        <Panel title={project.name} note={data?.on_date}>
          <QueryProblem of={answer} />
          <DataTable
            caption={words.title}
            empty={words.none}
            rows={data?.items}
            rowKey={({ code }) => code}
            selected={open}
            onOpen={({ code }) => setSearch({ open: code })}
            footer={data && data.not_yet.length > 0 ? <span className="small muted">{words.notYet(data.not_yet.join("、"))}</span> : undefined}
            columns={[
              { key: "number", title: words.number, cell: (row) => row.number },
              { key: "test", title: words.test, cell: (row) => words.tests[row.code] },
              { key: "hits", title: words.hits, align: "end", cell: (row) => <span className={row.hits > 0 ? "wait strong" : "muted"}>{format.count(row.hits)}</span> },
              { key: "amount", title: words.amount, align: "end", cell: (row) => <Money fen={row.amount_fen === 0 ? null : row.amount_fen} /> },
            ]}
          />
        </Panel>
        {open !== undefined && open in words.tests ? <HitsPanel key={open} code={open} projectId={project.id} /> : <p className="muted">{words.choose}</p>}
      </div>
    </Page>
  );
}
