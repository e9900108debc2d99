/** What a record is, in one strip: a name, the fact, and what explains it. */
import type { ReactNode } from "react";

import styles from "./fact-strip.module.css";

export function FactStrip({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.strip}>{children}</dl>;
}

interface FactProps {
  readonly name: string;
  readonly why?: ReactNode;
  readonly below?: ReactNode;
  /** `late` only for what is overdue; `wait` for what somebody must still do. */
  readonly tone?: "late" | "wait" | undefined;
  readonly children: ReactNode;
}

export function Fact({ name, why, below, tone, children }: FactProps) {
  return (
    <div>
      <dt>
        {name}
        {why}
      </dt>
      <dd className={tone}>{children}</dd>
      {below !== undefined && <dd>{below}</dd>}
    </div>
  );
}
