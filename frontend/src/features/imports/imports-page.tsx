/** 导入: a workbook on trial, what was understood of it, and its confirmation. */
import { useQuery } from "@tanstack/react-query";

import { useMay } from "../../api/me";
import { CursorPager, useCursor } from "../../components/cursor-pager";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { useProject } from "../../components/project-choice";
import { QueryProblem } from "../../components/query-problem";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { Work } from "../../components/work";
import { useMessages } from "../../i18n/language";
import { HistoryTable } from "./history-table";
import { importQuery, importsQuery } from "./queries";
import { ReportPanel } from "./report-panel";
import { UploadForm } from "./upload-form";

interface Search {
  /** The import that is open, and the work on it that goes on. */
  readonly open?: string | undefined;
  readonly operation?: string | undefined;
}

export function ImportsPage() {
  const { books } = useMessages();
  const words = books.imports;
  const may = useMay();
  const { project } = useProject();
  const { open, operation } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  return (
    <Page title={words.title} situation={words.situation}>
      <div className="beside">
        <div className="grid">
          {operation !== undefined && (
            <Work key={operation} title={words.reading} operationId={operation} unit={words.unit} />
          )}
          {open !== undefined && (
            <OpenImport id={open} onConfirmed={(next) => setSearch({ operation: next })} />
          )}
          {project && <History projectId={project.id} open={open} onOpen={(id) => setSearch({ open: id, operation: undefined })} />}
        </div>
        {may("books:import") && project && (
          <UploadForm
            project={project}
            onStarted={(started) => setSearch({ open: started.import_id, operation: started.operation_id })}
          />
        )}
      </div>
    </Page>
  );
}

function OpenImport({ id, onConfirmed }: { readonly id: string; readonly onConfirmed: (operation: string) => void }) {
  const answer = useQuery(importQuery(id));
  return (
    <>
      <QueryProblem of={answer} />
      {answer.data && answer.data.state !== "reading" && <ReportPanel one={answer.data} onConfirmed={onConfirmed} />}
    </>
  );
}

interface HistoryProps {
  readonly projectId: string;
  readonly open: string | undefined;
  readonly onOpen: (id: string) => void;
}

function History({ projectId, open, onOpen }: HistoryProps) {
  const { books } = useMessages();
  const answer = useQuery(importsQuery(projectId, useCursor()));
  return (
    <Panel title={books.imports.history}>
      <QueryProblem of={answer} />
      <HistoryTable
        rows={answer.data?.items}
        open={open}
        onOpen={onOpen}
        footer={<CursorPager nextCursor={answer.data?.next_cursor} />}
      />
    </Panel>
  );
}
