/** Every posting of a month, by account and reason. */
import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Account, type Reason, type TransfersSearch, transfersQuery } from "./queries";

interface Props {
  readonly projectId: string;
  readonly month: string;
}

export function TransfersList({ projectId, month }: Props) {
  const { ledger } = useMessages();
  const format = useFormat();
  const { account, reason } = usePageSearch<TransfersSearch>();
  const setSearch = useSetSearch<TransfersSearch>();
  const answer = usePaged(transfersQuery(projectId, { month, account, reason }, usePaging()));
  return (
    <ListPanel
      list="transfers"
      title={ledger.transfers}
      answer={answer}
      rowKey={(row) => row.id}
      empty={ledger.transfersEmpty}
      filter={{ account, reason }}
      filters={
        <>
          <Choice aria-label={ledger.accountName} all={ledger.anyAccount} options={Object.entries(ledger.account)} value={account} onChange={(one) => setSearch({ account: one === "" ? undefined : (one as Account) })} />
          <Choice aria-label={ledger.reasonName} all={ledger.anyReason} options={Object.entries(ledger.reason)} value={reason} onChange={(one) => setSearch({ reason: one === "" ? undefined : (one as Reason) })} />
        </>
      }
      columns={[
        { key: "on", title: ledger.on, cell: (row) => <span className="nw">{row.on_date}</span> },
        { key: "reason", title: ledger.reasonName, cell: (row) => `${ledger.reason[row.reason]}${row.reverses_id === null ? "" : `（${ledger.reversal}）`}` },
        { key: "debit", title: ledger.debit, cell: (row) => ledger.account[row.debit] },
        { key: "credit", title: ledger.credit, cell: (row) => ledger.account[row.credit] },
        { key: "amount", title: ledger.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        { key: "posted", title: ledger.posted, cell: (row) => <span className="nw">{format.moment(row.posted_at)}</span> },
      ]}
    />
  );
}
