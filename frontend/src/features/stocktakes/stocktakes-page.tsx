/** 资产盘点: the yearly rounds, what cards, units and leases say against one another, and the cards. */
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { Tabs } from "../../components/tabs";
import { usePageSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { CardsList } from "./cards-list";
import { PlanStocktake } from "./plan-stocktake";
import { ReconciliationPanel } from "./reconciliation-panel";
import { RoundsList } from "./rounds-list";

const TABS = ["rounds", "check", "cards"] as const;
const PARTS = { rounds: RoundsList, check: ReconciliationPanel, cards: CardsList };

export function StocktakesPage() {
  const { stocktakes: words } = useMessages();
  const { project } = useProject();
  const { tab } = usePageSearch<{ readonly tab?: string | undefined }>();
  const at = TABS.find((key) => key === tab) ?? "rounds";
  const Part = PARTS[at];
  return (
    <Page title={words.title} situation={words.situation} actions={project && <PlanStocktake projectId={project.id} />}>
      <Tabs label={words.label} at={at} tabs={TABS.map((key) => [key, words.tabs[key]])} />
      {project && <Part projectId={project.id} />}
    </Page>
  );
}
