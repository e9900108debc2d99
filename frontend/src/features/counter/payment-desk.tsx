/** The household at the counter: what it owes, the amount, the method, and the receipt as it will be. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./counter.module.css";
import { Done } from "./done";
import { type Entered, PaymentForm } from "./payment-form";
import { planFor } from "./plan";
import { arrearsQuery, type Lease, leaseQuery, openChargesQuery, type Payment } from "./queries";
import { Slip } from "./slip";

interface Props {
  readonly leaseId: string;
  readonly onTaken: (payment: Payment) => void;
  readonly onNext: () => void;
}

export function PaymentDesk({ leaseId, onTaken, onNext }: Props) {
  const lease = useQuery(leaseQuery(leaseId));
  if (lease.data) return <Desk lease={lease.data} onTaken={onTaken} onNext={onNext} />;
  return <QueryProblem of={lease} />;
}

function Desk({ lease, onTaken, onNext }: Omit<Props, "leaseId"> & { readonly lease: Lease }) {
  const [taken, setTaken] = useState<Payment>();
  const [entered, setEntered] = useState<Entered>({ amount: 0, channel: "cash", payer: lease.tenant_name });
  const charges = useQuery(openChargesQuery(lease.id));
  const plan = charges.data && planFor(charges.data.items, entered.amount, todayOn());
  return (
    <>
      <Panel title={lease.tenant_name} note={<Where lease={lease} />} more={<Rent lease={lease} />}>
        <QueryProblem of={charges} />
        {taken ? (
          <Done payment={taken} onNext={onNext} />
        ) : (
          <PaymentForm
            lease={lease}
            plan={plan}
            onEntered={setEntered}
            onTaken={(payment) => {
              setTaken(payment);
              onTaken(payment);
            }}
          />
        )}
      </Panel>
      <Slip lease={lease} plan={plan} entered={entered} taken={taken} />
    </>
  );
}

function Where({ lease }: { readonly lease: Lease }) {
  const { homes, rent } = useMessages();
  const months = useQuery(arrearsQuery(lease.id)).data?.months_owed ?? 0;
  return (
    <span className={styles.where}>
      {homes.address(lease.building, lease.entrance, lease.room)} {months > 0 && <StatusBadge tone="late">{rent.counter.monthsOwed(months)}</StatusBadge>}
    </span>
  );
}

function Rent({ lease }: { readonly lease: Lease }) {
  const { rent } = useMessages();
  return (
    <span className="muted">
      {rent.counter.rent} <Money fen={lease.monthly_rent_fen} unit />
    </span>
  );
}
