/** One approval: who made it, what it changes beside what was, its grounds, and the deeds. */
import { type RefObject } from "react";

import { DataTable } from "../../components/data-table";
import { Panel } from "../../components/panel";
import { PlaceLink } from "../../components/place-link";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { ApprovalDeeds } from "./approval-deeds";
import { recordOf } from "./approval-place";
import styles from "./approvals.module.css";
import type { Approval } from "./queries";
import { differenceOf, written } from "./values";

interface Props {
  readonly one: Approval;
  /** Where the focus goes when the row is opened. */
  readonly place: RefObject<HTMLDivElement | null>;
}

export function ApprovalPanel({ one, place }: Props) {
  const { approvals, duties } = useMessages();
  const format = useFormat();
  const month = one.month === null ? "" : format.shortMonth(one.month);
  return (
    <Panel title={`${month}${duties.kind[one.kind]}`} note={[one.project, one.number].filter(Boolean).join(" ")} more={<PlaceLink place={recordOf(one)}>{approvals.open}</PlaceLink>}>
      <div ref={place} tabIndex={-1} className={styles.panel}>
        <Makers one={one} />
        <Changes one={one} />
        <Facts one={one} />
        <div className={styles.deeds}>
          <ApprovalDeeds key={one.subject_id} of={one} />
        </div>
      </div>
    </Panel>
  );
}

function Makers({ one }: { readonly one: Approval }) {
  const { approvals } = useMessages();
  const format = useFormat();
  const nameOf = (person: Approval["made_by"]) => [person?.organisation, person?.name].filter(Boolean).join(" ");
  return (
    <p className={styles.makers}>
      {one.made_by && `${approvals.madeBy(nameOf(one.made_by))} ${format.moment(one.made_at)}`}
      {one.handed_by && one.handed_by.id !== one.made_by?.id && (
        <>
          <br />
          {approvals.handedBy(nameOf(one.handed_by))} {one.since_at !== null && format.moment(one.since_at)}
        </>
      )}
    </p>
  );
}

function Changes({ one }: { readonly one: Approval }) {
  const messages = useMessages();
  const { approvals } = messages;
  const format = useFormat();
  return (
    <DataTable
      caption={approvals.changes}
      empty={approvals.changesNone}
      rows={one.changes}
      rowKey={({ field }) => field}
      columns={[
        { key: "field", title: approvals.changes, cell: ({ field }) => approvals.fields[field] ?? field },
        { key: "before", title: approvals.before, align: "end", cell: ({ field, before }) => (before === null ? <span className="muted">{approvals.first}</span> : written(field, before, messages, format)) },
        { key: "after", title: approvals.after, align: "end", cell: ({ field, after }) => <b>{written(field, after, messages, format)}</b> },
        { key: "difference", title: approvals.difference, align: "end", cell: ({ field, before, after }) => differenceOf(field, before, after, format) },
      ]}
    />
  );
}

function Facts({ one }: { readonly one: Approval }) {
  const messages = useMessages();
  const { approvals } = messages;
  const format = useFormat();
  const told = Object.entries(one.facts)
    .filter(([field]) => field in approvals.fields)
    .map(([field, value]) => [field, written(field, value, messages, format)] as const)
    .filter(([, text]) => text !== "");
  if (told.length === 0) return null;
  return (
    <dl className={`facts ${styles.facts}`}>
      {told.map(([field, text]) => (
        <div key={field} className={styles.fact}>
          <dt>{approvals.fields[field]}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
