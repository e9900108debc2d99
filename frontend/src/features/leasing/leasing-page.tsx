/** 签约: who waits for a lease, how far each lease has come, and what is to be filed. */
import { useQuery } from "@tanstack/react-query";

import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { Tabs } from "../../components/tabs";
import { usePageSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { FilingsList } from "./filings-list";
import { PapersList } from "./papers-list";
import { everyReservationQuery } from "./queries";
import { WaitingList } from "./waiting-list";

const TABS = ["waiting", "papers", "filings"] as const;
const PARTS = { waiting: WaitingList, papers: PapersList, filings: FilingsList };

export function LeasingPage() {
  const { lives } = useMessages();
  const words = lives.leasing;
  const format = useFormat();
  const { project } = useProject();
  const { tab } = usePageSearch<{ readonly tab?: string | undefined }>();
  const at = TABS.find((key) => key === tab) ?? "waiting";
  const Part = PARTS[at];
  const waiting = useQuery({ ...everyReservationQuery(project?.id ?? ""), enabled: project !== undefined }).data;
  return (
    <Page title={words.title} situation={waiting && words.situation(format.count(waiting.items.length))}>
      <Tabs label={words.label} at={at} tabs={TABS.map((key) => [key, words.tabs[key]])} />
      {project && <Part projectId={project.id} />}
    </Page>
  );
}
