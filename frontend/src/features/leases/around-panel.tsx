/** 经办中: what else is under way with this lease, each with its state and the way there. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { Panel } from "../../components/panel";
import { type Place, PlaceLink } from "../../components/place-link";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./lease.module.css";
import { checkInsQuery, exitsQuery, filingsQuery, holdsQuery, type LeaseDetail } from "./queries";

interface Line {
  readonly key: string;
  readonly name: string;
  readonly more: ReactNode;
  readonly tone: Tone;
  readonly state: string;
  readonly place?: Place;
}

export function AroundPanel({ one }: { readonly one: LeaseDetail }) {
  const { lives } = useMessages();
  const words = lives.lease;
  const lines = useLines(one);
  return (
    <Panel title={words.around}>
      {lines.length === 0 && <p className={styles.empty}>{words.aroundNone}</p>}
      {lines.map(({ key, name, more, tone, state, place }) => (
        <div key={key} className={styles.paper}>
          <span>
            {name} <StatusBadge tone={tone}>{state}</StatusBadge>
            <small>{more}</small>
          </span>
          {place && <PlaceLink place={place}>{words.open}</PlaceLink>}
        </div>
      ))}
    </Panel>
  );
}

function useLines({ id }: LeaseDetail): readonly Line[] {
  const { lives, rent } = useMessages();
  const words = lives.lease;
  const format = useFormat();
  const exits = useQuery(exitsQuery(id)).data?.items ?? [];
  const checkIns = useQuery(checkInsQuery(id)).data?.items ?? [];
  const filings = useQuery(filingsQuery(id)).data?.items ?? [];
  const holds = useQuery(holdsQuery(id)).data?.items ?? [];
  const today = todayOn();
  return [
    ...exits.map((one): Line => ({ key: one.id, name: words.exit, more: `${one.number}，${lives.exits.ground[one.ground]}`, tone: one.state === "closed" || one.state === "withdrawn" ? "plain" : "waiting", state: lives.exits.state[one.state], place: { to: "/exits/$caseId", params: { caseId: one.id } } })),
    ...checkIns.map((one): Line => ({ key: one.id, name: words.checkIn, more: format.day(one.booked_on), tone: one.state === "registered" ? "good" : "waiting", state: lives.checkIn.state[one.state], place: { to: "/check-ins/$checkInId", params: { checkInId: one.id } } })),
    ...filings.map((one): Line => ({ key: one.id, name: words.filing, more: one.receipt_no ?? `${lives.filing.dueOn} ${one.due_on}`, tone: one.is_overdue ? "late" : one.state === "confirmed" ? "good" : "waiting", state: lives.filing.states[one.state], place: { to: "/leasing", search: { tab: "filings" } } })),
    ...holds.filter(({ until_on }) => until_on === null || until_on >= today).map((one): Line => ({ key: one.id, name: words.holdsOf, more: `${one.until_on === null ? words.holdOpen : words.holdUntil(format.day(one.until_on))}，${one.reason}`, tone: "waiting", state: rent.hold[one.kind] })),
  ];
}
