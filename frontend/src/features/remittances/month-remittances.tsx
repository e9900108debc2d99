/** The month's remittances. */
import { useQuery } from "@tanstack/react-query";

import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useMessages } from "../../i18n/language";
import { HeldPanel } from "./held-panel";
import { remittancesQuery } from "./queries";
import { RemittancesTable } from "./remittances-table";

interface Props {
  readonly projectId: string;
  readonly month: string;
}

export function MonthRemittances({ projectId, month }: Props) {
  const { settle } = useMessages();
  const words = settle.remittance;
  const answer = useQuery(remittancesQuery(projectId, month));
  return (
    <div className="grid">
      <Panel title={words.title}>
        <QueryProblem of={answer} />
        <RemittancesTable rows={answer.data?.items} empty={words.noneYet} />
      </Panel>
      <HeldPanel projectId={projectId} month={month} />
    </div>
  );
}
