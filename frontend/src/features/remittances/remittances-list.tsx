/** Remittances, one a row, of a project or of one month; a row opens the remittance. */
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Remittance, type RemittanceState, remittancesQuery } from "./queries";
import { StateOf } from "./remittance-state";

interface Props {
  readonly projectId: string;
  readonly month?: string;
}

interface Search {
  readonly state?: RemittanceState | undefined;
}

export function RemittancesList({ projectId, month }: Props) {
  const { settle } = useMessages();
  const words = settle.remittance;
  const format = useFormat();
  const navigate = useNavigate();
  const { state } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = usePaged(remittancesQuery(projectId, { month, state }, usePaging()));
  const sum = (rows: readonly Remittance[], part: "tenant_money_fen" | "recovered_fen" | "amount_fen") => <Money fen={rows.reduce((total, row) => total + (row.state === "withdrawn" ? 0 : row[part]), 0)} />;
  return (
    <ListPanel
      list="remittances"
      title={words.listTitle}
      answer={answer}
      rowKey={(row) => row.id}
      empty={month === undefined ? words.empty : words.noneYet}
      onOpen={({ id }) => void navigate({ to: "/remittances/$remittanceId", params: { remittanceId: id } })}
      exports={{ kind: "remittances", projectId, month }}
      filter={{ state }}
      filters={<Choice aria-label={settle.states} all={settle.anyState} options={Object.entries(settle.remittanceState)} value={state} onChange={(one) => setSearch({ state: one === "" ? undefined : (one as RemittanceState) })} />}
      totals={(rows) => [{ label: settle.page(format.count(rows.length)), figures: { tenant: sum(rows, "tenant_money_fen"), recovered: sum(rows, "recovered_fen"), amount: sum(rows, "amount_fen") } }]}
      columns={[
        { key: "month", title: words.month, cell: (row) => row.month },
        { key: "number", title: words.number, cell: (row) => row.number },
        { key: "through", title: words.through, cell: (row) => <span className="nw">{row.through_on}</span> },
        { key: "tenant", title: words.tenantMoney, align: "end", cell: (row) => <Money fen={row.tenant_money_fen} /> },
        { key: "recovered", title: words.recovered, align: "end", cell: (row) => <Money fen={row.recovered_fen} /> },
        { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        { key: "state", title: settle.states, cell: (row) => <StateOf one={row} /> },
      ]}
    />
  );
}
