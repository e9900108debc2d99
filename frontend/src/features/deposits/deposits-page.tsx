/** 押金: by lease, as taken, as given back, and the books beside the deposit account. */
import { useQuery } from "@tanstack/react-query";

import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { Tabs } from "../../components/tabs";
import { usePageSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { BankPanel } from "./bank-panel";
import { HeldList } from "./held-list";
import { summaryQuery } from "./queries";
import { ReceiptsList } from "./receipts-list";
import { RefundsList } from "./refunds-list";
import { RentRefundsList } from "./rent-refunds-list";

const TABS = ["held", "receipts", "refunds", "rent", "bank"] as const;
const PARTS = { held: HeldList, receipts: ReceiptsList, refunds: RefundsList, rent: RentRefundsList, bank: BankPanel };

export function DepositsPage() {
  const { lives } = useMessages();
  const words = lives.deposit;
  const format = useFormat();
  const { project } = useProject();
  const { tab } = usePageSearch<{ readonly tab?: string | undefined }>();
  const at = TABS.find((key) => key === tab) ?? "held";
  const Part = PARTS[at];
  const mine = useQuery(summaryQuery).data?.items.find(({ project_id }) => project_id === project?.id);
  return (
    <Page title={words.title} situation={mine && words.situation(format.money(mine.held_fen), format.count(mine.leases))}>
      <Tabs label={words.label} at={at} tabs={TABS.map((key) => [key, words.tabs[key]])} />
      {project && <Part projectId={project.id} />}
    </Page>
  );
}
