/** Every hand-over of recovered advances. */
import { usePaged } from "../../api/paged";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { recoveriesQuery } from "./queries";

export function RecoveriesList({ projectId }: { readonly projectId: string }) {
  const { settle } = useMessages();
  const words = settle.recovery;
  const format = useFormat();
  const answer = usePaged(recoveriesQuery(projectId, usePaging()));
  return (
    <ListPanel
      list="recoveries"
      title={words.title}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      totals={(rows) => [{ label: settle.page(format.count(rows.length)), figures: { amount: <Money fen={rows.reduce((sum, row) => sum + row.amount_fen, 0)} /> } }]}
      columns={[
        { key: "on", title: words.on, cell: (row) => <span className="nw">{row.on_date}</span> },
        { key: "month", title: words.month, cell: (row) => row.month },
        { key: "kind", title: words.kind, cell: (row) => words.kinds[row.kind] },
        { key: "slip", title: words.slip, cell: (row) => row.slip_no },
        { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
      ]}
    />
  );
}
