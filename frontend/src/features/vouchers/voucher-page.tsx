/** A voucher 代交凭证: its equation, every charge in it, its next step, and how far it has come. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { Detail } from "../../components/detail";
import { Fact } from "../../components/fact-strip";
import { Money } from "../../components/money";
import { Pending } from "../../components/pending";
import { type Happening, Timeline } from "../../components/timeline";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Voucher, voucherQuery } from "./queries";
import { VoucherDeeds } from "./voucher-deeds";
import { VoucherLines } from "./voucher-lines";
import { StateOf } from "./voucher-state";

export function VoucherPage() {
  const { settle } = useMessages();
  const { voucherId = "" } = useParams({ strict: false });
  const answer = useQuery(voucherQuery(voucherId));
  if (answer.data) return <One one={answer.data} />;
  return <Pending title={settle.voucher.one} answer={answer} />;
}

function One({ one }: { readonly one: Voucher }) {
  const { settle } = useMessages();
  const format = useFormat();
  return (
    <Detail
      title={`${one.project} ${format.month(one.month)}`}
      parents={[{ label: settle.voucher.title, link: { to: "/vouchers" } }]}
      beside={
        <>
          <span className="nw">{one.number}</span>
          <StateOf one={one} />
        </>
      }
      actions={<VoucherDeeds one={one} />}
      facts={<Facts one={one} />}
      aside={<Course one={one} />}
    >
      <VoucherLines one={one} />
    </Detail>
  );
}

const WAITS: ReadonlySet<Voucher["state"]> = new Set(["calculated", "operator_confirmed"]);

function Facts({ one }: { readonly one: Voucher }) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const format = useFormat();
  const open = WAITS.has(one.state);
  return (
    <>
      <Fact name={words.amount} below={words.shareOf(format.percent(one.billed_fen === 0 ? 0 : one.amount_fen / one.billed_fen))}>
        <Money fen={one.amount_fen} />
      </Fact>
      <Fact name={words.dueOn} below={`${words.cutoff} ${one.cutoff_on}`} tone={open && one.due_on < todayOn() ? "late" : open ? "wait" : undefined}>
        {one.due_on}
      </Fact>
      <Fact name={words.recovered} {...(one.written_off_fen > 0 && { below: `${words.writeOff} ${format.money(one.written_off_fen)}` })}>
        <Money fen={one.recovered_fen} />
      </Fact>
      <Fact name={words.outstanding}>
        <Money fen={one.outstanding_fen} />
      </Fact>
      <Fact name={words.receiptNo} {...(one.bank_slip_no !== null && { below: `${words.slip} ${one.bank_slip_no}` })}>
        {one.treasury_receipt_no ?? words.noReceipt}
      </Fact>
    </>
  );
}

function Course({ one }: { readonly one: Voucher }) {
  const { settle } = useMessages();
  const words = settle.voucher;
  const format = useFormat();
  const steps: readonly (readonly [key: keyof typeof words.happened, at: string | null, more: string | null])[] = [
    ["accepted", one.accepted_at, one.treasury_receipt_no],
    ["paid", one.paid_on, one.bank_slip_no],
    ["calculated", one.made_at, null],
  ];
  const happenings = steps.flatMap(([key, at, more]): Happening[] => (at === null ? [] : [{ key, when: format.when(at.slice(0, 10)), what: words.happened[key], ...(more !== null && { more }), waits: key === "calculated" && one.state === "calculated" }]));
  return <Timeline title={settle.receive.course} happenings={happenings} empty="" />;
}
