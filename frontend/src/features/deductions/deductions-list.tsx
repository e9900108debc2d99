/** Deductions, one a row; a row opens to what was said on both sides. */
import { useQuery } from "@tanstack/react-query";

import { useMay } from "../../api/me";
import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { Deed } from "../../components/deed";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { Money } from "../../components/money";
import { monthAfter } from "../../components/month-picker";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { DeductionDeeds } from "./deduction-deeds";
import styles from "./deductions.module.css";
import { contractsQuery, type Deduction, type DeductionIn, type DeductionState, deductionsQuery, raise } from "./queries";

const TONES: Readonly<Record<DeductionState, Tone>> = {
  raised: "waiting",
  notified: "waiting",
  o_reply: "waiting",
  upheld: "good",
  withdrawn: "plain",
  applied: "good",
};

interface Search {
  readonly deductionState?: DeductionState | undefined;
  readonly open?: string | undefined;
}

export function DeductionsList({ projectId }: { readonly projectId: string }) {
  const { settle } = useMessages();
  const words = settle.deduction;
  const { deductionState: state, open } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const answer = usePaged(deductionsQuery(state, usePaging()));
  return (
    <ListPanel
      list="deductions"
      title={words.title}
      note={words.note}
      more={<Raise projectId={projectId} />}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      selected={open}
      onOpen={({ id }) => setSearch({ open: id === open ? undefined : id })}
      below={(row) => (row.id === open ? <Said one={row} /> : null)}
      filter={{ deductionState: state }}
      filters={<Choice aria-label={settle.states} all={settle.anyState} options={Object.entries(words.state)} value={state} onChange={(one) => setSearch({ deductionState: one === "" ? undefined : (one as DeductionState) })} />}
      columns={[
        { key: "month", title: words.month, cell: (row) => row.month },
        { key: "contract", title: settle.contract.no, cell: (row) => row.contract_no },
        { key: "clause", title: words.clause, cell: (row) => row.clause },
        { key: "fact", title: words.fact, cell: (row) => row.fact },
        { key: "amount", title: words.amount, align: "end", cell: (row) => <b><Money fen={row.amount_fen} /></b> },
        { key: "by", title: words.replyBy, cell: (row) => <ReplyBy one={row} /> },
        { key: "state", title: settle.states, cell: (row) => <StatusBadge tone={TONES[row.state]}>{words.state[row.state]}</StatusBadge> },
      ]}
    />
  );
}

/** Overdue only while an answer is still possible. */
function ReplyBy({ one }: { readonly one: Deduction }) {
  const late = one.possible.includes("reply") && one.reply_by < todayOn();
  return <span className={late ? "late nw" : "nw"}>{one.reply_by}</span>;
}

function Said({ one }: { readonly one: Deduction }) {
  const { settle } = useMessages();
  const words = settle.deduction;
  return (
    <div className={styles.said}>
      <dl className="facts">
        <dt>{words.fact}</dt>
        <dd>{one.fact}</dd>
        <dt>{words.replyField}</dt>
        <dd>{one.reply ?? <span className="muted">{words.noReply}</span>}</dd>
        {one.decision !== null && (
          <>
            <dt>{words.decision}</dt>
            <dd>{one.decision}</dd>
          </>
        )}
      </dl>
      <span className="deeds">
        <DeductionDeeds one={one} />
      </span>
    </div>
  );
}

const Field = fieldsOf<DeductionIn>();

function Raise({ projectId }: { readonly projectId: string }) {
  const { settle } = useMessages();
  const words = settle.deduction;
  const format = useFormat();
  const may = useMay();
  const contracts = useQuery({ ...contractsQuery(projectId), enabled: may("deduction:raise") }).data?.items ?? [];
  const [contract] = contracts;
  if (!may("deduction:raise") || !contract) return null;
  return (
    <Deed<DeductionIn>
      small
      label={words.raise}
      title={words.raiseTitle}
      explain={words.raiseExplain}
      initial={{ contract_id: contract.id, month: monthAfter(format.todayOn().slice(0, 7), -1) }}
      run={raise}
    >
      <Field.Pick name="contract_id" label={settle.contract.no} options={contracts.map(({ id, contract_no }) => [id, contract_no])} />
      <Field.Month name="month" label={words.month} />
      <Field.Text name="clause" label={words.clause} placeholder={words.clauseHint} autoFocus />
      <Field.Words name="fact" label={words.fact} placeholder={words.factHint} />
      <Field.Money name="amount_fen" label={words.amount} />
    </Deed>
  );
}
