/** 收缴率: what tenants themselves paid of each month's rent, beside what treasury received. */
import { useQuery } from "@tanstack/react-query";

import { RateChart } from "../../components/chart/rate-chart";
import { type Format, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Messages } from "../../i18n/zh";
import type { Place } from "../../components/place-link";
import { FigurePanel, type Told } from "./figure-panel";
import { type CollectionMonth, collectionQuery, type Span } from "./queries";
import { ratio } from "./rates";

const LEADS: Place = { to: "/payments" };

export function CollectionPanel(span: Span) {
  const messages = useMessages();
  const words = messages.figures.collection;
  const format = useFormat();
  const answer = useQuery(collectionQuery(span));
  const last = answer.data?.items.findLast(isBilled);
  return (
    <FigurePanel
      title={words.title(last ? format.shortMonth(last.month) : "")} why="collection_rate" projectId={span.projectId}
      unit={words.base}
      leads={LEADS}
      answer={answer}
      tell={({ items }) => tell(items.filter(isBilled), messages, format)}
    />
  );
}

const isBilled = ({ billed_fen: billed }: CollectionMonth) => billed > 0;

function tell(months: readonly CollectionMonth[], { figures }: Messages, format: Format): Told {
  const words = figures.collection;
  const [last, before = null] = [months.at(-1), months.at(-2)?.tenant_rate];
  if (!last?.tenant_rate) return { figure: null };
  return {
    figure: format.decimal(last.tenant_rate),
    after: before === null ? words.unit : words.before(format.decimal(before)),
    told: words.ofBilled(format.money(last.tenant_paid_fen), format.money(last.billed_fen - last.reduced_fen)),
    course: <Course months={months} />,
  };
}

function Course({ months }: { readonly months: readonly CollectionMonth[] }) {
  const { figures } = useMessages();
  const words = figures.collection;
  return (
    <RateChart
      title={words.chart(months.length)}
      months={months.map(({ month }) => month)}
      // Until the cut-off day the month is not over for anybody.
      open={months.at(-1)?.cut_off === null ? 1 : 0}
      rates={[
        { name: words.remitted, tone: "remitted", values: months.map((month) => ratio(month.remitted_rate)) },
        { name: words.tenant, tone: "tenant", values: months.map((month) => ratio(month.tenant_rate)) },
      ]}
    />
  );
}
