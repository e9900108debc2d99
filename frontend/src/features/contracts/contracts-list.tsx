/** Service contracts, one a row; a row opens the contract. */
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { StatusBadge } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Contract, contractsQuery } from "./queries";

export function ContractsList({ projectId }: { readonly projectId: string }) {
  const { settle } = useMessages();
  const words = settle.contract;
  const format = useFormat();
  const navigate = useNavigate();
  const answer = usePaged(contractsQuery(projectId, usePaging()));
  return (
    <ListPanel
      list="contracts"
      title={words.list}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      onOpen={({ id }) => void navigate({ to: "/contracts/$contractId", params: { contractId: id } })}
      columns={[
        { key: "no", title: words.no, cell: (row) => row.contract_no },
        { key: "operator", title: words.operator, cell: (row) => row.operator },
        { key: "term", title: words.term, cell: (row) => <span className="nw">{row.starts_on} – {row.ends_on}</span> },
        { key: "units", title: words.units, align: "end", cell: (row) => format.count(row.units) },
        { key: "price", title: words.price, align: "end", cell: (row) => <Money fen={row.price_fen} /> },
        { key: "mode", title: words.mode, cell: (row) => words.modes[row.recovery_mode] },
        { key: "state", title: settle.states, cell: (row) => <ContractState one={row} /> },
      ]}
    />
  );
}

export function ContractState({ one }: { readonly one: Contract }) {
  const { settle } = useMessages();
  return <StatusBadge tone={one.state === "active" ? "good" : "waiting"}>{settle.contractState[one.state]}</StatusBadge>;
}
