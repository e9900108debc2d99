/** 服务费: what each estate's operation costs, by its fee statements. */
import { useQuery } from "@tanstack/react-query";

import { ColumnChart } from "../../components/chart/column-chart";
import { changed } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Place } from "../../components/place-link";
import { FigurePanel } from "./figure-panel";
import { type Fees, feesQuery, type Span } from "./queries";

const LEADS: Place = { to: "/contracts", search: changed({ tab: "fees" }) };

export function FeesPanel(span: Span) {
  const { figures } = useMessages();
  const words = figures.fees;
  const format = useFormat();
  const answer = useQuery(feesQuery(span));
  return (
    <FigurePanel
      title={words.title} why="fee" projectId={span.projectId}
      unit={words.unit}
      leads={LEADS}
      answer={answer}
      tell={(told) => ({
        figure: told.items.length === 0 ? null : format.money(told.payable_fen),
        told: words.told(format.money(told.base_fen), format.money(told.deductions_fen)),
        course: <ByProject items={told.items} />,
      })}
    />
  );
}

function ByProject({ items }: Pick<Fees, "items">) {
  const { figures } = useMessages();
  const words = figures.fees;
  const format = useFormat();
  const projects = [...new Set(items.map(({ project }) => project))];
  const payable = (project: string) => items.filter((fee) => fee.project === project).reduce((sum, fee) => sum + fee.payable_fen, 0);
  return (
    <ColumnChart lying title={words.chart} head={words.project} names={projects} parts={[{ name: words.payable, tone: "tenant", values: projects.map(payable) }]} write={format.money} />
  );
}
