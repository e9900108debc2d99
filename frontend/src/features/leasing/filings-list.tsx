/** 备案: signed leases and their last day, overdue first to the eye; submitted, returned, confirmed. */
import { useNavigate } from "@tanstack/react-router";

import { usePaged } from "../../api/paged";
import { Choice } from "../../components/choice";
import { ListPanel } from "../../components/list-panel";
import { usePaging } from "../../components/list-state";
import { StatusBadge } from "../../components/status-badge";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { daysBetween, todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { FilingDeeds } from "./filing-deeds";
import { type Filing, filingsQuery, type FilingsSearch, type FilingState } from "./queries";

export function FilingsList({ projectId }: { readonly projectId: string }) {
  const { lives } = useMessages();
  const words = lives.filing;
  const { state, overdue } = usePageSearch<FilingsSearch>();
  const setSearch = useSetSearch<FilingsSearch>();
  const navigate = useNavigate();
  const answer = usePaged(filingsQuery(projectId, { state, overdue }, usePaging()));
  return (
    <ListPanel
      list="filings"
      title={words.title}
      answer={answer}
      rowKey={(row) => row.id}
      empty={words.empty}
      onOpen={({ lease_id }) => void navigate({ to: "/leases/$leaseId", params: { leaseId: lease_id } })}
      filter={{ state, overdue }}
      filters={
        <>
          <Choice aria-label={words.state} all={words.anyState} options={Object.entries(words.states)} value={state} onChange={(one) => setSearch({ state: one === "" ? undefined : (one as FilingState) })} />
          <span className="segments">
            <button type="button" aria-pressed={overdue !== undefined} onClick={() => setSearch({ overdue: overdue === undefined ? "yes" : undefined })}>
              {words.onlyOverdue}
            </button>
          </span>
        </>
      }
      columns={[
        { key: "unit", title: lives.leasing.home, cell: (row) => <span className="nw">{row.unit_code}</span> },
        { key: "contract", title: lives.leasing.contract, cell: (row) => row.contract_no },
        { key: "signed", title: words.signedOn, cell: (row) => <span className="nw">{row.signed_on}</span> },
        { key: "due", title: words.dueOn, cell: (row) => <Due one={row} /> },
        { key: "receipt", title: words.receipt, cell: (row) => row.receipt_no ?? (row.returned_for !== null && <span className="wait">{words.returned(row.returned_for)}</span>) },
        { key: "state", title: words.state, cell: (row) => <StatusBadge tone={row.is_overdue ? "late" : row.state === "confirmed" ? "good" : "waiting"}>{words.states[row.state]}</StatusBadge> },
        { key: "deeds", title: "", align: "end", cell: (row) => <FilingDeeds one={row} /> },
      ]}
    />
  );
}

function Due({ one }: { readonly one: Filing }) {
  const { lives } = useMessages();
  const words = lives.filing;
  const left = daysBetween(todayOn(), one.due_on);
  if (one.state === "confirmed") return <span className="nw">{one.due_on}</span>;
  return (
    <span className="nw">
      {one.due_on} <span className={left < 0 ? "late" : left <= 7 ? "wait" : "muted"}>{left < 0 ? words.late(String(-left)) : left === 0 ? words.today : words.daysLeft(String(left))}</span>
    </span>
  );
}
