/** The fee statements of a project; a row opens the statement. */
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { FeeState } from "./fee-panel";
import { type FeeState as State, feesQuery } from "./queries";

interface Search {
  readonly feeState?: State | undefined;
}

export function FeesList({ projectId }: { readonly projectId: string }) {
  const { settle } = useMessages();
  const words = settle.fee;
  const format = useFormat();
  const navigate = useNavigate();
  const { feeState } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = usePaged(feesQuery(projectId, feeState, usePaging()));
  return (
    <ListPanel
      list="fees"
      title={settle.contract.fees}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      onOpen={({ id }) => void navigate({ to: "/fees/$feeId", params: { feeId: id } })}
      exports={{ kind: "fees", projectId }}
      filter={{ feeState }}
      filters={<Choice aria-label={settle.states} all={settle.anyState} options={Object.entries(settle.feeState)} value={feeState} onChange={(state) => setSearch({ feeState: state === "" ? undefined : (state as State) })} />}
      totals={(rows) => [{ label: settle.page(format.count(rows.length)), figures: { payable: <Money fen={rows.reduce((sum, row) => sum + (row.state === "withdrawn" ? 0 : row.payable_fen), 0)} /> } }]}
      columns={[
        { key: "month", title: words.month, cell: (row) => row.month },
        { key: "number", title: words.number, cell: (row) => row.number },
        { key: "base", title: words.base, align: "end", cell: (row) => <Money fen={row.base_fen} /> },
        { key: "coefficient", title: words.coefficient, align: "end", cell: (row) => format.decimal(row.coefficient) },
        { key: "deductions", title: words.deductions, align: "end", cell: (row) => <Money fen={row.deductions_fen} /> },
        { key: "payable", title: words.payable, align: "end", cell: (row) => <b><Money fen={row.payable_fen} /></b> },
        { key: "state", title: settle.states, cell: (row) => <FeeState fee={row} /> },
      ]}
    />
  );
}
