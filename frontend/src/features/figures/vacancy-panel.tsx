/** 空置天数: why homes stand empty, for how many unit-days, and what that costs. */
import { useQuery } from "@tanstack/react-query";

import { ColumnChart } from "../../components/chart/column-chart";
import { type Format, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Messages } from "../../i18n/zh";
import type { Place } from "../../components/place-link";
import { changed } from "../../components/url-state";
import { FigurePanel, type Told } from "./figure-panel";
import { type Occupancy, occupancyQuery, type Span } from "./queries";

const LEADS: Place = { to: "/units", search: changed({ state: "available" }) };

export function VacancyPanel(span: Span) {
  const messages = useMessages();
  const words = messages.figures.vacancies;
  const format = useFormat();
  const answer = useQuery(occupancyQuery(span));
  return <FigurePanel title={words.title} why="vacant_days" projectId={span.projectId} unit={words.unit} leads={LEADS} answer={answer} tell={({ vacancies }) => tell(vacancies.filter(({ units }) => units > 0), messages, format)} />;
}

function tell(vacancies: Occupancy["vacancies"], { figures, chart }: Messages, format: Format): Told {
  const words = figures.vacancies;
  const sum = (part: "units" | "days" | "lost_fen") => vacancies.reduce((total, one) => total + one[part], 0);
  const longest = Math.max(0, ...vacancies.map(({ longest_days: days }) => days));
  return {
    figure: format.count(sum("days")),
    after: words.unit,
    told: `${words.told(format.count(sum("units")), format.count(longest))}${chart.comma}${words.lost(format.money(sum("lost_fen")))}`,
    course: vacancies.length > 0 && (
      <ColumnChart
        lying
        title={words.chart}
        head={words.reason}
        names={vacancies.map(({ reason }) => figures.vacancy[reason])}
        parts={[{ name: words.days, tone: "waiting", values: vacancies.map(({ days }) => days) }]}
        write={format.count}
      />
    ),
  };
}
