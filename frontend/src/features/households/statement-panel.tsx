/** 对账单: by month, or line by line. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useMessages } from "../../i18n/language";
import { AccountPanel } from "./account-panel";
import styles from "./household.module.css";
import { LinesPanel } from "./lines-panel";
import { chargesQuery, type Lease, statementQuery } from "./queries";

interface Props {
  readonly lease: Lease;
  readonly people: number;
}

export function StatementPanel({ lease, people }: Props) {
  const { homes, rent } = useMessages();
  const words = rent.account;
  const [view, setView] = useState<"months" | "lines">("months");
  const statement = useQuery(statementQuery(lease.id));
  const charges = useQuery(chargesQuery(lease.id));
  return (
    <Panel
      title={homes.household.statement}
      note={words.note}
      more={
        <span className={styles.legend}>
          <span><i data-of="paid" />{words.paid}</span>
          <span><i data-of="advanced" />{words.advanced}</span>
          <span><i data-of="open" />{words.unpaid}</span>
          <span className="segments" role="group" aria-label={words.view}>
            {(["months", "lines"] as const).map((one) => (
              <button key={one} type="button" aria-pressed={one === view} onClick={() => setView(one)}>
                {words.views[one]}
              </button>
            ))}
          </span>
        </span>
      }
    >
      <QueryProblem of={[statement, charges]} />
      {view === "months" ? (
        <AccountPanel lease={lease} people={people} charges={charges.data?.items} lines={statement.data?.lines ?? []} />
      ) : (
        <LinesPanel lines={statement.data?.lines} closing={statement.data?.closing_fen} />
      )}
    </Panel>
  );
}
