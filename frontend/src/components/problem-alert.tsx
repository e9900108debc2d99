/** A refusal: what, why, and the way out. Ochre, for a refusal is not overdue. */
import type { ReactNode } from "react";

import type { ApiProblem } from "../api/problem";
import { useMessages } from "../i18n/language";
import { problemText } from "../i18n/problem-text";
import styles from "./problem-alert.module.css";

interface Props {
  readonly problem: ApiProblem | null;
  /** The way out, where the page knows one. */
  readonly wayOut?: ReactNode;
}

export function ProblemAlert({ problem, wayOut }: Props) {
  const messages = useMessages();
  if (problem === null) return null;
  return (
    <div className={styles.alert} role="alert">
      <p>{problemText(problem, messages)}</p>
      {wayOut !== undefined && <p>{wayOut}</p>}
      {problem.status >= 500 && problem.request_id !== "" && (
        <p className="small">
          {messages.problemReference} <span className="mono">{problem.request_id}</span>
        </p>
      )}
    </div>
  );
}
