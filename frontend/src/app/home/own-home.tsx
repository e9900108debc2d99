/** 我的家: a household that looks after its own affairs sees what it owes, until when it stays, and every fen of its account. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { api } from "../../api/client";
import { dutiesQuery } from "../../api/duties";
import type { components } from "../../api/schema";
import { Fact, FactStrip } from "../../components/fact-strip";
import { Money } from "../../components/money";
import { Page } from "../../components/page";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { arrearsQuery } from "../../features/households/queries";
import { StatementPanel } from "../../features/households/statement-panel";
import { TONES } from "../../features/leases/lease-columns";
import { daysBetween, todayOn, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { DutiesTable } from "./duties-panel";
import styles from "./home.module.css";

type Lease = components["schemas"]["LeaseOut"];

const ownLeases = api.queryOptions("get", "/v1/leases");

export function OwnHome() {
  const { own } = useMessages();
  const answer = useQuery(ownLeases);
  const leases = answer.data?.items;
  return (
    <Page title={own.title} {...(leases?.length === 0 && { situation: own.none })}>
      <QueryProblem of={answer} />
      <Waiting />
      {leases?.filter(({ state }) => state !== "void").map((lease) => <Home key={lease.id} lease={lease} />)}
    </Page>
  );
}

/** A paper to sign, an application to complete: said only when there is one. */
function Waiting() {
  const { duties } = useMessages();
  const { data } = useQuery(dutiesQuery);
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={duties.title} note={<span className="small">{duties.order}</span>}>
      <DutiesTable rows={data.items} caption={duties.title} empty={duties.empty} />
    </Panel>
  );
}

function Home({ lease }: { readonly lease: Lease }) {
  const { homes, own } = useMessages();
  const format = useFormat();
  const left = daysBetween(todayOn(), lease.ends_on);
  return (
    <>
      <div className={styles.own}>
        <h2>{homes.address(lease.building, lease.entrance, lease.room)}</h2>
        <StatusBadge tone={TONES[lease.state] ?? "plain"}>{homes.leaseState[lease.state]}</StatusBadge>
        <Link to="/leases/$leaseId" params={{ leaseId: lease.id }} className="button">
          {own.contract}
        </Link>
      </div>
      <FactStrip>
        <Owed lease={lease} />
        <Fact name={own.rent} below={homes.tier[lease.tier]}>
          <Money fen={lease.monthly_rent_fen} unit />
        </Fact>
        <LastPayment lease={lease} />
        <Fact name={own.term} below={left >= 0 ? own.left(format.count(left)) : own.over}>
          {lease.ends_on}
        </Fact>
      </FactStrip>
      {/* The rule's trace is shown only where it gives the rent that was charged. */}
      <StatementPanel lease={lease} people={1} />
    </>
  );
}

function Owed({ lease }: { readonly lease: Lease }) {
  const { own } = useMessages();
  const format = useFormat();
  const { data } = useQuery(arrearsQuery(lease.id));
  if (!data) return null;
  const { overdue_fen: overdue, coming_fen: coming, since_on: since, months_owed: months } = data;
  const below = [
    overdue === 0 ? own.nothing : since === null ? "" : own.since(format.day(since), format.count(months)),
    coming > 0 ? own.coming(format.money(coming)) : "",
    overdue + coming > 0 ? own.how(lease.unit_code) : "",
  ];
  return (
    <Fact name={own.owed} tone={overdue > 0 ? "late" : undefined} below={below.filter(Boolean).map((line) => <div key={line}>{line}</div>)}>
      <Money fen={overdue} unit />
    </Fact>
  );
}

function LastPayment({ lease }: { readonly lease: Lease }) {
  const { own } = useMessages();
  const format = useFormat();
  const { data } = useQuery(arrearsQuery(lease.id));
  if (!data) return null;
  const last = data.last_payment;
  return (
    <Fact name={own.last} {...(last && { below: format.day(last.received_on) })}>
      {last ? <Money fen={last.amount_fen} unit /> : own.never}
    </Fact>
  );
}
