/** A payment: from whom, what it settled to the fen, its receipt, and what was done with it since. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";

import { DataTable } from "../../components/data-table";
import { Detail } from "../../components/detail";
import { Fact } from "../../components/fact-strip";
import { FileButton } from "../../components/file-viewer";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { Pending } from "../../components/pending";
import { StatusBadge } from "../../components/status-badge";
import { Timeline } from "../../components/timeline";
import { capitalsOf } from "../../i18n/capitals";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { TONES } from "./payment-columns";
import { Refund, Reverse } from "./payment-deeds";
import { type PaymentDetail, paymentQuery, receiptOf, refundsQuery } from "./queries";

export function PaymentPage() {
  const { settle } = useMessages();
  const { paymentId = "" } = useParams({ strict: false });
  const answer = useQuery(paymentQuery(paymentId));
  if (answer.data) return <Payment one={answer.data} />;
  return <Pending title={settle.receive.one} answer={answer} />;
}

function Payment({ one }: { readonly one: PaymentDetail }) {
  const { rent, settle } = useMessages();
  const words = settle.receive;
  return (
    <Detail
      title={one.tenant_name ?? one.payer_name}
      parents={[{ label: words.listTitle, link: { to: "/payments" } }]}
      beside={
        <>
          <span className="nw">{one.unit_code}</span>
          <StatusBadge tone={TONES[one.state]}>{words.states[one.state]}</StatusBadge>
        </>
      }
      actions={
        <>
          <Reverse payment={one} />
          <Refund payment={one} />
          {one.receipt_no !== null && <FileButton href={receiptOf(one.id)} title={`${rent.counter.receipt} ${one.receipt_no}`} label={rent.counter.receipt} primary />}
        </>
      }
      facts={<Facts one={one} />}
      aside={<Course one={one} />}
    >
      <Allocations one={one} />
    </Detail>
  );
}

function Facts({ one }: { readonly one: PaymentDetail }) {
  const { rent, settle } = useMessages();
  const words = settle.receive;
  return (
    <>
      <Fact name={words.sum} below={capitalsOf(one.amount_fen)}>
        <Money fen={one.amount_fen} unit />
      </Fact>
      <Fact name={words.method} below={one.payer_account_mask ?? one.serial_no}>
        {rent.channel[one.channel]}
      </Fact>
      <Fact name={rent.counter.payer} {...(one.remark !== "" && { below: one.remark })}>
        {one.payer_name}
      </Fact>
      <Fact name={words.date} below={words.booked(one.month)}>
        {one.received_on}
      </Fact>
      <Fact name={rent.counter.receiptNo} below={one.contract_no}>
        {one.receipt_no ?? words.noReceipt}
      </Fact>
    </>
  );
}

function Allocations({ one }: { readonly one: PaymentDetail }) {
  const { rent, settle } = useMessages();
  const words = settle.receive;
  return (
    <Panel
      title={words.allocations}
      note={words.allocationNote}
      more={
        one.lease_id !== null && (
          <Link to="/counter" search={{ lease: one.lease_id }}>
            {words.toCounter}
          </Link>
        )
      }
    >
      <DataTable
        caption={words.allocations}
        empty={words.allocationsEmpty}
        rows={one.allocations}
        rowKey={(row) => row.id}
        totals={[
          { label: words.credit, figures: { amount: <Money fen={one.unallocated_fen} /> } },
          { label: rent.counter.total, figures: { amount: <Money fen={one.amount_fen} /> } },
        ]}
        columns={[
          { key: "month", title: rent.counter.month, cell: (row) => row.charge_month },
          { key: "claim", title: rent.counter.claim, cell: (row) => rent.claim[row.claim] },
          { key: "amount", title: words.amount, align: "end", cell: (row) => <Money fen={row.amount_fen} /> },
        ]}
      />
    </Panel>
  );
}

function Course({ one }: { readonly one: PaymentDetail }) {
  const { settle } = useMessages();
  const words = settle.receive;
  const format = useFormat();
  const refunds = useQuery(refundsQuery(one.id)).data?.items ?? [];
  const happenings = [
    ...refunds.map((refund) => ({ key: refund.id, when: format.when(refund.on_date), what: words.refunded(format.money(refund.amount_fen)), more: `${refund.slip_no} ${refund.reason}` })),
    ...(one.resolved_at === null ? [] : [{ key: "resolved", when: format.when(one.resolved_at.slice(0, 10)), what: words.resolved, ...(one.matched_by !== null && { more: words.matchedBy[one.matched_by] ?? one.matched_by }) }]),
    { key: "made", when: format.when(one.made_at.slice(0, 10)), what: words.made, more: format.moment(one.made_at), waits: one.state === "suspense" },
  ];
  return <Timeline title={words.course} happenings={happenings} empty="" />;
}
