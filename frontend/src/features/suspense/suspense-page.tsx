/** 银行流水与认领: the bank's file comes in, and what is not certain waits here for a person. */
import { useQuery } from "@tanstack/react-query";

import { useMay } from "../../api/me";
import { follow } from "../../api/works";
import type { Project } from "../../api/projects";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { Tabs } from "../../components/tabs";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { Work } from "../../components/work";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { BankLines } from "./bank-lines";
import { itemsQuery } from "./queries";
import { StatementsList } from "./statements-list";
import { SuspensePanel } from "./suspense-panel";
import { UploadPanel } from "./upload-panel";

interface Search {
  readonly tab?: string | undefined;
  readonly operation?: string | undefined;
  readonly open?: string | undefined;
}

export function SuspensePage() {
  const { project } = useProject();
  const { rent } = useMessages();
  return project ? <Desk project={project} /> : <Page title={rent.suspense.pageTitle}>{null}</Page>;
}

function Desk({ project }: { readonly project: Project }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const { tab } = usePageSearch<Search>();
  const at = tab === "files" ? "files" : "items";
  return (
    <Page title={words.pageTitle} situation={<Situation projectId={project.id} />}>
      <Tabs label={words.pageTitle} at={at} tabs={[["items", words.title], ["files", words.files]]} />
      {at === "items" ? <SuspensePanel projectId={project.id} /> : <Files project={project} />}
    </Page>
  );
}

function Situation({ projectId }: { readonly projectId: string }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const format = useFormat();
  const items = useQuery(itemsQuery(projectId)).data?.items;
  if (!items) return null;
  return items.length === 0 ? words.none : words.situation(items.length, format.money(items.reduce((sum, item) => sum + item.amount_fen, 0)));
}

function Files({ project }: { readonly project: Project }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const may = useMay();
  const { operation, open } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const started = (id: string | null) => {
    if (id !== null) follow({ id, kind: "payments.bank_statement" });
    setSearch({ operation: id ?? undefined });
  };
  return (
    <div className="beside">
      <div className="grid">
        {operation !== undefined && <Work key={operation} title={words.reading} operationId={operation} unit={words.lines} />}
        <StatementsList projectId={project.id} open={open} onOpen={(id) => setSearch({ open: id })} />
        {open !== undefined && <BankLines statementId={open} />}
      </div>
      {may("payment:take") && <UploadPanel project={project} onStarted={started} />}
    </div>
  );
}
