/** An account month by month: what the household paid, what was advanced for it, what is still to come. */
import { useMemo } from "react";

import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { Chart } from "./chart";
import type { Option } from "./engine";
import type { Paint } from "./paint";

export interface AccountMonth {
  readonly month: string;
  readonly paidFen: number;
  /** Advanced by the operator, and not yet paid back. */
  readonly advancedFen: number;
  /** Unpaid, and nobody stepped in. */
  readonly openFen: number;
  /** Its due day is still to come. */
  readonly isComing: boolean;
}

interface Props {
  readonly title: string;
  readonly months: readonly AccountMonth[];
  readonly words: { readonly paid: string; readonly advanced: string; readonly open: string };
}

const HEIGHT = 62;

export function StatementChart({ title, months, words }: Props) {
  const format = useFormat();
  const { chart } = useMessages();
  const option = useMemo(() => optionOf(months), [months]);
  const sum = (part: "paidFen" | "advancedFen" | "openFen") => months.reduce((total, month) => total + month[part], 0);
  const told = [`${words.paid} ${format.money(sum("paidFen"))}`, `${words.advanced} ${format.money(sum("advancedFen"))}`, `${words.open} ${format.money(sum("openFen"))}`];
  return (
    <Chart
      label={`${title}${chart.colon}${told.join(chart.comma)}`}
      height={HEIGHT}
      option={option}
      table={{
        columns: [chart.month, words.paid, words.advanced, words.open],
        rows: months.map(({ month, paidFen, advancedFen, openFen }) => [month, format.money(paidFen), format.money(advancedFen), format.money(openFen)]),
      }}
    />
  );
}

function optionOf(months: readonly AccountMonth[]) {
  return (paint: Paint): Option => {
    const bar = { type: "bar" as const, stack: "month", barCategoryGap: "8%", barMaxWidth: 56 };
    const edge = (token: string) => ({ borderColor: paint.of(token), borderWidth: 1 });
    return {
      grid: { left: 0, right: 0, top: 4, bottom: 20 },
      xAxis: { ...paint.names, data: months.map(({ month }) => month), axisLabel: { ...paint.text(), formatter: (month: string, at: number) => (at === 0 || month.endsWith("-01") ? month : String(Number(month.slice(5)))) } },
      yAxis: { ...paint.values, show: false, min: 0 },
      series: [
        { ...bar, data: months.map(({ paidFen }) => paidFen), itemStyle: { color: paint.of("acc-mid") } },
        { ...bar, data: months.map(({ advancedFen }) => some(advancedFen)), itemStyle: { color: paint.of("och-soft"), ...edge("och-mid") } },
        {
          ...bar,
          data: months.map(({ openFen, isComing }) => ({
            value: some(openFen),
            itemStyle: isComing ? { color: paint.of("sunken"), ...edge("line-2") } : { color: paint.of("red-soft"), ...edge("red-2") },
          })),
        },
      ],
    };
  };
}

/** Nothing is not drawn, not even its edge. */
const some = (fen: number) => (fen === 0 ? "-" : fen);
