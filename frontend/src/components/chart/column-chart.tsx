/** Columns over months or names, stacked where their parts make a whole. */
import { useMemo } from "react";

import { useMessages } from "../../i18n/language";
import { Chart } from "./chart";
import type { Option } from "./engine";
import type { Paint, Tone } from "./paint";

export interface Part {
  readonly name: string;
  readonly tone: Tone;
  readonly values: readonly number[];
}

interface Props {
  readonly title: string;
  readonly names: readonly string[];
  /** At most four. */
  readonly parts: readonly Part[];
  /** What heads the names in the table: 月份, 小区. */
  readonly head: string;
  readonly write: (value: number) => string;
  readonly height?: number;
  /** Bars lie: for names that are long. */
  readonly lying?: boolean;
}

const FEW = 8;
/** A bar that lies, and the air around it. */
const LYING = 44;

export function ColumnChart({ title, names, parts, head, write, lying = false, height = lying ? names.length * LYING : 196 }: Props) {
  const { chart } = useMessages();
  const option = useMemo(() => optionOf(names, parts, write, lying), [names, parts, write, lying]);
  const told = names.map((name, at) => `${name} ${parts.map((part) => `${part.name} ${write(part.values[at] ?? 0)}`).join(" ")}`);
  return (
    <Chart
      label={`${title}${chart.colon}${told.join(chart.comma)}`}
      height={height}
      option={option}
      table={{ columns: [head, ...parts.map(({ name }) => name)], rows: names.map((name, at) => [name, ...parts.map(({ values }) => write(values[at] ?? 0))]) }}
    />
  );
}

function optionOf(names: readonly string[], parts: readonly Part[], write: Props["write"], lying: boolean) {
  return (paint: Paint): Option => {
    const of = { ...paint.names, data: [...names], axisLabel: { ...paint.text(), interval: names.length > FEW ? ("auto" as const) : 0 }, ...(lying && { inverse: true }) };
    const value = { ...paint.values, min: 0, splitNumber: 3, axisLabel: { ...paint.text(), formatter: (one: number) => write(one) }, ...(lying && { show: false }) };
    return {
      grid: lying ? { left: 76, right: 84, top: 2, bottom: 2 } : { left: 52, right: 8, top: 20, bottom: 24 },
      xAxis: lying ? value : of,
      yAxis: lying ? of : value,
      series: parts.map(({ tone, values }, at) => ({
        type: "bar",
        stack: "whole",
        barMaxWidth: lying ? 18 : 28,
        data: [...values],
        itemStyle: { color: paint.tone(tone) },
        ...(at === parts.length - 1 && (lying || names.length <= FEW) && { label: { show: true, position: lying ? ("right" as const) : ("top" as const), ...paint.text("ink"), formatter: ({ dataIndex }: { dataIndex: number }) => write(sumAt(parts, dataIndex)) } }),
      })),
    };
  };
}

const sumAt = (parts: readonly Part[], at: number) => parts.reduce((sum, { values }) => sum + (values[at] ?? 0), 0);
