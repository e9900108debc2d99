/** The household at the counter: what it owes, the amount, the method, and the deed. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { useMessages } from "../../i18n/language";
import { PaymentForm } from "./payment-form";
import { arrearsQuery, leaseQuery, openChargesQuery, type Payment } from "./queries";
import { Receipt } from "./receipt";

interface Props {
  readonly leaseId: string;
  readonly onNext: () => void;
}

export function PaymentPanel({ leaseId, onNext }: Props) {
  const { homes, rent } = useMessages();
  const words = rent.counter;
  const [taken, setTaken] = useState<Payment>();
  const lease = useQuery(leaseQuery(leaseId));
  const charges = useQuery(openChargesQuery(leaseId));
  const arrears = useQuery(arrearsQuery(leaseId));
  if (!lease.data) return <QueryProblem of={lease} />;
  const one = lease.data;
  const months = arrears.data?.months_owed ?? 0;
  return (
    <Panel
      title={one.tenant_name}
      note={
        <>
          {homes.address(one.building, one.entrance, one.room)}{" "}
          {months > 0 && <StatusBadge tone="late">{words.monthsOwed(months)}</StatusBadge>}
        </>
      }
      more={
        <>
          {words.rent} <Money fen={one.monthly_rent_fen} unit />
        </>
      }
    >
      <QueryProblem of={[charges, arrears]} />
      {taken ? (
        <Receipt payment={taken} onNext={onNext} />
      ) : (
        <PaymentForm lease={one} charges={charges.data?.items} onTaken={setTaken} />
      )}
    </Panel>
  );
}
