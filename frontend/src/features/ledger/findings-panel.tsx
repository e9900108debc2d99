/** 核对: every figure worked out anew from the postings, against what the books say. */
import { useQuery } from "@tanstack/react-query";

import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { useMessages } from "../../i18n/language";
import { findingsQuery } from "./queries";

export function FindingsPanel({ projectId }: { readonly projectId: string }) {
  const { ledger } = useMessages();
  const answer = useQuery(findingsQuery(projectId));
  return (
    <Panel title={ledger.findings} padded>
      <p className="small muted">{ledger.findingsNote}</p>
      <QueryProblem of={answer} />
      {answer.data?.clean && <p className="acc strong">{ledger.clean}</p>}
      <ul>
        {answer.data?.items.map((one) => (
          <li key={`${one.code} ${one.subject}`} className="wait">
            {ledger.finding(one.code)} <span className="mono">{one.subject}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
