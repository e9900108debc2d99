/** 轮候: who was granted a home and has none yet, whoever has waited longest first. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { queueQuery, queueSummaryQuery, type Tier, type Waiting } from "./queries";

interface Search {
  readonly alert?: Waiting["alert"] | undefined;
  readonly tier?: Tier | undefined;
}

const TONES: Readonly<Record<Waiting["alert"], Tone>> = { none: "plain", near: "waiting", over: "late" };

export function QueueList() {
  const { eligibility, homes } = useMessages();
  const words = eligibility.queue;
  const format = useFormat();
  const navigate = useNavigate();
  const { alert, tier } = usePageSearch<Search>();
  const setSearch = useSetSearch<Search>();
  const summary = useQuery(queueSummaryQuery).data;
  const answer = usePaged(queueQuery(alert, tier, usePaging()));
  return (
    <ListPanel
      list="queue"
      title={words.list}
      {...(summary && { note: words.summary(format.count(summary.waiting), format.count(summary.near), format.count(summary.over)), more: <span className="muted">{words.years(summary.near_years, summary.max_years)}</span> })}
      answer={answer}
      rowKey={(row) => row.record_id}
      empty={words.empty}
      onOpen={({ record_id: id }) => void navigate({ to: "/eligibility/$recordId", params: { recordId: id } })}
      filter={{ alert, tier }}
      filters={
        <>
          <Choice aria-label={words.alert} all={words.anyAlert} options={Object.entries(eligibility.alert)} value={alert} onChange={(chosen) => setSearch({ alert: chosen === "" ? undefined : (chosen as Waiting["alert"]) })} />
          <Choice aria-label={eligibility.records.tier} all={words.anyTier} options={Object.entries(homes.tier)} value={tier} onChange={(chosen) => setSearch({ tier: chosen === "" ? undefined : (chosen as Tier) })} />
        </>
      }
      columns={[
        { key: "name", title: words.name, cell: (row) => <span className="nw">{row.applicant_name}</span> },
        { key: "decision", title: words.decision, cell: (row) => row.decision_no },
        { key: "tier", title: eligibility.records.tier, cell: (row) => homes.tier[row.tier] },
        { key: "size", title: eligibility.records.size, align: "end", cell: (row) => row.size },
        { key: "queued", title: words.queued, cell: (row) => <span className="nw">{row.queued_on}</span> },
        { key: "waited", title: words.waited, align: "end", cell: (row) => words.waitedOf(row.waited_years, format.count(row.waited_days)) },
        { key: "alert", title: words.alert, cell: (row) => <StatusBadge tone={TONES[row.alert]}>{eligibility.alert[row.alert]}</StatusBadge> },
      ]}
    />
  );
}
