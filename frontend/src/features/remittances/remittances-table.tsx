/** Remittances, one a row, with what can be done now. */
import type { ReactNode } from "react";

import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useMessages } from "../../i18n/language";
import type { Remittance, RemittanceState } from "./queries";
import { RemittanceSteps } from "./remittance-steps";

const TONES: Readonly<Record<RemittanceState, Tone>> = {
  open: "plain",
  statement: "waiting",
  o_signed: "waiting",
  payment_order: "waiting",
  sent: "waiting",
  mismatch: "waiting",
  treasury_confirmed: "good",
  closed: "good",
  withdrawn: "plain",
};

interface Props {
  readonly rows: readonly Remittance[] | undefined;
  readonly empty: string;
  readonly footer?: ReactNode;
}

export function RemittancesTable({ rows, empty, footer }: Props) {
  const { settle } = useMessages();
  const words = settle.remittance;
  return (
    <DataTable
      caption={words.title}
      empty={empty}
      rows={rows}
      rowKey={(row) => row.id}
      {...(footer !== undefined && { footer })}
      columns={[
        { key: "month", title: words.month, cell: (row) => row.month },
        { key: "number", title: words.number, cell: (row) => row.number },
        { key: "through", title: words.through, cell: (row) => <span className="nw">{row.through_on}</span> },
        { key: "tenant", title: words.tenantMoney, align: "end", cell: (row) => <Money fen={row.tenant_money_fen} /> },
        { key: "recovered", title: words.recovered, align: "end", cell: (row) => <Money fen={row.recovered_fen} /> },
        { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        { key: "state", title: settle.states, cell: (row) => <StatusBadge tone={TONES[row.state]}>{settle.remittanceState[row.state]}</StatusBadge> },
        { key: "steps", title: "", align: "end", cell: (row) => <span className="deeds"><RemittanceSteps one={row} /></span> },
      ]}
    />
  );
}
