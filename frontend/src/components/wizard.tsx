/** The one wizard: what comes before what, where one is, and one deed at a time. The step lives in the address. */
import { Button } from "antd";
import type { ReactNode } from "react";

import { useMessages } from "../i18n/language";
import { Panel } from "./panel";
import styles from "./wizard.module.css";

export interface WizardStep {
  readonly key: string;
  readonly title: string;
  /** Can be gone to: everything before it is there. */
  readonly open: boolean;
  readonly done: boolean;
  readonly content: ReactNode;
}

interface Props {
  readonly title: string;
  readonly steps: readonly WizardStep[];
  readonly at: string;
  readonly onStep: (key: string) => void;
  /** At the right of the foot: the deed of this step. Without one there is a way to the next step. */
  readonly deed?: ReactNode;
}

export function Wizard({ title, steps, at, onStep, deed }: Props) {
  const { wizard } = useMessages();
  const index = Math.max(0, steps.findIndex(({ key }) => key === at));
  const [before, after] = [steps[index - 1], steps[index + 1]];
  return (
    <Panel title={title} note={wizard.step(index + 1, steps.length)}>
      <ol className={styles.steps} aria-label={wizard.steps}>
        {steps.map((step, place) => (
          <li key={step.key}>
            <button
              type="button"
              className={step.done ? styles.done : undefined}
              aria-current={place === index ? "step" : undefined}
              disabled={!step.open}
              onClick={() => onStep(step.key)}
            >
              <i aria-hidden="true">{place + 1}</i>
              {step.title}
            </button>
          </li>
        ))}
      </ol>
      {steps.map((step, place) => (
        // Every step stays where it is: what was entered on one must not be lost on another.
        <div key={step.key} className={styles.content} hidden={place !== index}>
          {step.content}
        </div>
      ))}
      <div className={styles.foot}>
        {before && <Button onClick={() => onStep(before.key)}>{wizard.back}</Button>}
        <span className="end">
          {deed ??
            (after && (
              <Button type="primary" disabled={!after.open} onClick={() => onStep(after.key)}>
                {wizard.next}
              </Button>
            ))}
        </span>
      </div>
    </Panel>
  );
}
