/** Rates over months, as lines that end in their name and value. */
import type { LineSeriesOption } from "echarts/charts";
import { useMemo } from "react";

import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { Chart } from "./chart";
import type { Option } from "./engine";
import type { Paint, Tone } from "./paint";

export interface Rate {
  readonly name: string;
  readonly tone: Tone;
  /** Ratios, one a month; null where there is none. */
  readonly values: readonly (number | null)[];
}

interface Props {
  /** What is shown, of whom, on what base: 近 12 个月住户实缴率与上缴率. */
  readonly title: string;
  readonly months: readonly string[];
  readonly rates: readonly Rate[];
  /** Months at the end that are still under way: drawn dashed. */
  readonly open?: number;
  readonly height?: number;
}

/** A twentieth: the axis begins at a round five per cent below the lowest value. */
const STEP = 0.05;
const HUNDRED = 100;
const MOST_LINES = 4;

export function RateChart({ title, months, rates, open = 0, height = 196 }: Props) {
  const format = useFormat();
  const { chart } = useMessages();
  const option = useMemo(() => optionOf(months, rates, open), [months, rates, open]);
  const last = rates.map(({ name, values }) => `${name} ${percentOf(values.findLast((value) => value !== null) ?? null, format.percent)}`);
  return (
    <Chart
      label={`${title}${chart.colon}${last.join(chart.comma)}`}
      height={height}
      option={option}
      table={{
        columns: [chart.month, ...rates.map(({ name }) => name)],
        rows: months.map((month, at) => [month, ...rates.map(({ values }) => percentOf(values[at] ?? null, format.percent))]),
      }}
    />
  );
}

const percentOf = (value: number | null, percent: (ratio: number) => string) => (value === null ? "" : percent(value));

function optionOf(months: readonly string[], rates: readonly Rate[], open: number) {
  const lowest = Math.min(...rates.flatMap(({ values }) => values.filter((value) => value !== null)), 1);
  const floor = Math.max(0, (Math.ceil(lowest / STEP) - 1) * STEP);
  // Steps of five per cent while there is room for them.
  const interval = STEP * Math.max(1, Math.ceil((1 - floor) / STEP / MOST_LINES));
  return (paint: Paint): Option => ({
    grid: { left: 34, right: 62, top: 12, bottom: 24 },
    xAxis: { ...paint.names, data: [...months], boundaryGap: false, axisLabel: { ...paint.text(), interval: 0, formatter: edges(months) } },
    yAxis: { ...paint.values, min: floor, max: 1, interval, axisLabel: { ...paint.text(), formatter: (value: number) => String(Math.round(value * HUNDRED)) } },
    series: rates.flatMap((rate) => linesOf(rate, open, paint)),
  });
}

/** Settled months as a line, the open ones as a dashed continuation of it. */
function linesOf({ name, tone, values }: Rate, open: number, paint: Paint): LineSeriesOption[] {
  const settled = values.length - open;
  const strong = tone === "tenant";
  const line = { type: "line" as const, symbol: "none", showSymbol: true, lineStyle: { color: paint.tone(tone), width: strong ? 2 : 1.5 }, itemStyle: { color: paint.tone(tone) } };
  const end: LineSeriesOption["endLabel"] = {
    show: true,
    distance: 6,
    ...paint.text(strong ? "acc" : "ink-2", strong),
    formatter: ({ value }) => `${(Number(value) * HUNDRED).toFixed(2)}\n${name}`,
  };
  // The last point is a dot: hollow while its month is still under way.
  const last = { symbol: "circle", symbolSize: strong ? 7 : 6, itemStyle: { color: open === 0 ? paint.tone(tone) : paint.of("surface"), borderColor: paint.tone(tone), borderWidth: 1.5 } };
  const dotted = values.map((value, at) => (at === values.length - 1 && value !== null ? { value, ...last } : value));
  if (open === 0) return [{ ...line, data: dotted, endLabel: end }];
  return [
    { ...line, data: values.map((value, at) => (at < settled ? value : null)) },
    { ...line, data: dotted.map((value, at) => (at >= settled - 1 ? value : null)), lineStyle: { ...line.lineStyle, type: [3, 3] }, endLabel: end },
  ];
}

/** Only the first and the last month are named. */
const edges = (months: readonly string[]) => (month: string, at: number) => (at === 0 || at === months.length - 1 ? month : "");
