/** 代交未追回: what operators advanced and tenants have not yet paid back, and how it moved last month. */
import { useQuery } from "@tanstack/react-query";

import { ColumnChart } from "../../components/chart/column-chart";
import { type Move, WaterfallChart } from "../../components/chart/waterfall-chart";
import { monthAfter } from "../../components/month-picker";
import { type Format, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Messages } from "../../i18n/zh";
import type { Place } from "../../components/place-link";
import { FigurePanel, type Told } from "./figure-panel";
import { type AdvanceMonth, advancesQuery, type OperatorAdvances, type Span } from "./queries";

const LEADS: Place = { to: "/vouchers" };

export function AdvancesPanel(span: Span) {
  const messages = useMessages();
  const words = messages.figures.advances;
  const format = useFormat();
  const answer = useQuery(advancesQuery(span));
  return <FigurePanel title={words.title} why="advance_outstanding" projectId={span.projectId} unit={words.unit} leads={LEADS} answer={answer} tell={({ operators }) => tell(operators, messages, format)} />;
}

function tell(operators: readonly OperatorAdvances[], { figures }: Messages, format: Format): Told {
  const words = figures.advances;
  const last = operators[0]?.items.at(-1);
  if (!last) return { figure: null };
  const month = format.shortMonth(last.month);
  const rate = operators.length === 1 ? last.recovery_rate : null;
  return {
    figure: format.money(operators.reduce((total, { items }) => total + (items.at(-1)?.closing_fen ?? 0), 0)),
    after: words.at(month),
    told: rate !== null && words.told(month, format.decimal(rate)),
    course: <Course operators={operators} last={last} />,
  };
}

/** One operator's balance as it moved; several beside each other. */
function Course({ operators, last }: { readonly operators: readonly OperatorAdvances[]; readonly last: AdvanceMonth }) {
  const messages = useMessages();
  const words = messages.figures.advances;
  const format = useFormat();
  const names = operators.map(({ operator }) => operator);
  if (operators.length === 1) return <WaterfallChart title={words.chart(names.join(""))} moves={movesOf(last, messages, format)} />;
  return (
    <ColumnChart
      lying
      title={words.byOperator}
      head={words.operator}
      names={names}
      parts={[{ name: words.outstanding, tone: "tenant", values: operators.map(({ items }) => items.at(-1)?.closing_fen ?? 0) }]}
      write={format.money}
    />
  );
}

function movesOf(month: AdvanceMonth, { figures }: Messages, format: Format): readonly Move[] {
  const words = figures.advances;
  const [name, before] = [format.shortMonth(month.month), format.shortMonth(monthAfter(month.month, -1))];
  const less = month.reduced_fen + month.written_off_fen;
  return [
    { name: words.end(before), fen: month.opening_fen, kind: "opening" },
    { name: words.recovered(name), fen: month.recovered_fen, kind: "less" },
    ...(less > 0 ? [{ name: words.less, fen: less, kind: "less" as const }] : []),
    ...(month.advanced_fen > 0 ? [{ name: words.advanced(name), fen: month.advanced_fen, kind: "more" as const }] : []),
    { name: words.end(name), fen: month.closing_fen, kind: "balance" },
  ];
}
