/** 退房结算单: rent to the last day, what the deposit pays, and what goes back; every total beside its parts. */
import { useQuery } from "@tanstack/react-query";

import { DataTable } from "../../components/data-table";
import { FileButton } from "../../components/file-viewer";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { StatusBadge } from "../../components/status-badge";
import { Why } from "../../components/why";
import { damageName } from "../../i18n/damage";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { ConfirmBill, DraftBill, PayDamage } from "./bill-deeds";
import styles from "./exits.module.css";
import { billQuery, type ExitCase, type FinalBill, printedBill } from "./queries";

interface Props {
  readonly one: ExitCase;
  readonly payer: string;
}

const BILLED: ReadonlySet<ExitCase["state"]> = new Set(["inspected", "final_bill", "handed_back", "settled", "closed"]);

export function BillPanel({ one, payer }: Props) {
  const { lives } = useMessages();
  const words = lives.exits.bill;
  const { data: bill } = useQuery({ ...billQuery(one.id), enabled: BILLED.has(one.state), retry: false });
  const there = bill !== undefined && bill.state !== "discarded";
  return (
    <Panel
      title={words.title}
      why={<Why figure="deposit" projectId={one.project_id} />}
      {...(there && { note: `${words.states[bill.state]}，${words.lastOn(bill.last_on)}` })}
      more={
        <span className="deeds">
          <DraftBill one={one} again={there} />
          {there && <PayDamage bill={bill} payer={payer} />}
          {there && <ConfirmBill bill={bill} />}
          {there && <FileButton small href={printedBill(one.id)} title={`${words.title} ${one.number}`} label={lives.papers.print} />}
        </span>
      }
    >
      {there ? <Bill bill={bill} /> : <p className={styles.empty}>{words.none}</p>}
    </Panel>
  );
}

function Bill({ bill }: { readonly bill: FinalBill }) {
  const { lives } = useMessages();
  const words = lives.exits.bill;
  return (
    <>
      {bill.rents.length > 0 && (
        <DataTable
          caption={words.rents}
          empty={words.rentsNone}
          rows={bill.rents}
          rowKey={(row) => `${row.kind} ${row.month}`}
          columns={[
            { key: "month", title: words.month, cell: (row) => row.month },
            { key: "kind", title: words.kind, cell: (row) => words.charge[row.kind] ?? row.kind },
            { key: "was", title: words.was, align: "end", cell: (row) => <Money fen={row.was_fen} /> },
            { key: "due", title: words.due, align: "end", cell: (row) => <Money fen={row.due_fen} /> },
            { key: "difference", title: words.difference, align: "end", cell: (row) => <Money fen={row.due_fen - row.was_fen} /> },
          ]}
        />
      )}
      <DataTable
        caption={words.demands}
        empty={words.demandsNone}
        rows={bill.demands.map((demand, at) => ({ ...demand, key: String(at) }))}
        rowKey={(row) => row.key}
        totals={[{ label: words.used, figures: { amount: <Money fen={sumOf(bill, "amount_fen")} />, paid: <Money fen={sumOf(bill, "paid_fen")} /> } }]}
        columns={[
          { key: "against", title: words.demands, cell: (row) => words.against[row.against] },
          { key: "what", title: words.what, cell: (row) => damageName(row.what, lives.handover) },
          { key: "payee", title: words.payee, cell: (row) => row.payee },
          { key: "amount", title: words.amount, align: "end", cell: (row) => <Money fen={row.amount_fen} /> },
          { key: "paid", title: words.paid, align: "end", cell: (row) => <Money fen={row.paid_fen} /> },
        ]}
      />
      <Sums bill={bill} />
    </>
  );
}

const sumOf = ({ demands }: FinalBill, of: "amount_fen" | "paid_fen") => demands.reduce((sum, each) => sum + each[of], 0);

function Sums({ bill }: { readonly bill: FinalBill }) {
  const { lives } = useMessages();
  const words = lives.exits.bill;
  const format = useFormat();
  const used = sumOf(bill, "paid_fen");
  const gap = bill.deposit_fen - used - bill.deposit_back_fen;
  return (
    <div className={styles.sums}>
      <span>
        {words.equation(format.money(bill.deposit_fen), format.money(used), format.money(bill.deposit_back_fen))}{" "}
        <StatusBadge tone={gap === 0 ? "good" : "waiting"}>{gap === 0 ? words.ties : words.off(format.money(gap))}</StatusBadge>
      </span>
      <span>
        {words.rentBack} <b><Money fen={bill.rent_back_fen} unit /></b>
      </span>
      <span>
        {words.toTenant} <b><Money fen={bill.to_tenant_fen} unit /></b>
      </span>
      {bill.owed_fen > 0 && (
        <span className="wait">
          {words.owed} <b><Money fen={bill.owed_fen} unit /></b>
        </span>
      )}
    </div>
  );
}
