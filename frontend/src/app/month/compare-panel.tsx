/** The month beside the one before it and the same month a year ago. */
import { useQuery } from "@tanstack/react-query";

import { DataTable } from "../../components/data-table";
import { monthAfter } from "../../components/month-picker";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { type Format, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type MonthRow, monthsQuery } from "./queries";

interface Props {
  readonly projectId: string;
  readonly month: string;
}

const YEAR = 12;

type Figure = "leases" | "billed_fen" | "tenant_paid_fen" | "tenant_rate" | "advanced_fen" | "recovered_fen" | "advance_closing_fen" | "remitted_fen" | "fee_fen";

const FIGURES: readonly Figure[] = ["leases", "billed_fen", "tenant_paid_fen", "tenant_rate", "advanced_fen", "recovered_fen", "advance_closing_fen", "remitted_fen", "fee_fen"];

export function ComparePanel({ projectId, month }: Props) {
  const { settle } = useMessages();
  const words = settle.month.compare;
  const format = useFormat();
  const answer = useQuery(monthsQuery(projectId, month, YEAR + 1));
  const of = (wanted: string) => answer.data?.items.find((row) => row.month === wanted);
  const [now, before, yearAgo] = [of(month), of(monthAfter(month, -1)), of(monthAfter(month, -YEAR))];
  return (
    <Panel title={words.title} note={words.note}>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.title}
        empty={words.empty}
        rows={answer.data && FIGURES.map((key) => ({ key }))}
        rowKey={({ key }) => key}
        columns={[
          { key: "figure", title: words.figure, cell: ({ key }) => words.figures[key] },
          { key: "now", title: format.month(month), align: "end", cell: ({ key }) => <b>{written(key, now, format)}</b> },
          { key: "before", title: format.month(monthAfter(month, -1)), align: "end", cell: ({ key }) => written(key, before, format) },
          { key: "difference", title: words.difference, align: "end", cell: ({ key }) => difference(key, now, before, format) },
          { key: "year", title: format.month(monthAfter(month, -YEAR)), align: "end", cell: ({ key }) => written(key, yearAgo, format) },
        ]}
      />
    </Panel>
  );
}

function written(key: Figure, row: MonthRow | undefined, format: Format): string {
  const value = row?.[key];
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return `${format.decimal(value)}%`;
  return key === "leases" ? format.count(value) : format.money(value);
}

function difference(key: Figure, now: MonthRow | undefined, before: MonthRow | undefined, format: Format): string {
  const [one, other] = [now?.[key] ?? null, before?.[key] ?? null];
  const by = one === null || other === null ? 0 : Number(one) - Number(other);
  return by === 0 ? "" : `${by > 0 ? "+" : ""}${byOf(key, by, format)}`;
}

function byOf(key: Figure, by: number, format: Format): string {
  if (key === "tenant_rate") return format.decimal(by.toFixed(2));
  return key === "leases" ? format.count(by) : format.money(by);
}
