/** Debt by age: how much is owed at each age, and how much of it the operator has already advanced. */
import { useMemo } from "react";

import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { Chart } from "./chart";
import type { Option } from "./engine";
import type { Paint, Tone } from "./paint";

export interface Age {
  readonly name: string;
  readonly fen: number;
  /** Solid: advanced to treasury by the operator. The rest is an outline. */
  readonly advancedFen: number;
  readonly note: string;
  readonly tone: Extract<Tone, "young" | "middle" | "old">;
}

interface Props {
  readonly title: string;
  readonly ages: readonly Age[];
  readonly height?: number;
}

export function AgeChart({ title, ages, height = 196 }: Props) {
  const format = useFormat();
  const { chart } = useMessages();
  const option = useMemo(() => optionOf(ages, format.money), [ages, format]);
  return (
    <Chart
      label={`${title}${chart.colon}${ages.map(({ name, fen, note }) => `${name} ${format.money(fen)}（${note}）`).join(chart.comma)}`}
      height={height}
      option={option}
      table={{
        columns: [chart.age, chart.yuan, chart.advanced],
        rows: ages.map(({ name, fen, advancedFen }) => [name, format.money(fen), format.money(advancedFen)]),
      }}
    />
  );
}

function optionOf(ages: readonly Age[], money: (fen: number) => string) {
  const most = Math.max(1, ...ages.map(({ fen }) => fen));
  return (paint: Paint): Option => ({
    grid: { left: 64, right: 84, top: 2, bottom: 14 },
    xAxis: { ...paint.values, show: false, max: most },
    yAxis: { ...paint.names, inverse: true, data: ages.map(({ name }) => name), axisLabel: { ...paint.text(), margin: 8 } },
    series: [
      {
        type: "bar",
        barWidth: 18,
        data: ages.map(({ fen }) => fen),
        itemStyle: { color: "transparent", borderColor: paint.of("red-2"), borderWidth: 1 },
        label: { show: true, position: "right", ...paint.text("ink"), formatter: ({ value }) => money(Number(value)) },
      },
      {
        type: "bar",
        barWidth: 18,
        barGap: "-100%",
        data: ages.map(({ advancedFen, tone }) => ({ value: advancedFen, itemStyle: { color: paint.tone(tone) } })),
        label: { show: true, position: [0, 21], ...paint.text(), formatter: ({ dataIndex }) => ages[dataIndex]?.note ?? "" },
      },
    ],
  });
}
