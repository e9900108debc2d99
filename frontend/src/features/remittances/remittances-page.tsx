/** 上缴: what waits in the account, and every remittance. */
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { useMessages } from "../../i18n/language";
import { HeldPanel } from "./held-panel";
import { RemittancesList } from "./remittances-list";

export function RemittancesPage() {
  const { settle } = useMessages();
  const { project } = useProject();
  return (
    <Page title={settle.remittance.title} situation={settle.remittance.situation}>
      {project && (
        <div className="grid">
          <HeldPanel projectId={project.id} project={project} />
          <RemittancesList projectId={project.id} />
        </div>
      )}
    </Page>
  );
}
