/** 图表: where people would rather look than read; for one estate or for all within reach. */
import { useMay } from "../../api/me";
import { useProjects } from "../../api/projects";
import { Choice } from "../../components/choice";
import { Page } from "../../components/page";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { AdvancesPanel } from "./advances-panel";
import { AgeingPanel } from "./ageing-panel";
import { CollectionPanel } from "./collection-panel";
import { FeesPanel } from "./fees-panel";
import styles from "./figure-panel.module.css";
import { FundingPanel } from "./funding-panel";
import { OccupancyPanel } from "./occupancy-panel";
import { VacancyPanel } from "./vacancy-panel";

interface Search {
  readonly of?: string | undefined;
  readonly last?: string | undefined;
}

const SPANS = [6, 13, 25] as const;
const USUAL = 13;

export function FiguresPage() {
  const { figures } = useMessages();
  const may = useMay();
  const projects = useProjects();
  const { of, last: wanted } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const last = SPANS.find((months) => String(months) === wanted) ?? USUAL;
  const span = { projectId: of, last };
  return (
    <Page
      title={figures.title}
      beside={
        <>
          <Choice aria-label={figures.every} all={figures.every} value={of} options={(projects ?? []).map(({ id, name }) => [id, name])} onChange={(id) => setSearch({ of: id === "" ? undefined : id })} />
          <Choice aria-label={figures.span} value={String(last)} options={SPANS.map((months) => [String(months), figures.months(months)])} onChange={(months) => setSearch({ last: months })} />
        </>
      }
      situation={figures.situation}
    >
      <div className={styles.panels}>
        {may("rent:read") && <CollectionPanel {...span} />}
        {may("rent:read") && <AgeingPanel projectId={of} />}
        {may("ledger:read") && <AdvancesPanel {...span} />}
        {may("housing:read") && <OccupancyPanel {...span} />}
        {may("housing:read") && <VacancyPanel {...span} />}
        {may("contract:read") && <FeesPanel {...span} />}
        {may("contract:read") && <FundingPanel projectId={of} />}
      </div>
    </Page>
  );
}
