/** The plan, with everything that Art. 11 wants public. */
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./notice.module.css";
import { Part } from "./part";
import type { Plan } from "./queries";

export function PlanPart({ plan }: { readonly plan: Plan }) {
  const { rounds, homes } = useMessages();
  const words = rounds.plan;
  const format = useFormat();
  const lines: readonly (readonly [string, string])[] = [
    [rounds.public.project, plan.project],
    [words.location, plan.location],
    [words.number, rounds.homesOf(format.count(plan.homes))],
    [words.rent, plan.rent_standard],
    [words.target, plan.target_group],
    [words.tiers, plan.tiers.length === 0 ? words.anyTier : plan.tiers.map((tier) => homes.tier[tier]).join("、")],
    [words.window, words.windowOf(plan.registration_opens_on, plan.registration_closes_on)],
    [words.method, rounds.method[plan.method]],
    [words.priority, plan.priority_groups.length === 0 ? words.noPriority : plan.priority_groups.map((group) => rounds.priority[group]).join("、")],
    ...(plan.score_items.length > 0 ? [[words.sheet, plan.score_items.map(({ name, most }) => `${name} ${most}`).join("、")] as const] : []),
    ...(plan.lottery ? [[rounds.public.lottery, rounds.orderings.sourceOf(plan.lottery.public_source, format.day(plan.lottery.public_on))] as const] : []),
  ];
  return (
    <Part title={rounds.public.plan}>
      <dl className="facts">
        {lines.map(([name, said]) => (
          <div key={name} className={styles.line}>
            <dt>{name}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{rounds.public.layout}</th>
            <th scope="col">{rounds.public.homes}</th>
            <th scope="col">{words.area}</th>
          </tr>
        </thead>
        <tbody>
          {plan.layouts.map(({ layout, homes: count, area_from_m2: from, area_to_m2: to }) => (
            <tr key={layout}>
              <td>{layout}</td>
              <td>{count}</td>
              <td>{words.areaOf(from, to)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}
