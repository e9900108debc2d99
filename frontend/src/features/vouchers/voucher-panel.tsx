/** A voucher: its equation, its steps, and every charge in it. */
import { useQuery } from "@tanstack/react-query";

import { CursorPager, useCursor } from "../../components/cursor-pager";
import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { linesQuery, type Voucher, type VoucherState } from "./queries";
import { VoucherSteps } from "./voucher-steps";

export const TONES: Readonly<Record<VoucherState, Tone>> = {
  calculated: "waiting",
  operator_confirmed: "waiting",
  paid: "waiting",
  f_confirmed: "good",
  recovering: "good",
  recovered: "good",
  uncollectible: "plain",
  disputed: "waiting",
  withdrawn: "plain",
};

export function VoucherPanel({ voucher }: { readonly voucher: Voucher }) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const format = useFormat();
  return (
    <Panel
      title={words.lines}
      note={
        <>
          {words.billed} <b>{format.money(voucher.billed_fen)}</b> − {words.reduced} <b>{format.money(voucher.reduced_fen)}</b> − {words.paid}{" "}
          <b>{format.money(voucher.tenant_paid_fen)}</b> − {words.excluded} <b>{format.money(voucher.excluded_fen)}</b> ={" "}
          <b className="acc">{format.money(voucher.amount_fen)}</b>
        </>
      }
      more={<StatusBadge tone={TONES[voucher.state]}>{settle.voucherState[voucher.state]}</StatusBadge>}
    >
      <div className="bar">
        <span className="muted">
          {voucher.number} {words.cutoff} {format.day(voucher.cutoff_on)} {words.dueOn} {format.day(voucher.due_on)}
        </span>
        <span className="deeds">
          <VoucherSteps voucher={voucher} />
        </span>
      </div>
      <Lines key={voucher.id} voucher={voucher} />
    </Panel>
  );
}

function Lines({ voucher }: { readonly voucher: Voucher }) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const cursor = useCursor();
  const answer = useQuery(linesQuery(voucher.id, cursor));
  return (
    <>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.lines}
        empty={words.linesEmpty}
        rows={answer.data?.items}
        rowKey={(row) => row.id}
        footer={<CursorPager nextCursor={answer.data?.next_cursor} />}
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
    </>
  );
}
