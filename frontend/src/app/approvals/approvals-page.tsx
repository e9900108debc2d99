/** 审批: what waits for the second person; one of it open beside, with what it changes and how to decide. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { usePageSearch, useSetSearch } from "../../components/url-state";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { ApprovalPanel } from "./approval-panel";
import styles from "./approvals.module.css";
import { type Approval, approvalsQuery } from "./queries";

export function ApprovalsPage() {
  const { approvals } = useMessages();
  const format = useFormat();
  const answer = useQuery(approvalsQuery);
  const { open } = usePageSearch<{ readonly open?: string | undefined }>();
  const setSearch = useSetSearch<{ open: string }>();
  const items = answer.data?.items;
  const one = items?.find(({ subject_id }) => subject_id === open) ?? items?.[0];
  const { list, panel, show } = useFocus(items, (id) => setSearch({ open: id }));
  return (
    <Page title={approvals.title} situation={answer.data && (answer.data.total > 0 ? approvals.situation(format.count(answer.data.total)) : approvals.none)}>
      <div className={one ? styles.inbox : undefined}>
        <div ref={list}>
          <Panel title={approvals.list}>
            <QueryProblem of={answer} />
            <Inbox rows={items} selected={one?.subject_id} onOpen={show} />
          </Panel>
        </div>
        {one && <ApprovalPanel key={one.subject_id} one={one} place={panel} />}
      </div>
    </Page>
  );
}

/** Enter leads into what is opened; when it is decided, back to the first that is left. */
function useFocus(items: readonly Approval[] | undefined, open: (id: string) => void) {
  const list = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const count = useRef(items?.length);
  useEffect(() => {
    const fewer = items !== undefined && count.current !== undefined && items.length < count.current;
    count.current = items?.length;
    if (fewer) list.current?.querySelector<HTMLElement>("tr[tabindex]")?.focus();
  }, [items]);
  const show = (one: Approval) => {
    open(one.subject_id);
    requestAnimationFrame(() => panel.current?.focus());
  };
  return { list, panel, show };
}

interface InboxProps {
  readonly rows: readonly Approval[] | undefined;
  readonly selected: string | undefined;
  readonly onOpen: (one: Approval) => void;
}

function Inbox({ rows, selected, onOpen }: InboxProps) {
  const { approvals, duties } = useMessages();
  const format = useFormat();
  return (
    <DataTable
      caption={approvals.list}
      empty={approvals.empty}
      rows={rows}
      rowKey={(row) => row.subject_id}
      selected={selected}
      onOpen={onOpen}
      columns={[
        {
          key: "what",
          title: approvals.what,
          cell: (row) => (
            <>
              <b className="nw">
                {row.month === null ? "" : format.shortMonth(row.month)}
                {duties.kind[row.kind]}
              </b>{" "}
              <span className="muted nw">{duties.action[row.action]}</span>
            </>
          ),
        },
        { key: "which", title: approvals.which, cell: (row) => [row.project, row.name ?? row.number].filter(Boolean).join(" ") },
        { key: "sum", title: approvals.sum, align: "end", cell: (row) => <Money fen={row.amount_fen} /> },
        { key: "by", title: approvals.by, cell: (row) => (row.handed_by ?? row.made_by)?.name },
        { key: "due", title: approvals.due, cell: (row) => row.due_on !== null && <span className={row.is_overdue ? "late nw" : "nw"}>{format.when(row.due_on)}</span> },
      ]}
    />
  );
}
