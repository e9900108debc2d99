/** The chosen door beside the board: the home, who lives in it, under what lease, and what is owed. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { useMay } from "../../api/me";
import { Money } from "../../components/money";
import { StatusBadge, type Tone } from "../../components/status-badge";
import { useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import styles from "./board.module.css";
import { arrearsQuery, type Door, historyQuery, householdQuery, leaseQuery, type UnitState, unitQuery } from "./queries";

const TONES: Readonly<Partial<Record<UnitState, Tone>>> = { leased: "good", notice: "waiting", turnover: "waiting" };

interface Props {
  readonly door: Door | undefined;
  /** The building's name, without 栋. */
  readonly building: string | undefined;
}

export function DoorPanel({ door, building = "" }: Props) {
  const { board, homes } = useMessages();
  const words = board.panel;
  const may = useMay();
  if (!door)
    return (
      <aside className={styles.panel} aria-label={words.label}>
        <div className={styles.none}>
          <p>{words.none}</p>
          <p className="small">{board.keys}</p>
        </div>
      </aside>
    );
  return (
    <aside className={styles.panel} aria-label={words.label} key={door.unit_id}>
      <header>
        <h2>{homes.address(building, door.entrance, door.room)}</h2>
        <StatusBadge tone={TONES[door.state] ?? "plain"}>{board.state[door.state]}</StatusBadge>
        <Link to="/units/$unitId" params={{ unitId: door.unit_id }}>
          {words.unit}
        </Link>
        {door.household_id !== null && may("household:read") && (
          <Link to="/households/$householdId" params={{ householdId: door.household_id }}>
            {words.open}
          </Link>
        )}
      </header>
      <Home door={door} />
      {door.lease_id === null ? <p className={styles.section}>{words.unlet}</p> : <Tenancy door={door} leaseId={door.lease_id} />}
      {door.lease_id !== null && may("payment:take") && (
        <div className={styles.deeds}>
          <Link to="/counter" search={{ lease: door.lease_id }} className="button primary">
            {words.take}
          </Link>
        </div>
      )}
    </aside>
  );
}

function Home({ door }: { readonly door: Door }) {
  const { board, homes } = useMessages();
  const words = board.panel;
  const format = useFormat();
  const unit = useQuery(unitQuery(door.unit_id)).data;
  const history = useQuery(historyQuery(door.unit_id)).data?.items ?? [];
  return (
    <div className={styles.section}>
      <dl className="facts">
        <Fact name={words.area}>{unit && words.areaOf(unit.area_m2, unit.layout ?? "")}</Fact>
        <Fact name={words.price}>{unit && words.priceOf(format.decimal(unit.price_per_m2))}</Fact>
        {door.vacant_since !== null && <Fact name={words.vacantSince}>{door.vacant_since}</Fact>}
        {history.slice(-3).map((one, at) => (
          <Fact key={one.id} name={at === 0 ? words.history : ""}>
            {one.effective_on} {homes.unitState[one.to_state]}
          </Fact>
        ))}
      </dl>
    </div>
  );
}

function Tenancy({ door, leaseId }: { readonly door: Door; readonly leaseId: string }) {
  const { board, homes } = useMessages();
  const words = board.panel;
  const may = useMay();
  const lease = useQuery({ ...leaseQuery(leaseId), enabled: may("lease:read") }).data;
  const household = useQuery({ ...householdQuery(door.household_id ?? ""), enabled: door.household_id !== null && may("household:read") }).data;
  return (
    <>
      <div className={styles.section}>
        <h3>
          {door.tenant_name}
          <span>{household && words.people(household.members.length, homes.tier[household.tier])}</span>
        </h3>
        {lease && (
          <dl className="facts">
            <Fact name={words.contract}>{lease.contract_no}</Fact>
            <Fact name={words.term}>{words.termOf(lease.starts_on, lease.ends_on)}</Fact>
            <Fact name={words.rent}>
              <Money fen={lease.monthly_rent_fen} unit />
            </Fact>
            <Fact name={words.deposit}>
              <Money fen={lease.deposit_fen} unit />
            </Fact>
          </dl>
        )}
      </div>
      {door.overdue_fen !== null && <Owed door={door} leaseId={leaseId} />}
    </>
  );
}

function Owed({ door, leaseId }: { readonly door: Door; readonly leaseId: string }) {
  const { board } = useMessages();
  const words = board.panel;
  const owed = door.overdue_fen ?? 0;
  return (
    <div className={styles.section}>
      <h3>
        {words.owed}
        {owed > 0 ? <b className={door.plan === "kept" ? "wait" : "late"}><Money fen={owed} unit /></b> : <span>{words.owedNone}</span>}
      </h3>
      {owed > 0 && <Debt door={door} leaseId={leaseId} />}
    </div>
  );
}

function Debt({ door, leaseId }: { readonly door: Door; readonly leaseId: string }) {
  const { board, rent } = useMessages();
  const words = board.panel;
  const format = useFormat();
  const { advanced_fen: advanced, months_owed: months } = door;
  const { since_on: since = null, last_payment: paid = null } = useQuery(arrearsQuery(leaseId)).data ?? {};
  return (
    <dl className="facts">
      <Fact name={words.months}>{words.monthsOf(months ?? 0)}</Fact>
      {since !== null && <Fact name={words.since}>{since}</Fact>}
      {advanced !== null && advanced > 0 && (
        <Fact name={words.advanced}>
          <Money fen={advanced} unit />
        </Fact>
      )}
      {door.holds.length > 0 && <Fact name={words.holds}>{door.holds.map((hold) => rent.hold[hold]).join("、")}</Fact>}
      {paid !== null && (
        <Fact name={words.recent}>
          {format.day(paid.received_on)} <Money fen={paid.amount_fen} unit />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
