/** Days of a year as people say them: a holiday is from one day to another, not seven lines. */
import { daysBetween } from "../../i18n/format";
import type { Day } from "./queries";

export interface Span extends Pick<Day, "kind" | "name" | "source"> {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** Days in their order, those that follow each other and say the same as one. */
export function spansOf(days: readonly Day[]): readonly Span[] {
  return days.reduce<readonly Span[]>((spans, { day_on: on, kind, name, source }) => {
    const last = spans.at(-1);
    const follows = last && daysBetween(last.to, on) === 1 && last.kind === kind && last.name === name && last.source === source;
    return follows ? [...spans.slice(0, -1), { ...last, to: on, count: last.count + 1 }] : [...spans, { from: on, to: on, count: 1, kind, name, source }];
  }, []);
}
