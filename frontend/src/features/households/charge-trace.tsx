/** How a month's rent came about: area, price, tier, the month's rent, the days of it, and the legal basis. */
import { useQuery } from "@tanstack/react-query";

import { Money } from "../../components/money";
import { RuleTrace, type TraceStep } from "../../components/rule-trace";
import { Why } from "../../components/why";
import { type Format, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Messages } from "../../i18n/zh";
import { Adjust } from "./adjust";
import { type Charge, chargeQuery, type Lease, quoteQuery } from "./queries";

interface Props {
  readonly charge: Charge;
  readonly lease: Lease;
  readonly people: number;
}

type Facts = Readonly<Record<string, unknown>>;

export function ChargeTrace({ charge, lease, people }: Props) {
  const messages = useMessages();
  const words = messages.rent.trace;
  const format = useFormat();
  const trace = useQuery(chargeQuery(charge.id)).data?.trace;
  const quote = useQuery(quoteQuery(lease, charge.month, people)).data;
  if (!trace) return <div aria-busy="true" />;
  const rent = typeof trace.rent_fen === "number" ? trace.rent_fen : undefined;
  // The rule explains the rent only where the books agree with it.
  const rule = quote !== undefined && quote.amount_fen === rent ? quote.trace : undefined;
  const steps = [...(rule ? ruleSteps(rule, lease, messages, format) : []), ...daySteps(trace, charge, rule !== undefined, messages)];
  return (
    <RuleTrace steps={steps}>
      {rule ? words.byRule : words.agreed} {words.period(charge.from_on, charge.until_on)} <Why figure="proration" projectId={charge.project_id} on={charge.from_on} />
      <Why figure="rent" projectId={charge.project_id} on={charge.from_on} /> <Adjust charge={charge} />
    </RuleTrace>
  );
}

/** 面积 × 单价 × 档次. */
function ruleSteps(rule: Facts, lease: Lease, { homes, rent }: Messages, format: Format): readonly TraceStep[] {
  const words = rent.trace;
  const text = (key: string) => (typeof rule[key] === "string" ? rule[key] : "");
  return [
    { key: "area", name: words.area, value: format.decimal(text("area_m2")), unit: "㎡", source: words.register },
    { key: "price", name: words.price, value: format.decimal(text("price_per_m2")), unit: words.perMonth, by: "×", source: words.standard },
    { key: "tier", name: words.tier, value: format.percent(shareOf(text("within_price_per_m2"), text("price_per_m2"))), by: "×", source: homes.tier[lease.tier] },
  ];
}

const shareOf = (part: string, whole: string): number => (Number(whole) === 0 ? 1 : Number(part) / Number(whole));

/** 月租金 × 天数 ÷ 全月 → 本月应收. */
function daySteps(trace: Facts, charge: Charge, byRule: boolean, { rent, units }: Messages): readonly TraceStep[] {
  const words = rent.trace;
  const { rent_fen: monthly, days, month_days: ofMonth } = trace;
  return [
    ...(typeof monthly === "number" ? [{ key: "rent", name: words.rent, value: <Money fen={monthly} />, unit: units.yuan, source: byRule ? words.rounded : words.fromBook, ...(byRule && { by: "→" as const }) }] : []),
    ...(typeof days === "number" && typeof ofMonth === "number" ? [{ key: "days", name: words.days, value: `${days} ÷ ${ofMonth}`, source: words.ofMonth(ofMonth), by: "×" as const }] : []),
    { key: "due", name: words.charged, value: <Money fen={charge.amount_fen + charge.adjusted_fen} />, unit: units.yuan, by: "→" as const, source: charge.adjusted_fen === 0 ? words.rounded : words.adjusted },
  ];
}
