/** A fee statement on its page: figures, unit-days, deductions, and how far it has come. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { DataTable } from "../../components/data-table";
import { Detail } from "../../components/detail";
import { Fact } from "../../components/fact-strip";
import { FileButton } from "../../components/file-viewer";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { Pending } from "../../components/pending";
import { QueryProblem } from "../../components/query-problem";
import { type Happening, Timeline } from "../../components/timeline";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { FeeDeeds } from "./fee-deeds";
import { Annex, FeeState } from "./fee-panel";
import { deductionsQuery, type Fee, feeQuery, printedFee } from "./queries";

export function FeePage() {
  const { settle } = useMessages();
  const { feeId = "" } = useParams({ strict: false });
  const answer = useQuery(feeQuery(feeId));
  if (answer.data) return <Statement fee={answer.data} />;
  return <Pending title={settle.fee.one} answer={answer} />;
}

function Statement({ fee }: { readonly fee: Fee }) {
  const { settle } = useMessages();
  const words = settle.fee;
  const format = useFormat();
  return (
    <Detail
      title={`${fee.project} ${format.month(fee.month)}`}
      parents={[{ label: settle.contract.title, link: { to: "/contracts", search: { tab: "fees" } } }]}
      beside={
        <>
          <span className="nw">{fee.number}</span>
          <FeeState fee={fee} />
        </>
      }
      actions={
        <>
          <FileButton href={printedFee(fee.id)} title={`${words.one} ${fee.number}`} label={words.print} />
          <FeeDeeds one={fee} />
        </>
      }
      facts={<Facts fee={fee} />}
      aside={<Course fee={fee} />}
    >
      <Annex fee={fee} />
      <Deductions fee={fee} />
    </Detail>
  );
}

function Facts({ fee }: { readonly fee: Fee }) {
  const { settle } = useMessages();
  const words = settle.fee;
  const format = useFormat();
  return (
    <>
      <Fact name={words.base} below={`${format.count(fee.unit_days)} ${words.unitDays}`}>
        <Money fen={fee.base_fen} unit />
      </Fact>
      <Fact name={words.coefficient} {...(fee.coefficient_basis === "provisional" && { below: words.provisional })}>
        {format.decimal(fee.coefficient)}
      </Fact>
      <Fact name={words.deductions} {...(fee.carried_over_fen > 0 && { below: `${words.carried} ${format.money(fee.carried_over_fen)}` })}>
        <Money fen={fee.deductions_fen} unit />
      </Fact>
      <Fact name={words.payable} below={`${words.net} ${format.money(fee.net_fen)}，${words.tax} ${format.money(fee.tax_fen)}`}>
        <Money fen={fee.payable_fen} unit />
      </Fact>
      <Fact name={words.contract} below={fee.operator}>
        {fee.contract_no}
      </Fact>
    </>
  );
}

function Deductions({ fee }: { readonly fee: Fee }) {
  const { settle } = useMessages();
  const words = settle.deduction;
  const answer = useQuery(deductionsQuery(fee.id));
  return (
    <Panel title={words.title}>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.title}
        empty={words.noneInStatement}
        rows={answer.data?.items}
        rowKey={(row) => row.id}
        columns={[
          { key: "month", title: words.month, cell: (row) => row.month },
          { key: "clause", title: words.clause, cell: (row) => row.clause },
          { key: "fact", title: words.fact, cell: (row) => row.fact },
          { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        ]}
      />
    </Panel>
  );
}

function Course({ fee }: { readonly fee: Fee }) {
  const { settle } = useMessages();
  const words = settle.fee;
  const format = useFormat();
  const { happened } = words;
  const steps: readonly (readonly [key: keyof typeof happened, at: string | null, more?: string | null | undefined])[] = [
    ["computed", fee.made_at],
    ["disputed", fee.objection?.on ?? null, fee.objection?.reason],
    ["confirmed", fee.confirmed_at],
    ["audited", fee.audited_at],
    ["approved", fee.approved_at],
    ["paid", fee.paid_on, fee.payment_no],
  ];
  const done = steps.flatMap(([key, at, more]): Happening[] => (at === null ? [] : [{ key, when: format.when(at.slice(0, 10)), what: happened[key], ...(more && { more }), waits: key === "disputed" && fee.state === "disputed" }]));
  return <Timeline title={settle.receive.course} happenings={done.toReversed()} empty="" />;
}
