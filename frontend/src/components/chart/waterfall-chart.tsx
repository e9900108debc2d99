/** A balance that moves: opening, less, more, closing, exact to the fen; what has not happened yet is dashed. */
import { useMemo } from "react";

import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { Chart } from "./chart";
import type { Option } from "./engine";
import type { Paint } from "./paint";

export interface Move {
  readonly name: string;
  readonly fen: number;
  /** `balance` stands on the ground; the others go on from where the last one ended. */
  readonly kind: "opening" | "balance" | "less" | "more" | "coming";
}

interface Props {
  readonly title: string;
  readonly moves: readonly Move[];
  readonly height?: number;
}

type Bar = Move & { readonly low: number; readonly high: number; readonly text: string };

export function WaterfallChart({ title, moves, height = 196 }: Props) {
  const format = useFormat();
  const { chart } = useMessages();
  const bars = useMemo(() => barsOf(moves, format.money), [moves, format]);
  const option = useMemo(() => optionOf(bars), [bars]);
  return (
    <Chart
      label={`${title}${chart.colon}${bars.map(({ name, text }) => `${name} ${text}`).join(chart.comma)}`}
      height={height}
      option={option}
      table={{ columns: [chart.item, chart.yuan], rows: bars.map(({ name, text }) => [name, text]) }}
    />
  );
}

function barsOf(moves: readonly Move[], money: (fen: number) => string): readonly Bar[] {
  let level = 0;
  return moves.map((move) => {
    const stands = move.kind === "opening" || move.kind === "balance" || move.kind === "coming";
    const from = stands ? 0 : level;
    level = stands ? move.fen : level + (move.kind === "less" ? -move.fen : move.fen);
    const sign = { less: "−", more: "+" }[move.kind as string] ?? "";
    return { ...move, low: Math.min(from, level), high: Math.max(from, level), text: `${sign}${money(move.fen)}` };
  });
}

function optionOf(bars: readonly Bar[]) {
  return (paint: Paint): Option => ({
    grid: { left: 4, right: 4, top: 24, bottom: 24 },
    xAxis: { ...paint.names, data: bars.map(({ name }) => name), axisLabel: { ...paint.text(), interval: 0 }, axisLine: { show: true, lineStyle: { color: paint.of("line-2") } } },
    yAxis: { ...paint.values, show: false, min: 0 },
    series: [
      { type: "bar", stack: "fall", data: bars.map(({ low }) => low), itemStyle: { color: "transparent" } },
      {
        type: "bar",
        stack: "fall",
        barMaxWidth: 44,
        data: bars.map((bar) => ({
          value: bar.high - bar.low,
          itemStyle: styleOf(bar, paint),
          label: { show: true, position: bar.kind === "less" ? ("bottom" as const) : ("top" as const), formatter: bar.text, ...labelOf(bar, paint) },
        })),
      },
    ],
  });
}

const FILL: Readonly<Record<Move["kind"], string>> = { opening: "line-2", balance: "acc-solid", less: "acc-mid", more: "och-soft", coming: "surface" };
const WORDS: Readonly<Record<Move["kind"], string>> = { opening: "ink", balance: "acc", less: "acc", more: "och", coming: "ink" };

function styleOf({ kind }: Bar, paint: Paint) {
  const edge = { more: "och-mid", coming: "ctl" }[kind as string];
  return {
    color: paint.of(FILL[kind]),
    ...(edge !== undefined && { borderColor: paint.of(edge), borderWidth: 1 }),
    ...(kind === "coming" && { borderType: [3, 3] as number[] }),
  };
}

const labelOf = ({ kind }: Bar, paint: Paint) => paint.text(WORDS[kind], kind === "balance");
