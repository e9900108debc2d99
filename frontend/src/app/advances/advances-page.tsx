/** 代交与追回: the vouchers, and how what tenants paid later comes back to the operator. */
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { Tabs } from "../../components/tabs";
import { usePageSearch } from "../../components/url-state";
import { RecoveriesList } from "../../features/recoveries/recoveries-list";
import { WaitingPanel } from "../../features/recoveries/waiting-panel";
import { VouchersList } from "../../features/vouchers/vouchers-list";
import { useMessages } from "../../i18n/language";

export function AdvancesPage() {
  const { settle } = useMessages();
  const { project } = useProject();
  const { tab } = usePageSearch<{ readonly tab?: string | undefined }>();
  const at = tab === "recoveries" ? "recoveries" : "vouchers";
  return (
    <Page title={settle.voucher.title} situation={settle.voucher.situation}>
      <Tabs label={settle.voucher.title} at={at} tabs={[["vouchers", settle.voucher.listTitle], ["recoveries", settle.recovery.title]]} />
      {project && at === "vouchers" && <VouchersList projectId={project.id} />}
      {project && at === "recoveries" && (
        <div className="grid">
          <WaitingPanel projectId={project.id} />
          <RecoveriesList projectId={project.id} />
        </div>
      )}
    </Page>
  );
}
