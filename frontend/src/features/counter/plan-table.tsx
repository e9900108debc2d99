/** What the amount settles, month by month. */
import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Why } from "../../components/why";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./counter.module.css";
import type { Plan, PlanLine } from "./plan";

interface Props {
  readonly plan: Plan | undefined;
  readonly amount: number;
}

export function PlanTable({ plan, amount }: Props) {
  const { rent } = useMessages();
  const words = rent.counter;
  const format = useFormat();
  const today = todayOn();
  const total = plan && { unpaid: <Money fen={plan.owed} />, now: <span className="acc"><Money fen={amount} /></span>, left: <Money fen={plan.lines.reduce((sum, { left }) => sum + left, 0)} /> };
  return (
    <div className={styles.plan}>
      <DataTable
        caption={words.plan}
        empty={words.planEmpty}
        rows={plan?.lines}
        rowKey={({ charge }) => charge.id}
        totals={total && plan.lines.length > 0 ? [{ label: words.total, figures: total }] : []}
        columns={[
          { key: "month", title: words.month, cell: ({ charge }) => charge.month },
          { key: "due", title: words.due, cell: ({ charge }) => <span className={charge.due_on < today ? "late nw" : "nw"}>{format.day(charge.due_on)}</span> },
          { key: "claim", title: words.claim, cell: ({ charge }) => (charge.operator_claim_fen > 0 ? rent.claim.operator : rent.claim.treasury) },
          { key: "unpaid", title: words.unpaid, align: "end", cell: ({ charge }) => <Money fen={charge.owed_fen} /> },
          { key: "bar", title: <>{words.plan}<Why figure="allocation" /></>, cell: (line) => <Filled line={line} /> },
          { key: "now", title: words.now, align: "end", cell: ({ now }) => <b className="acc"><Money fen={now === 0 ? null : now} /></b> },
          { key: "left", title: words.left, align: "end", cell: ({ left }) => <Money fen={left} /> },
        ]}
      />
    </div>
  );
}

function Filled({ line: { charge, now } }: { readonly line: PlanLine }) {
  const { rent } = useMessages();
  return <progress className={styles.bar} value={now} max={Math.max(charge.owed_fen, 1)} aria-label={`${charge.month} ${rent.counter.now}`} />;
}
