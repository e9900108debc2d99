/** A project's month of empty homes in one strip: how many days of all, by reason, and what they would have brought. */
import { Fact, FactStrip } from "../../components/fact-strip";
import { Money } from "../../components/money";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import type { Reason, Summary } from "./queries";

export const DAYS = [
  ["no_demand", "no_demand_days"],
  ["reserved", "reserved_days"],
  ["under_repair", "under_repair_days"],
  ["frozen", "frozen_days"],
] as const satisfies readonly (readonly [Reason, keyof Summary])[];

export const rateOf = ({ vacant_days, stock_days }: Pick<Summary, "vacant_days" | "stock_days">) => (stock_days === 0 ? 0 : vacant_days / stock_days);

export function MonthFacts({ one }: { readonly one: Summary }) {
  const { estate, unit } = useMessages();
  const words = estate.vacancies;
  const format = useFormat();
  return (
    <FactStrip>
      <Fact name={words.rate} below={words.ofDays(format.count(one.vacant_days), format.count(one.stock_days))}>
        {format.percent(rateOf(one))}
      </Fact>
      {DAYS.map(([reason, days]) => (
        <Fact key={reason} name={unit.vacancy[reason]} below={words.unitDays}>
          {format.count(one[days])}
        </Fact>
      ))}
      <Fact name={words.monthLoss} below={words.lossMeans}>
        <Money fen={one.void_loss_fen} unit />
      </Fact>
      <Fact name={words.longNow} tone={one.over_six_months > 0 ? "wait" : undefined} below={words.veryLong(format.count(one.over_twelve_months))}>
        {words.homes(format.count(one.over_six_months))}
      </Fact>
    </FactStrip>
  );
}
