/** 导出: a list as the office's own workbook, and those that were made before. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Project } from "../../api/projects";
import { Choice } from "../../components/choice";
import { DataTable } from "../../components/data-table";
import { ExportButton } from "../../components/export-button";
import { monthAfter } from "../../components/month-picker";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { useProject } from "../../components/project-choice";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { fileOf, isExport, type ListKind, worksQuery } from "./queries";

export function ExportsPage() {
  const { office } = useMessages();
  const { project } = useProject();
  return (
    <Page title={office.exports.title} situation={office.exports.situation}>
      {project && (
        <div className="beside">
          <History project={project} />
          <Ask project={project} />
        </div>
      )}
    </Page>
  );
}

const MONTHS = 18;
/** A list of one month only. */
const MONTHLY: ReadonlySet<ListKind> = new Set(["collection"]);

function Ask({ project }: { readonly project: Project }) {
  const { office, list } = useMessages();
  const words = office.exports;
  const format = useFormat();
  const [kind, setKind] = useState<ListKind>("collection");
  const [month, setMonth] = useState(todayOn().slice(0, 7));
  const months = Array.from({ length: MONTHS }, (_, back) => monthAfter(todayOn().slice(0, 7), -back));
  return (
    <Panel title={words.make} note={project.name} padded>
      <div className="grid">
        <Choice wide aria-label={words.kind} value={kind} options={Object.entries(words.lists)} onChange={(one) => setKind(one as ListKind)} />
        <Choice
          wide
          aria-label={words.month}
          value={month}
          {...(!MONTHLY.has(kind) && { all: words.everyMonth })}
          options={months.map((one) => [one, format.month(one)])}
          onChange={setMonth}
        />
        <ExportButton key={kind} kind={kind} projectId={project.id} month={month === "" ? (MONTHLY.has(kind) ? months[0] : undefined) : month} label={list.export} size="middle" />
      </div>
    </Panel>
  );
}

const TONES = { waiting: "plain", running: "plain", done: "good", failed: "waiting", cancelled: "plain" } as const;

function History({ project }: { readonly project: Project }) {
  const { office } = useMessages();
  const words = office.exports;
  const format = useFormat();
  const answer = useQuery(worksQuery(project.id));
  return (
    <Panel title={words.history} note={project.name}>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.history}
        empty={words.none}
        rows={answer.data?.items.filter(isExport)}
        rowKey={({ id }) => id}
        columns={[
          { key: "when", title: words.when, cell: (row) => <span className="nw">{format.moment(row.made_at)}</span> },
          { key: "file", title: words.file, cell: (row) => fileOf(row)?.name },
          { key: "state", title: words.state, cell: (row) => <StatusBadge tone={TONES[row.state]}>{words.states[row.state]}</StatusBadge> },
          {
            key: "fetch",
            title: "",
            align: "end",
            cell: (row) => {
              const file = fileOf(row);
              return (
                file && (
                  <a href={`/v1/files/${file.id}/content`} download aria-label={`${words.download} ${file.name}`}>
                    {words.download}
                  </a>
                )
              );
            },
          },
        ]}
      />
    </Panel>
  );
}
