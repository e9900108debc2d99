/** A month, or an allocation round, as a chain of steps: how far each is, its figure, what it is made of, who acts next. */
import { type KeyboardEvent, type ReactNode, useRef } from "react";

import { useFormat } from "../i18n/format";
import { useMessages } from "../i18n/language";
import styles from "./step-chain.module.css";

export type StepState = "done" | "running" | "waiting" | "idle";

export interface Step<Key extends string> {
  readonly key: Key;
  readonly title: string;
  readonly state: StepState;
  /** What the state is called here: 已出账, 3 笔待认领. */
  readonly word: string;
  /** Left out of chains that are not about money. */
  readonly fen?: number | null;
  /** Up to three lines that make up the figure. */
  readonly lines: readonly StepLine[];
  readonly progress?: ReactNode;
  /** Who acts, by when. */
  readonly who: ReactNode;
}

interface StepLine {
  readonly label: string;
  readonly value: string;
  readonly waits?: boolean;
}

interface Props<Key extends string> {
  readonly steps: readonly Step<Key>[];
  readonly selected: Key;
  readonly onSelect: (key: Key) => void;
  /** What the chain is of, where it is not the month. */
  readonly label?: string;
}

const NEIGHBOUR: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

export function StepChain<Key extends string>({ steps, selected, onSelect, label }: Props<Key>) {
  const { chain } = useMessages();
  const row = useRef<HTMLElement>(null);

  const onKeyDown = ({ key }: KeyboardEvent) => {
    const by = NEIGHBOUR[key];
    if (by === undefined) return;
    const at = steps.findIndex((step) => step.key === selected) + by;
    const next = steps[at];
    if (!next) return;
    onSelect(next.key);
    row.current?.querySelectorAll("button")[at]?.focus();
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys bubble up from the steps
    <section ref={row} className={styles.chain} aria-label={label ?? chain.label} onKeyDown={onKeyDown}>
      {steps.map((step, index) => (
        <button
          key={step.key}
          type="button"
          className={`${styles.step} ${styles[step.state]}`}
          aria-pressed={step.key === selected}
          onClick={() => onSelect(step.key)}
        >
          <StepContent step={step} number={index + 1} />
        </button>
      ))}
    </section>
  );
}

function StepContent({ step, number }: { readonly step: Step<string>; readonly number: number }) {
  const format = useFormat();
  const { stepStates, units } = useMessages();
  return (
    <>
      <span className={styles.name}>
        <i className={styles.dot} role="img" aria-label={stepStates[step.state]} />
        {number} {step.title}
        <em>{step.word}</em>
      </span>
      {step.fen !== undefined && (
        <span className={styles.figure}>
          {step.fen !== null && (
            <>
              {format.money(step.fen)}
              <small>{units.yuan}</small>
            </>
          )}
        </span>
      )}
      <span className={styles.lines}>
        {step.lines.map((line) => (
          <span key={line.label} className={styles.line}>
            <span>{line.label}</span>
            <b className={line.waits ? "wait" : undefined}>{line.value}</b>
          </span>
        ))}
        {step.progress}
      </span>
      <span className={styles.who}>{step.who}</span>
    </>
  );
}
