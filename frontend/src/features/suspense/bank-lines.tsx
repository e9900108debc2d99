/** The lines of a bank file, and what became of each. */
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useMessages } from "../../i18n/language";
import { bankLinesQuery, type Outcome } from "./queries";

const TONES: Readonly<Record<Outcome, Tone>> = { matched: "good", suspense: "waiting", duplicate: "plain", conflict: "waiting", expense: "plain" };

interface Search {
  readonly outcome?: Outcome | undefined;
}

export function BankLines({ statementId }: { readonly statementId: string }) {
  const { rent } = useMessages();
  const words = rent.suspense;
  const navigate = useNavigate();
  const { outcome } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = usePaged(bankLinesQuery(statementId, outcome, usePaging()));
  const named: readonly (readonly [Outcome, string])[] = (["matched", "suspense", "duplicate", "conflict", "expense"] as const).map((one) => [one, words.tally[one]]);
  return (
    <ListPanel
      list="bank-lines"
      title={words.bankLines}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.bankLinesEmpty}
      onOpen={({ payment_id: id }) => {
        if (id !== null) void navigate({ to: "/payments/$paymentId", params: { paymentId: id } });
      }}
      filter={{ outcome }}
      filters={<Choice aria-label={words.outcome} all={words.anyOutcome} options={named} value={outcome} onChange={(one) => setSearch({ outcome: one === "" ? undefined : (one as Outcome) })} />}
      columns={[
        { key: "line", title: words.line, align: "end", cell: (row) => row.line },
        { key: "on", title: words.received, cell: (row) => <span className="nw">{row.booked_on}</span> },
        { key: "payer", title: words.payer, cell: (row) => row.payer_name },
        { key: "remark", title: words.remark, cell: (row) => row.remark },
        { key: "income", title: words.amount, align: "end", cell: (row) => <Money fen={row.income_fen > 0 ? row.income_fen : -row.expense_fen} /> },
        { key: "lease", title: words.contract, cell: (row) => row.contract_no },
        { key: "outcome", title: words.outcome, cell: (row) => <StatusBadge tone={TONES[row.outcome]}>{words.tally[row.outcome]}</StatusBadge> },
      ]}
    />
  );
}
