/** 对账单 line by line: every event of the account, as it was booked; a line opens to where its money went. */
import { useState } from "react";

import { type Column, DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./household.module.css";
import type { StatementLine } from "./queries";

interface Props {
  readonly lines: readonly StatementLine[] | undefined;
  readonly closing: number | undefined;
}

export function LinesPanel({ lines, closing }: Props) {
  const { rent } = useMessages();
  const words = rent.statement;
  const [open, setOpen] = useState<string>();
  const columns = useColumns();
  return (
    <DataTable
      caption={words.caption}
      empty={words.empty}
      rows={lines?.map((line, at) => ({ ...line, key: String(at) }))}
      rowKey={({ key }) => key}
      selected={open}
      onOpen={({ key }) => setOpen(key === open ? undefined : key)}
      below={(line) => (line.key === open && line.parts.length > 0 ? <Parts line={line} /> : null)}
      columns={columns}
      totals={closing === undefined ? [] : [{ label: words.closing, figures: { balance: <Money fen={closing} /> } }]}
    />
  );
}

function Parts({ line }: { readonly line: StatementLine }) {
  const { rent } = useMessages();
  const words = rent.statement;
  const format = useFormat();
  return (
    <ul className={styles.parts}>
      {line.parts.map((part) => (
        <li key={`${part.charge_id} ${part.claim}`}>{words.went(format.month(part.month), rent.claim[part.claim], format.money(part.amount_fen))}</li>
      ))}
      {line.shifted_fen !== 0 && <li>{words.shifted(format.money(line.shifted_fen))}</li>}
      {line.credit_fen !== 0 && <li>{words.credit(format.money(line.credit_fen))}</li>}
    </ul>
  );
}

function useColumns(): readonly Column<StatementLine>[] {
  const { rent } = useMessages();
  const words = rent.statement;
  return [
    { key: "date", title: words.date, cell: (line) => <span className="nw">{line.on_date}</span> },
    { key: "what", title: words.what, cell: (line) => words.kinds[line.kind] },
    { key: "month", title: words.month, cell: (line) => line.month },
    { key: "reference", title: words.reference, cell: (line) => line.reference },
    { key: "more", title: words.more, align: "end", cell: ({ amount_fen: fen }) => <Money fen={fen > 0 ? fen : null} /> },
    { key: "less", title: words.less, align: "end", cell: ({ amount_fen: fen }) => <Money fen={fen < 0 ? -fen : null} /> },
    { key: "balance", title: words.balance, align: "end", cell: (line) => <Money fen={line.balance_fen} /> },
  ];
}
