/** 面积 × 单价 × 档次 → 月租金 → 按日折算: the steps of a rule with the figures that went in. */
import type { ReactNode } from "react";

import styles from "./rule-trace.module.css";

export interface TraceStep {
  readonly key: string;
  readonly name: string;
  readonly value: ReactNode;
  readonly unit?: string;
  /** Where the figure is from, how it was rounded. */
  readonly source?: string;
  /** How it joins what stands before it. */
  readonly by?: "×" | "÷" | "−" | "+" | "→";
}

interface Props {
  readonly steps: readonly TraceStep[];
  /** The rule in words, with its legal basis. */
  readonly children?: ReactNode;
}

export function RuleTrace({ steps, children }: Props) {
  return (
    <div className={styles.trace}>
      <div className={styles.steps}>
        {steps.map(({ key, name, value, unit, source, by }, at) => (
          <div key={key} className={at === steps.length - 1 ? styles.result : undefined}>
            {by !== undefined && <i aria-hidden="true">{by}</i>}
            <span>{name}</span>
            <b>
              {value} {unit !== undefined && <small>{unit}</small>}
            </b>
            <em>{source}</em>
          </div>
        ))}
      </div>
      {children !== undefined && <p>{children}</p>}
    </div>
  );
}
