/** 门禁设备: every lock, gate and lift that knows its households, and who holds what opens them. */
import { useMay } from "../../api/me";
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { Tabs } from "../../components/tabs";
import { usePageSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { CredentialsList } from "./credentials-list";
import { DevicesList } from "./devices-list";
import { RegisterDevice } from "./register-device";

const TABS = ["devices", "credentials"] as const;
const PARTS = { devices: DevicesList, credentials: CredentialsList };

export function EquipmentPage() {
  const { equipment: words } = useMessages();
  const may = useMay();
  const { project } = useProject();
  const { tab } = usePageSearch<{ readonly tab?: string | undefined }>();
  const tabs = TABS.filter((key) => key === "devices" || may("household:read"));
  const at = tabs.find((key) => key === tab) ?? "devices";
  const Part = PARTS[at];
  return (
    <Page title={words.title} situation={words.situation} actions={project && <RegisterDevice projectId={project.id} />}>
      {tabs.length > 1 && <Tabs label={words.label} at={at} tabs={tabs.map((key) => [key, words.tabs[key]])} />}
      {project && <Part projectId={project.id} />}
    </Page>
  );
}
