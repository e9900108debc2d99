/** 收款收据: the receipt as it will be, while the amount is typed; and as it is, once the money is booked. */
import { Money } from "../../components/money";
import { useMe } from "../../api/me";
import { capitalsOf } from "../../i18n/capitals";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./slip.module.css";
import type { Entered } from "./payment-form";
import type { Plan } from "./plan";
import type { Lease, Payment } from "./queries";

interface Props {
  readonly lease: Lease;
  readonly plan: Plan | undefined;
  readonly entered: Entered;
  readonly taken: Payment | undefined;
}

interface Item {
  readonly key: string;
  readonly name: string;
  readonly fen: number;
}

export function Slip({ lease, plan, entered, taken }: Props) {
  const { homes, rent } = useMessages();
  const words = rent.slip;
  const me = useMe();
  const amount = taken?.amount_fen ?? entered.amount;
  return (
    <article className={styles.slip} aria-label={taken ? words.title : words.preview}>
      <h2>{words.title}</h2>
      <Number taken={taken} />
      <p>
        <span>{words.payer}</span>
        {taken?.payer_name ?? entered.payer}
      </p>
      <p>
        <span>{words.home}</span>
        {homes.address(lease.building, lease.entrance, lease.room)}
      </p>
      <Items items={useItems(plan, taken)} amount={amount} />
      <p className={styles.label}>{words.capitals}</p>
      <p className={styles.capitals}>{amount > 0 ? capitalsOf(amount) : " "}</p>
      <p className={styles.label}>
        {words.method} {rent.channel[taken?.channel ?? entered.channel]}
      </p>
      <p className={styles.label}>
        {words.taker} {me.name}
      </p>
    </article>
  );
}

function Number({ taken }: { readonly taken: Payment | undefined }) {
  const { rent } = useMessages();
  const format = useFormat();
  return (
    <p className={styles.number}>
      <span>{taken?.receipt_no ?? rent.slip.notYet}</span>
      <span>{taken ? format.moment(taken.made_at) : format.day(todayOn())}</span>
    </p>
  );
}

function Items({ items, amount }: { readonly items: readonly Item[]; readonly amount: number }) {
  const { rent } = useMessages();
  return (
    <table>
      <tbody>
        {items.map(({ key, name, fen }) => (
          <tr key={key}>
            <td>{name}</td>
            <td className="num">
              <Money fen={fen} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{rent.slip.total}</th>
          <td className="num">
            <b>
              <Money fen={amount} />
            </b>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** What is paid for: by the plan before it is booked, by the books after. */
function useItems(plan: Plan | undefined, taken: Payment | undefined): readonly Item[] {
  const { rent } = useMessages();
  const format = useFormat();
  const words = rent.slip;
  if (taken)
    return [
      ...taken.allocations.map((one) => ({ key: one.id, name: words.rentOf(format.month(one.charge_month)), fen: one.amount_fen })),
      ...(taken.unallocated_fen > 0 ? [{ key: "credit", name: words.credit, fen: taken.unallocated_fen }] : []),
    ];
  return [
    ...(plan?.lines ?? []).filter(({ now }) => now > 0).map(({ charge, now, left }) => ({ key: charge.id, name: left > 0 ? words.partOf(format.month(charge.month)) : words.rentOf(format.month(charge.month)), fen: now })),
    ...(plan && plan.credit > 0 ? [{ key: "credit", name: words.credit, fen: plan.credit }] : []),
  ];
}
