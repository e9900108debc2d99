/** The bank's files so far, and what became of the lines of each. */
import { useQuery } from "@tanstack/react-query";

import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type BankStatement, statementsQuery } from "./queries";
import styles from "./suspense.module.css";

const OUTCOMES = ["matched", "suspense", "duplicate", "conflict", "expense"] as const;

export function StatementsPanel({ projectId }: { readonly projectId: string }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const answer = useQuery(statementsQuery(projectId));
  return (
    <Panel title={words.files}>
      <QueryProblem of={answer} />
      {answer.data?.items.length === 0 && <p className={styles.file}>{words.filesNone}</p>}
      {answer.data?.items.map((one) => <Statement key={one.id} one={one} />)}
    </Panel>
  );
}

function Statement({ one }: { readonly one: BankStatement }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const format = useFormat();
  const { summary } = one;
  return (
    <div className={styles.file}>
      <p>
        <b>{one.file_name}</b>
        <StatusBadge tone={one.state === "done" ? "good" : one.state === "refused" ? "waiting" : "plain"}>{words.states[one.state]}</StatusBadge>
      </p>
      <p className="small muted">{format.moment(one.made_at)}</p>
      {summary !== null && summary.error_count > 0 && (
        <p className="wait">
          {words.errors(summary.error_count)} {summary.errors.map((flaw) => words.errorAt(flaw.row, flaw.column)).join("、")}
        </p>
      )}
      {summary?.error_count === 0 && (
        <dl className="facts">
          <dt>{words.income}</dt>
          <dd>{format.money(summary.income_fen)}</dd>
          {OUTCOMES.filter((outcome) => summary[outcome].lines > 0).map((outcome) => (
            <Tally key={outcome} name={words.tally[outcome]} lines={summary[outcome].lines} fen={summary[outcome].amount_fen} />
          ))}
        </dl>
      )}
    </div>
  );
}

function Tally({ name, lines, fen }: { readonly name: string; readonly lines: number; readonly fen: number }) {
  const { rent } = useMessages();
  const format = useFormat();
  return (
    <>
      <dt>{name}</dt>
      <dd>{rent.suspense.tallyLine(format.count(lines), format.money(fen))}</dd>
    </>
  );
}
