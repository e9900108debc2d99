/** What a run came to, and lease by lease why. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

import { Choice } from "../../components/choice";
import { CursorPager, useCursor } from "../../components/cursor-pager";
import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Outcome, OUTCOMES, outcomesQuery, type Run } from "./queries";

const TONES: Readonly<Record<Outcome, Tone>> = { charged: "good", skipped: "plain", refused: "waiting" };

export function OutcomesPanel({ run, deeds }: { readonly run: Run; readonly deeds: ReactNode }) {
  const { settle } = useMessages();
  const words = settle.bill;
  const format = useFormat();
  const [outcome, setOutcome] = useState<Outcome>();
  const setSearch = useSetSearch();
  const answer = useQuery(outcomesQuery(run.id, outcome, useCursor()));
  return (
    <Panel
      title={words.outcomes}
      note={
        <>
          {words.charged} <b>{format.count(run.charged)}</b> {words.skipped} <b>{format.count(run.skipped)}</b> {words.refused}{" "}
          <b>{format.count(run.refused)}</b> <b className="acc">{format.money(run.billed_fen)}</b>
        </>
      }
      more={deeds}
    >
      <div className="bar">
        <Choice
          aria-label={words.outcome}
          all={words.all}
          options={OUTCOMES.map((one) => [one, words.outcomeWords[one]])}
          value={outcome}
          onChange={(one) => {
            setOutcome(OUTCOMES.find((known) => known === one));
            setSearch({});
          }}
        />
        <span className="muted">{run.finished_at !== null && format.moment(run.finished_at)}</span>
      </div>
      <QueryProblem of={answer} />
      <DataTable
        caption={words.outcomes}
        empty={words.empty}
        rows={answer.data?.items}
        rowKey={(row) => row.lease_id}
        footer={<CursorPager nextCursor={answer.data?.next_cursor} />}
        columns={[
          { key: "home", title: words.home, cell: (row) => <span className="nw">{row.unit_code}</span> },
          { key: "contract", title: words.contract, cell: (row) => row.contract_no },
          { key: "outcome", title: words.outcome, cell: (row) => <StatusBadge tone={TONES[row.outcome]}>{words.outcomeWords[row.outcome]}</StatusBadge> },
          { key: "reason", title: words.reason, cell: (row) => row.reason && (words.why[row.reason] ?? row.reason) },
          { key: "amount", title: words.amount, align: "end", cell: (row) => <Money fen={row.amount_fen} /> },
        ]}
      />
    </Panel>
  );
}
