/** The eight steps of the month in words: how far each is, its figure, what it is made of, who acts next. */
import type { ReactNode } from "react";

import type { Step } from "../../components/step-chain";
import { type Format } from "../../i18n/format";
import type { Messages } from "../../i18n/zh";
import type { MonthStep, StepKey } from "./queries";

interface Told {
  readonly words: Messages;
  readonly format: Format;
  /** Of the step whose work goes on right now. */
  readonly running: StepKey | undefined;
  readonly progress: ReactNode;
}

const LINES = 3;
const NAMES = 2;

export function stepOf(step: MonthStep, told: Told): Step<StepKey> {
  const { words, format, running, progress } = told;
  const month = words.settle.month;
  const isRunning = running === step.key;
  return {
    key: step.key,
    title: month.steps[step.key],
    state: isRunning ? "running" : step.state,
    word: isRunning ? words.stepStates.running : stateWord(step, words),
    fen: step.amount_fen,
    lines: step.figures.slice(0, LINES).map((figure) => ({
      label: month.figures[step.key][figure.code] ?? figure.code,
      value: valueOf(figure, format),
      waits: figure.waits,
    })),
    who: whoOf(step, told),
    ...(isRunning && { progress }),
  };
}

function stateWord({ key, state, waits_for }: MonthStep, { duties, settle, stepStates }: Messages): string {
  if (state === "done") return settle.month.doneWords[key];
  if (state === "waiting" && waits_for) return settle.month.toDo(duties.action[waits_for.action]);
  return stepStates[state];
}

function valueOf({ fen, count, text }: MonthStep["figures"][number], format: Format): string {
  if (text !== null) return text;
  if (fen !== null) return format.money(fen);
  return count === null ? "" : format.count(count);
}

/** 高晓峰 付款，11月6日前. */
function whoOf({ waits_for: waits, at }: MonthStep, { words, format }: Told): ReactNode {
  if (!waits) return at === null ? null : format.moment(at);
  const names = waits.people.flatMap(({ name }) => (name === null ? [] : [name]));
  const who = names.length > 0 ? names.slice(0, NAMES) : waits.roles.map((role) => words.roles[role]);
  return (
    <>
      <b>{who.join("、")}</b> {words.duties.action[waits.action]}
      {waits.until_on !== null && (
        <>
          {words.chart.comma}
          <span className={waits.is_overdue ? "late" : undefined}>{words.settle.month.before(format.day(waits.until_on))}</span>
        </>
      )}
    </>
  );
}
