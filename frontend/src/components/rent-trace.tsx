/** How a lease's rent comes about, as the rent rule told it: area, price, coefficient, tier, discount, result. */
import { type Format, useFormat } from "../i18n/format";
import { useMessages } from "../i18n/language";
import type { Messages } from "../i18n/zh";
import { Money } from "./money";
import { RuleTrace, type TraceStep } from "./rule-trace";
import { Why } from "./why";

type Trace = Readonly<Record<string, unknown>>;

interface Props {
  readonly trace: Trace;
  readonly tier: keyof Messages["homes"]["tier"];
  readonly projectId: string;
}

export function RentTrace({ trace, tier, projectId }: Props) {
  const messages = useMessages();
  const format = useFormat();
  const size = trace.household_size;
  return (
    <RuleTrace steps={stepsOf(trace, messages.homes.tier[tier], messages, format)}>
      {typeof size === "number" && `${messages.lives.lease.people} ${size} ${messages.lives.lease.peopleUnit} `}
      <Why figure="rent" projectId={projectId} />
    </RuleTrace>
  );
}

function stepsOf(trace: Trace, tier: string, { lives, units, rent }: Messages, format: Format): readonly TraceStep[] {
  const words = lives.lease;
  const text = (key: string) => (typeof trace[key] === "string" ? trace[key] : "0");
  const beyond = Number(text("beyond_m2"));
  const share = Number(text("adjusted_price_per_m2")) === 0 ? 1 : Number(text("within_price_per_m2")) / Number(text("adjusted_price_per_m2"));
  return [
    { key: "area", name: words.area, value: format.decimal(text("area_m2")), unit: "㎡", ...(beyond > 0 && { source: words.within(format.decimal(text("within_m2")), format.decimal(text("beyond_m2"))) }) },
    { key: "price", name: words.price, value: format.decimal(text("price_per_m2")), unit: words.perMonth, by: "×", source: words.priceSource },
    ...(Number(text("coefficient")) === 1 ? [] : [{ key: "coefficient", name: words.coefficient, value: format.decimal(text("coefficient")), by: "×" as const }]),
    { key: "tier", name: words.tier, value: format.percent(share), by: "×", source: tier },
    ...(Number(text("discount")) === 0 ? [] : [{ key: "discount", name: words.discount, value: format.percent(Number(text("discount"))), by: "−" as const }]),
    ...(typeof trace.amount_fen === "number" ? [{ key: "result", name: words.result, value: <Money fen={trace.amount_fen} />, unit: units.yuan, by: "→" as const, source: rent.trace.rounded }] : []),
  ];
}
