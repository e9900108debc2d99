/** 账单: bill the month with live progress, and the verdict on every lease. */
import { useQuery } from "@tanstack/react-query";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { ConfirmRun } from "./confirm-run";
import { OutcomesPanel } from "./outcomes-panel";
import { runsQuery, start } from "./queries";

interface Props {
  readonly projectId: string;
  readonly month: string;
  /** Told with the operation that bills, so that the chain shows it too. */
  readonly onStarted: (operation: string) => void;
}

export function MonthBilling({ projectId, month, onStarted }: Props) {
  const { settle } = useMessages();
  const words = settle.bill;
  const answer = useQuery(runsQuery(projectId, month));
  const run = answer.data?.items.find(({ state }) => state === "to_confirm" || state === "done");
  return (
    <div className="grid">
      <QueryProblem of={answer} />
      {run && (
        <OutcomesPanel key={run.id} run={run} deeds={
            <>
              <ConfirmRun run={run} />
              <Start projectId={projectId} month={month} onStarted={onStarted} again />
            </>
          } />
      )}
      {answer.isSuccess && !run && (
        <Panel title={words.title} padded>
          <div className="grid">
            <p className="muted">{words.none}</p>
            <Start projectId={projectId} month={month} onStarted={onStarted} />
          </div>
        </Panel>
      )}
    </div>
  );
}

function Start({ projectId, month, onStarted, again = false }: Props & { readonly again?: boolean }) {
  const { settle } = useMessages();
  const words = settle.bill;
  const format = useFormat();
  const may = useMay();
  if (!may("charge:raise")) return null;
  return (
    <span>
      <Deed
        primary={!again}
        small={again}
        label={words.run(format.month(month))}
        title={words.runTitle}
        explain={words.runExplain}
        run={async (_, headers) => {
          const run = await start(projectId, month, headers);
          if (run) onStarted(run.operation_id);
        }}
      />
    </span>
  );
}
