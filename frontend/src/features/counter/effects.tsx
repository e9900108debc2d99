/** What follows from the amount: whose money it becomes, and what is still owed. */
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./counter.module.css";
import type { Plan } from "./plan";

interface Props {
  readonly plan: Plan | undefined;
  readonly amount: number;
}

export function Effects({ plan, amount }: Props) {
  const { rent, chart } = useMessages();
  const words = rent.counter;
  const format = useFormat();
  if (!plan || amount <= 0) return null;
  const goes = [
    plan.toOperator > 0 && words.toOperator(format.money(plan.toOperator)),
    plan.toTreasury > 0 && words.toTreasury(format.money(plan.toTreasury)),
    plan.credit > 0 && words.credit(format.money(plan.credit)),
  ].filter((part) => part !== false);
  const left = plan.lines.filter(({ left: fen }) => fen > 0);
  return (
    <dl className={`facts ${styles.effects}`}>
      <dt>{words.booked}</dt>
      <dd>{goes.join(chart.comma)}</dd>
      <dt>{words.after}</dt>
      <dd>
        {left[0] ? words.stillOwes(left[0].charge.month, format.money(left.reduce((sum, { left: fen }) => sum + fen, 0))) : words.owesNothing}
        {plan.monthsAfter < plan.monthsBefore && words.fewer(plan.monthsBefore, plan.monthsAfter)}
      </dd>
    </dl>
  );
}
