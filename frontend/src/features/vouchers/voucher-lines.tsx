/** 代交明细: every charge of a voucher, what of it is advanced, and what is left to recover. */
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { usePaged } from "../../api/paged";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { linesQuery, type Voucher, type VoucherLine } from "./queries";
import { Equation } from "./voucher-state";

/** From this many months on the count is cinnabar. */
const DEEP = 4;

interface Props {
  readonly one: Voucher;
  readonly more?: ReactNode;
}

export function VoucherLines({ one, more }: Props) {
  const { homes, settle } = useMessages();
  const words = settle.voucher;
  const format = useFormat();
  const navigate = useNavigate();
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
      onOpen={({ lease_id }) => void navigate({ to: "/leases/$leaseId", params: { leaseId: lease_id } })}
      columns={[
        { key: "home", title: words.home, cell: (row) => <span className="nw">{homes.address(row.building, row.entrance, row.room)}</span> },
        { key: "tenant", title: words.tenant, cell: (row) => <span className="nw">{row.tenant_name}</span> },
        { key: "billed", title: words.billedOf, align: "end", cell: (row) => <Money fen={row.billed_fen} /> },
        { key: "paid", title: words.paidOf, align: "end", cell: (row) => <Money fen={row.tenant_paid_fen} /> },
        { key: "line", title: words.line, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        { key: "left", title: words.left, align: "end", cell: (row) => <Money fen={row.outstanding_fen} /> },
        { key: "previous", title: words.previousOf, align: "end", cell: (row) => <Money fen={row.previous_fen > 0 ? row.previous_fen : null} /> },
        { key: "months", title: words.months, align: "end", cell: (row) => <span className={row.months_owed >= DEEP ? "late" : undefined}>{row.months_owed}</span> },
        { key: "contacted", title: words.contacted, cell: (row) => row.last_contact_on !== null && <span className="nw">{format.when(row.last_contact_on)}</span> },
        { key: "why", title: words.why, cell: (row) => row.exclusion && `${settle.exclusion[row.exclusion]} ${format.money(row.excluded_fen)}` },
      ]}
    />
  );
}
