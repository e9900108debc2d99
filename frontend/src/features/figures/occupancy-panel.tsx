/** 出租率: how much of the stock is lived in, month by month. */
import { useQuery } from "@tanstack/react-query";

import { RateChart } from "../../components/chart/rate-chart";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Place } from "../../components/place-link";
import { FigurePanel } from "./figure-panel";
import { type Occupancy, occupancyQuery, type Span } from "./queries";
import { ratio } from "./rates";

const LEADS: Place = { to: "/units" };

export function OccupancyPanel(span: Span) {
  const { figures } = useMessages();
  const words = figures.occupancy;
  const format = useFormat();
  const answer = useQuery(occupancyQuery(span));
  return (
    <FigurePanel
      title={words.title} why="occupancy_rate" projectId={span.projectId}
      unit={words.unit}
      leads={LEADS}
      answer={answer}
      tell={(told) => ({
        figure: told.rate === null ? null : format.decimal(told.rate),
        after: words.unit,
        told: words.told(format.count(told.leased_units), format.count(told.units)),
        course: <Course told={told} />,
      })}
    />
  );
}

function Course({ told }: { readonly told: Occupancy }) {
  const { figures } = useMessages();
  const words = figures.occupancy;
  const months = told.items.filter(({ rate }) => rate !== null);
  if (months.length === 0) return null;
  return (
    <RateChart
      title={words.chart(months.length)}
      months={months.map(({ month }) => month)}
      rates={[{ name: words.rate, tone: "tenant", values: months.map(({ rate }) => ratio(rate)) }]}
    />
  );
}
