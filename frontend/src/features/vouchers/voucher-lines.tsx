/** 代交明细: every charge of a voucher, what of it is advanced, and what is left to recover. */
import type { ReactNode } from "react";

import { usePaged } from "../../api/paged";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { linesQuery, type Voucher, type VoucherLine } from "./queries";
import { Equation } from "./voucher-state";

interface Props {
  readonly one: Voucher;
  readonly more?: ReactNode;
}

export function VoucherLines({ one, more }: Props) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const format = useFormat();
  const answer = usePaged(linesQuery(one.id, usePaging()));
  const sum = (rows: readonly VoucherLine[], part: "amount_fen" | "outstanding_fen") => <Money fen={rows.reduce((total, row) => total + row[part], 0)} />;
  return (
    <ListPanel
      list="voucher-lines"
      title={words.lines}
      note={<Equation one={one} />}
      {...(more !== undefined && { more })}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.linesEmpty}
      exports={{ kind: "advances", projectId: one.project_id, month: one.month }}
      totals={(rows) => [
        { label: words.page(format.count(rows.length)), figures: { line: sum(rows, "amount_fen"), left: sum(rows, "outstanding_fen") } },
        { label: words.all, figures: { line: <Money fen={one.amount_fen} />, left: <Money fen={one.outstanding_fen} /> } },
      ]}
      columns={[
        { key: "home", title: words.home, cell: (row) => <span className="nw">{row.unit_code}</span> },
        { key: "tenant", title: words.tenant, cell: (row) => row.tenant_name },
        { key: "contract", title: words.contract, cell: (row) => row.contract_no },
        { key: "line", title: words.line, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        { key: "left", title: words.left, align: "end", cell: (row) => <Money fen={row.outstanding_fen} /> },
        { key: "excluded", title: words.excluded, align: "end", cell: (row) => <Money fen={row.excluded_fen > 0 ? row.excluded_fen : null} /> },
        { key: "why", title: words.why, cell: (row) => row.exclusion && settle.exclusion[row.exclusion] },
      ]}
    />
  );
}
