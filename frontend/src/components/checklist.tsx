/** What must be there before the next step, one line each: done or not, what is known, and its deed. */
import type { ReactNode } from "react";

import styles from "./checklist.module.css";
import { StatusBadge } from "./status-badge";

export interface CheckLine {
  readonly key: string;
  readonly title: string;
  readonly done: boolean;
  /** 已收, 还差 301.60 元. */
  readonly word: string;
  readonly more?: ReactNode;
  readonly deed?: ReactNode;
}

export function Checklist({ lines, label }: { readonly lines: readonly CheckLine[]; readonly label: string }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {lines.map(({ key, title, done, word, more, deed }) => (
        <li key={key}>
          <b>{title}</b>
          <StatusBadge tone={done ? "good" : "waiting"}>{word}</StatusBadge>
          <div className={styles.more}>{more}</div>
          {deed !== undefined && <div className="deeds">{deed}</div>}
        </li>
      ))}
    </ul>
  );
}
