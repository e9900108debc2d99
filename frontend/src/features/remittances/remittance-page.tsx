/** A remittance 上缴单: what it is made of, what it posted, its next step, and how far it has come. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { DataTable } from "../../components/data-table";
import { Detail } from "../../components/detail";
import { Fact } from "../../components/fact-strip";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { Pending } from "../../components/pending";
import { QueryProblem } from "../../components/query-problem";
import { type Happening, Timeline } from "../../components/timeline";
import { capitalsOf } from "../../i18n/capitals";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { postingsQuery, type Remittance, remittanceQuery } from "./queries";
import { RemittanceDeeds } from "./remittance-deeds";
import { StateOf } from "./remittance-state";

export function RemittancePage() {
  const { settle } = useMessages();
  const { remittanceId = "" } = useParams({ strict: false });
  const answer = useQuery(remittanceQuery(remittanceId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={settle.remittance.one} answer={answer} />;
}

function One({ one }: { readonly one: Remittance }) {
  const { settle } = useMessages();
  const format = useFormat();
  return (
    <Detail
      title={`${one.project} ${format.month(one.month)}`}
      parents={[{ label: settle.remittance.title, link: { to: "/remittances" } }]}
      beside={
        <>
          <span className="nw">{one.number}</span>
          <StateOf one={one} />
        </>
      }
      actions={<RemittanceDeeds one={one} />}
      facts={<Facts one={one} />}
      aside={<Course one={one} />}
    >
      <Parts one={one} />
      <Postings one={one} />
    </Detail>
  );
}

function Facts({ one }: { readonly one: Remittance }) {
  const { settle } = useMessages();
  const words = settle.remittance;
  return (
    <>
      <Fact name={words.amount} below={capitalsOf(one.amount_fen)}>
        <Money fen={one.amount_fen} />
      </Fact>
      <Fact name={words.through} {...(one.oldest_on !== null && { below: words.from(one.oldest_on) })}>
        {one.through_on}
      </Fact>
      <Fact name={words.paymentCode} below={words.budget(one.budget_code)}>
        {one.payment_code}
      </Fact>
      <Fact name={words.receiptNo} {...(one.bank_slip_no !== null && { below: `${words.slip} ${one.bank_slip_no}` })}>
        {one.treasury_receipt_no ?? words.notYet}
      </Fact>
    </>
  );
}

function Parts({ one }: { readonly one: Remittance }) {
  const { settle } = useMessages();
  const words = settle.remittance;
  const rows = [
    { key: "tenant", name: words.tenantMoneyOf, fen: one.tenant_money_fen },
    { key: "recovered", name: words.recoveredOf, fen: one.recovered_fen },
  ];
  return (
    <Panel title={words.parts}>
      <DataTable
        caption={words.parts}
        empty=""
        rows={rows}
        rowKey={({ key }) => key}
        totals={[{ label: words.amount, figures: { fen: <Money fen={one.amount_fen} /> } }]}
        columns={[
          { key: "name", title: words.part, cell: ({ name }) => name },
          { key: "fen", title: words.sum, align: "end", cell: ({ fen }) => <Money fen={fen} /> },
        ]}
      />
    </Panel>
  );
}

/** What the ledger holds of it. */
function Postings({ one }: { readonly one: Remittance }) {
  const { settle, ledger } = useMessages();
  const words = settle.remittance;
  const answer = useQuery(postingsQuery(one.id));
  return (
    <Panel title={words.postings} note={words.postingsNote}>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.postings}
        empty={words.postingsEmpty}
        rows={answer.data?.items}
        rowKey={({ id }) => id}
        columns={[
          { key: "on", title: ledger.on, cell: (row) => <span className="nw">{row.on_date}</span> },
          { key: "debit", title: ledger.debit, cell: (row) => ledger.account[row.debit] },
          { key: "credit", title: ledger.credit, cell: (row) => ledger.account[row.credit] },
          { key: "amount", title: words.sum, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        ]}
      />
    </Panel>
  );
}

function Course({ one }: { readonly one: Remittance }) {
  const { settle } = useMessages();
  const words = settle.remittance;
  const format = useFormat();
  const steps: readonly (readonly [key: keyof typeof words.happened, at: string | null, more: string | null])[] = [
    ["confirmed", one.confirmed_at, one.treasury_receipt_no],
    ["returned", one.state === "mismatch" ? one.sent_on : null, one.return_reason],
    ["sent", one.sent_on, one.bank_slip_no],
    ["signed", one.signed_at, null],
    ["drawn_up", one.made_at, null],
  ];
  const happenings = steps.flatMap(([key, at, more]): Happening[] => (at === null ? [] : [{ key, when: format.when(at.slice(0, 10)), what: words.happened[key], ...(more !== null && { more }), waits: key === "returned" }]));
  return <Timeline title={settle.receive.course} happenings={happenings} empty="" />;
}
