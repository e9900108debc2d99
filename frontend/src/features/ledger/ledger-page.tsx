/** 账目: balances of a month, every posting, and whether everything agrees. */
import { Page } from "../../components/page";
import { useProject } from "../../components/project-choice";
import { MonthPicker } from "../../components/month-picker";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { todayOn } from "../../i18n/format";
import { BalancesPanel } from "./balances-panel";
import { FindingsPanel } from "./findings-panel";
import { beancountOf } from "./queries";
import type { TransfersSearch } from "./queries";
import { TransfersList } from "./transfers-list";

export function LedgerPage() {
  const { ledger } = useMessages();
  const { project } = useProject();
  const { month = todayOn().slice(0, 7) } = usePageSearch<TransfersSearch>();
  const setSearch = useSetSearch<TransfersSearch>();
  return (
    <Page
      title={ledger.title}
      beside={<MonthPicker value={month} last={todayOn().slice(0, 7)} onChange={(next) => setSearch({ month: next })} />}
      situation={ledger.situation}
      actions={
        project && (
          <a className="button" href={beancountOf(project.id, month)} download>
            {ledger.beancount}
          </a>
        )
      }
    >
      {project && (
        <div className="beside">
          <div className="grid">
            <BalancesPanel projectId={project.id} month={month} />
            <TransfersList projectId={project.id} month={month} />
          </div>
          <FindingsPanel projectId={project.id} />
        </div>
      )}
    </Page>
  );
}
