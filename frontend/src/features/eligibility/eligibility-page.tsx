/** 资格: who was granted a home, who waits for one, who may not apply, and who counts twice. */
import { Link } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Page } from "../../components/page";
import { Tabs } from "../../components/tabs";
import { usePageSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { BansList } from "./bans-list";
import { DuplicatesPanel } from "./duplicates-panel";
import { QueueList } from "./queue-list";
import { RecordsList } from "./records-list";

const TABS = ["records", "queue", "bans", "duplicates"] as const;
const PARTS = { records: RecordsList, queue: QueueList, bans: BansList, duplicates: DuplicatesPanel };

export function EligibilityPage() {
  const { eligibility } = useMessages();
  const may = useMay();
  const { tab } = usePageSearch<{ readonly tab?: string | undefined }>();
  const at = TABS.find((key) => key === tab) ?? "records";
  const Part = PARTS[at];
  return (
    <Page
      title={eligibility.title}
      situation={eligibility.situation}
      actions={
        may("eligibility:grant") && (
          <Link to="/eligibility/new" className="button primary">
            {eligibility.grant.label}
          </Link>
        )
      }
    >
      <Tabs label={eligibility.title} at={at} tabs={TABS.map((key) => [key, eligibility.tabs[key]])} />
      <Part />
    </Page>
  );
}
