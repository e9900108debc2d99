/** 欠缴: how old the debt is, what step dunning has reached, and what holds it. */
import { useQuery } from "@tanstack/react-query";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { StatusBadge } from "../../components/status-badge";
import { Why } from "../../components/why";
import { fieldsOf } from "../../forms/fields";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./household.module.css";
import { type Arrears, arrearsQuery, endHold, type Hold, type HoldIn, holdsQuery, type Lease, place } from "./queries";

export function ArrearsPanel({ lease }: { readonly lease: Lease }) {
  const { rent } = useMessages();
  const words = rent.arrears;
  const { data } = useQuery(arrearsQuery(lease.id));
  const holds = useQuery(holdsQuery(lease.id)).data?.items ?? [];
  return (
    <Panel title={words.title} why={<Why figure="dunning_step" projectId={lease.project_id} />} more={<NewHold lease={lease} />}>
      {data && (data.overdue_fen > 0 ? <Debt arrears={data} /> : <p className={styles.empty}>{words.none}</p>)}
      {holds.map((hold) => (
        <HoldLine key={hold.id} hold={hold} />
      ))}
    </Panel>
  );
}

function Debt({ arrears }: { readonly arrears: Arrears }) {
  const { rent } = useMessages();
  const words = rent.arrears;
  const format = useFormat();
  const { step, next_step: next } = arrears;
  return (
    <dl className={`facts ${styles.debt}`}>
      <dt>{words.owed}</dt>
      <dd><b className="late"><Money fen={arrears.overdue_fen} unit /></b></dd>
      <dt>{words.advanced}</dt>
      <dd><Money fen={arrears.operator_fen} unit /></dd>
      <dt>{words.since}</dt>
      <dd>{arrears.since_on}</dd>
      {step && (
        <>
          <dt>{words.step}</dt>
          <dd>{words.steps[step.code] ?? step.code}</dd>
        </>
      )}
      {next && (
        <>
          <dt>{words.next}</dt>
          <dd>
            {words.steps[next.code] ?? next.code} {next.due_on !== null && <span className="muted">{words.dueOn(format.day(next.due_on))}</span>}
          </dd>
        </>
      )}
      {arrears.may_be_evicted && (
        <>
          <dt />
          <dd><StatusBadge tone="late">{words.evict}</StatusBadge></dd>
        </>
      )}
    </dl>
  );
}

function HoldLine({ hold }: { readonly hold: Hold }) {
  const { rent } = useMessages();
  const words = rent.holds;
  const may = useMay();
  const open = hold.until_on === null || hold.until_on >= todayOn();
  return (
    <div className={styles.hold}>
      <span>
        <StatusBadge tone={open ? "waiting" : "plain"}>{rent.hold[hold.kind]}</StatusBadge> {words.span(hold.from_on, hold.until_on ?? words.openEnd)}
        <small>{hold.reason}</small>
      </span>
      {open && may("lease:hold") && <EndHold hold={hold} />}
    </div>
  );
}

const EndField = fieldsOf<{ until_on: string }>();

function EndHold({ hold }: { readonly hold: Hold }) {
  const { rent } = useMessages();
  const words = rent.holds;
  return (
    <Deed<{ until_on: string }> small label={words.end} title={words.endTitle} explain={words.endExplain} initial={{ until_on: todayOn() }} run={({ until_on }) => endHold(hold.id, until_on)}>
      <EndField.Day name="until_on" label={words.lastDay} autoFocus />
    </Deed>
  );
}

const Field = fieldsOf<HoldIn>();

function NewHold({ lease }: { readonly lease: Lease }) {
  const { rent } = useMessages();
  const words = rent.holds;
  const may = useMay();
  if (!may("lease:hold")) return null;
  return (
    <Deed<HoldIn>
      small
      label={words.place}
      title={words.placeTitle}
      explain={words.placeExplain}
      initial={{ kind: "hardship", from_on: todayOn() }}
      run={({ until_on = null, ...values }) => place(lease.id, { ...values, until_on: until_on === "" ? null : until_on })}
    >
      <Field.Pick name="kind" label={words.kind} options={Object.entries(rent.hold)} />
      <Field.Day name="from_on" label={words.firstDay} />
      <Field.Day name="until_on" label={words.lastDay} hint={words.openHint} />
      <Field.Words name="reason" label={words.reason} />
    </Deed>
  );
}
