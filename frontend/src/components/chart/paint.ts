/** The look's pigments and type for charts, and the axes that every chart shares. */
import type { Palette } from "../../theme/palette";
import type { Option } from "./engine";

/** What a figure is: the pigment follows from it, and from nothing else. */
export type Tone = "tenant" | "remitted" | "waiting" | "young" | "middle" | "old" | "plain";

export interface Paint {
  readonly of: Palette;
  readonly tone: (tone: Tone) => string;
  /** Text of a chart: 12 px at any width. */
  readonly text: (token?: string, bold?: boolean) => TextStyle;
  /** A value axis: hairlines, few words. */
  readonly values: Axis;
  /** An axis of names or months: no line, no ticks. */
  readonly names: Axis;
}

interface TextStyle {
  readonly color: string;
  readonly fontSize: 12;
  readonly fontFamily: string;
  readonly fontWeight: 400 | 600;
}

type Axis = Record<string, unknown>;

const TOKENS: Readonly<Record<Tone, string>> = {
  tenant: "acc",
  remitted: "ink-3",
  waiting: "och-mid",
  young: "red-1",
  middle: "red-2",
  old: "red-3",
  plain: "line-2",
};

export function paintOf(of: Palette): Paint {
  const text: Paint["text"] = (token = "ink-2", bold = false) => ({
    color: of(token),
    fontSize: 12,
    fontFamily: of("font"),
    fontWeight: bold ? 600 : 400,
  });
  return {
    of,
    text,
    tone: (tone) => of(TOKENS[tone]),
    values: { type: "value", axisLabel: text(), splitLine: { lineStyle: { color: of("line") } }, axisLine: { show: false }, axisTick: { show: false } },
    names: { type: "category", axisLabel: text(), axisLine: { show: false }, axisTick: { show: false } },
  };
}

/** Nothing moves, nothing hovers: what a chart says, it says without being pointed at. */
export const QUIET = { animation: false, silent: true } as const satisfies Option & { silent: boolean };
