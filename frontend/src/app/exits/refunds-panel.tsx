/** 退还两路: the deposit from its own account, rent by set-off or the treasury; each leg with its own slip. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { refundsOfQuery, rentRefundsOfQuery } from "../../features/deposits/queries";
import { RefundDeeds } from "../../features/deposits/refund-deeds";
import { PayRentBack } from "../../features/deposits/rent-refund";
import type { ExitCase } from "../../features/exits/queries";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";

interface Leg {
  readonly id: string;
  readonly name: string;
  readonly amount_fen: number;
  readonly due_on: string;
  readonly state: "proposed" | "paid" | "withdrawn";
  readonly deed: ReactNode;
}

export function RefundsPanel({ one }: { readonly one: ExitCase }) {
  const { lives } = useMessages();
  const words = lives.exits.refund;
  const may = useMay();
  const enabled = may("ledger:read");
  const rents = useQuery({ ...rentRefundsOfQuery(one.id), enabled });
  const deposits = useQuery({ ...refundsOfQuery(one.lease_id), enabled });
  if (!enabled) return null;
  const legs: readonly Leg[] = [
    ...(deposits.data?.items ?? []).map((each) => ({ ...each, name: words.deposit, deed: <RefundDeeds one={each} /> })),
    ...(rents.data?.items ?? []).map((each) => ({ ...each, name: words.source[each.source], deed: <PayRentBack one={each} /> })),
  ];
  return (
    <Panel title={words.title} note={words.note}>
      <QueryProblem of={[rents, deposits]} />
      <DataTable
        caption={words.title}
        empty={words.none}
        rows={legs}
        rowKey={(row) => row.id}
        columns={[
          { key: "leg", title: words.leg, cell: (row) => row.name },
          { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
          { key: "due", title: words.dueOn, cell: (row) => <span className={row.state === "proposed" && row.due_on < todayOn() ? "late nw" : "nw"}>{row.due_on}</span> },
          { key: "state", title: words.state, cell: (row) => <StatusBadge tone={row.state === "paid" ? "good" : row.state === "proposed" ? "waiting" : "plain"}>{words.states[row.state]}</StatusBadge> },
          { key: "deed", title: "", align: "end", cell: (row) => row.deed },
        ]}
      />
    </Panel>
  );
}
