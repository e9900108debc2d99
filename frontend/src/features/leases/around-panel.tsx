/** 经办中: what else is under way with this lease, each with its state and the way there. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { Panel } from "../../components/panel";
import { type Place, PlaceLink } from "../../components/place-link";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./lease.module.css";
import { changesQuery, checkInsQuery, EXCHANGED, exchangesQuery, exitsQuery, filingsQuery, holdsQuery, type LeaseDetail, renewalsQuery } from "./queries";

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
  return [...useExits(id), ...useCheckIns(id), ...useFilings(id), ...useRenewals(id), ...useChanges(id), ...useExchanges(id), ...useHolds(id)];
}

const LEFT = new Set(["closed", "withdrawn"]);

function useExits(leaseId: string): readonly Line[] {
  const { exits, lease } = useMessages().lives;
  return (useQuery(exitsQuery(leaseId)).data?.items ?? []).map(({ id, number, ground, state }) => ({
    key: id,
    name: lease.exit,
    more: `${number}，${exits.ground[ground]}`,
    tone: LEFT.has(state) ? "plain" : "waiting",
    state: exits.state[state],
    place: { to: "/exits/$caseId", params: { caseId: id } },
  }));
}

function useCheckIns(leaseId: string): readonly Line[] {
  const { lives } = useMessages();
  const format = useFormat();
  return (useQuery(checkInsQuery(leaseId)).data?.items ?? []).map(({ id, booked_on, state }) => ({
    key: id,
    name: lives.lease.checkIn,
    more: format.day(booked_on),
    tone: state === "registered" ? "good" : "waiting",
    state: lives.checkIn.state[state],
    place: { to: "/check-ins/$checkInId", params: { checkInId: id } },
  }));
}

function useFilings(leaseId: string): readonly Line[] {
  const { filing, lease } = useMessages().lives;
  return (useQuery(filingsQuery(leaseId)).data?.items ?? []).map((one) => ({
    key: one.id,
    name: lease.filing,
    more: one.receipt_no ?? `${filing.dueOn} ${one.due_on}`,
    tone: one.is_overdue ? "late" : one.state === "confirmed" ? "good" : "waiting",
    state: filing.states[one.state],
    place: { to: "/leasing", search: { tab: "filings" } },
  }));
}

function useRenewals(leaseId: string): readonly Line[] {
  const { renewal } = useMessages().lives;
  return (useQuery(renewalsQuery(leaseId)).data?.items ?? []).map(({ id, kind, apply_by, state }) => ({
    key: id,
    name: renewal.kind[kind],
    more: `${renewal.applyBy} ${apply_by}`,
    tone: state === "decided_ok" ? "good" : "waiting",
    state: renewal.state[state],
    place: { to: "/renewals/$renewalId", params: { renewalId: id } },
  }));
}

const DECIDED: ReadonlySet<string> = new Set(["effective", "rejected", "withdrawn"]);

function useChanges(leaseId: string): readonly Line[] {
  const { change } = useMessages().lives;
  return (useQuery(changesQuery(leaseId)).data?.items ?? []).map(({ id, kind, effective_on, state }) => ({
    key: id,
    name: change.kind[kind],
    more: `${change.effectiveOn} ${effective_on}`,
    tone: state === "effective" ? "good" : DECIDED.has(state) ? "plain" : "waiting",
    state: change.state[state],
    place: { to: "/changes/$changeId", params: { changeId: id } },
  }));
}

function useExchanges(leaseId: string): readonly Line[] {
  const { exchange } = useMessages().lives;
  return (useQuery(exchangesQuery(leaseId)).data?.items ?? []).map(({ id, kind, reason_code, state }) => ({
    key: id,
    name: exchange.kind[kind],
    more: exchange.reason[reason_code],
    tone: state === "done" ? "good" : EXCHANGED.has(state) ? "plain" : "waiting",
    state: exchange.state[state],
    place: { to: "/exchanges/$exchangeId", params: { exchangeId: id } },
  }));
}

/** Those that still hold. */
function useHolds(leaseId: string): readonly Line[] {
  const { lives, rent } = useMessages();
  const words = lives.lease;
  const format = useFormat();
  const holds = useQuery(holdsQuery(leaseId)).data?.items ?? [];
  return holds
    .filter(({ until_on }) => until_on === null || until_on >= todayOn())
    .map(({ id, kind, until_on, reason }) => ({
      key: id,
      name: words.holdsOf,
      more: `${until_on === null ? words.holdOpen : words.holdUntil(format.day(until_on))}，${reason}`,
      tone: "waiting",
      state: rent.hold[kind],
    }));
}
