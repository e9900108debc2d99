/** 换到哪里，租金多少: each household's two leases side by side, deposit too; and how the month of the move was charged. */
import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { DataTable } from "../../components/data-table";
import { Money } from "../../components/money";
import { Panel } from "../../components/panel";
import { QueryProblem } from "../../components/query-problem";
import { StatusBadge } from "../../components/status-badge";
import { changed } from "../../components/url-state";
import { dayBefore, useFormat } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { type Charge, chargesQuery, depositQuery, type Exchange, type Lease, leaseQuery } from "./queries";
import { type Move, movesOf } from "./ways";

interface Props {
  readonly one: Exchange;
}

interface Row extends Move {
  readonly old: Lease | undefined;
  readonly next: Lease | undefined;
}

export function MovesPanel({ one }: Props) {
  const { homes, lives } = useMessages();
  const words = lives.exchange;
  const may = useMay();
  const moves = movesOf(one);
  const ids = moves.flatMap(({ oldId, newId }) => [oldId, ...(newId === null ? [] : [newId])]);
  const answers = useQueries({ queries: ids.map((id) => leaseQuery(id)) });
  const found = new Map(answers.flatMap(({ data }) => (data ? [[data.id, data]] : [])));
  const rows = moves.map((move): Row => ({ ...move, old: found.get(move.oldId), next: move.newId === null ? undefined : found.get(move.newId) }));
  const seesMoney = may("rent:read");
  return (
    <Panel title={words.moves} note={words.movesNote}>
      <QueryProblem of={answers} />
      <DataTable
        caption={words.moves}
        empty={words.courseEmpty}
        rows={found.size === 0 && answers.some(({ isPending }) => isPending) ? undefined : rows}
        rowKey={(row) => row.key}
        columns={[
          { key: "household", title: words.household, cell: ({ old }) => old && <LeaseLink lease={old} text={old.tenant_name} /> },
          { key: "from", title: words.from, cell: ({ old }) => old && homes.address(old.building, old.entrance, old.room) },
          { key: "rent", title: words.rentOld, align: "end", cell: ({ old }) => old && <Money fen={old.monthly_rent_fen} /> },
          { key: "next", title: words.newLease, cell: ({ next }) => <Next lease={next} /> },
          { key: "newRent", title: words.rentNew, align: "end", cell: ({ next }) => next && <b><Money fen={next.monthly_rent_fen} /></b> },
          ...(seesMoney ? [{ key: "held", title: words.depositOld, align: "end" as const, cell: (row: Row) => <Deposit row={row} moved={one.state === "done"} /> }] : []),
          { key: "agreed", title: words.depositNew, align: "end", cell: ({ next }) => next && <Money fen={next.deposit_fen} /> },
        ]}
      />
    </Panel>
  );
}

function LeaseLink({ lease, text }: { readonly lease: Pick<Lease, "id">; readonly text: string }) {
  return (
    <Link to="/leases/$leaseId" params={{ leaseId: lease.id }} className="nw">
      {text}
    </Link>
  );
}

function Next({ lease }: { readonly lease: Lease | undefined }) {
  const { homes, lives } = useMessages();
  if (!lease) return <span className="muted">{lives.exchange.noLease}</span>;
  return (
    <span className="deeds">
      <LeaseLink lease={lease} text={homes.address(lease.building, lease.entrance, lease.room)} />
      <StatusBadge tone={lease.state === "active" ? "good" : lease.state === "void" ? "plain" : "waiting"}>{homes.leaseState[lease.state]}</StatusBadge>
    </span>
  );
}

/** It goes along on the day, as far as the new lease asks for one; the rest is the household's to have back. */
function Deposit({ row: { old, next }, moved }: { readonly row: Row; readonly moved: boolean }) {
  const ids = [old?.id, moved ? next?.id : undefined].filter((id) => id !== undefined);
  const [before, after] = useQueries({ queries: ids.map((id) => depositQuery(id)) });
  if (!before?.data) return null;
  if (!moved) return <Money fen={before.data.held_fen} />;
  return (
    <>
      {after?.data && <Money fen={after.data.held_fen} />}
      <Rest fen={before.data.held_fen} old={old} />
    </>
  );
}

/** What the new lease does not ask for goes back from the old one. */
function Rest({ fen, old }: { readonly fen: number; readonly old: Row["old"] }) {
  const { lives } = useMessages();
  const format = useFormat();
  if (fen === 0 || old === undefined) return null;
  return (
    <small className="wait">
      <br />
      <Link to="/deposits" search={changed({ project: old.project_id, lease: "terminated" })}>
        {lives.exchange.depositRest(format.money(fen))}
      </Link>
    </small>
  );
}

interface Line {
  readonly key: string;
  readonly home: string;
  /** Of the old home: the day on which it was not lived in any more. */
  readonly left: string | undefined;
  readonly charge: Charge;
}

const MONTH = 7;

/** Of the month in which they moved: the old homes up to the day before, the new ones from the day. */
export function ChargesPanel({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.exchange;
  const format = useFormat();
  const month = one.moves_on?.slice(0, MONTH);
  const sides = movesOf(one).flatMap(({ oldId, newId }) => [
    { id: oldId, home: words.ofOld, left: one.moves_on ?? undefined },
    ...(newId === null ? [] : [{ id: newId, home: words.ofNew, left: undefined }]),
  ]);
  const answers = useQueries({ queries: sides.map(({ id }) => chargesQuery(id)) });
  const lines = sides.flatMap(({ home, left }, at): Line[] => (answers[at]?.data?.items ?? []).filter((charge) => charge.month === month && dueOf(charge) !== 0).map((charge) => ({ key: charge.id, home, left, charge })));
  const sum = lines.reduce((fen, { charge }) => fen + dueOf(charge), 0);
  return (
    <Panel title={words.charges} {...(lines.length > 0 && { note: words.chargesNote(format.money(sum)) })}>
      <QueryProblem of={answers} />
      <DataTable
        caption={words.charges}
        empty={words.chargesNone}
        rows={answers.some(({ isPending }) => isPending) ? undefined : lines}
        rowKey={(row) => row.key}
        columns={[
          { key: "home", title: words.ofHome, cell: ({ home, charge }) => `${home} ${charge.unit_code}` },
          { key: "contract", title: words.contract, cell: ({ charge }) => <LeaseLink lease={{ id: charge.lease_id }} text={charge.contract_no} /> },
          { key: "days", title: words.days, cell: ({ charge, left }) => <span className="nw">{daysOf(charge, left)}</span> },
          { key: "due", title: words.due, align: "end", cell: ({ charge }) => <b><Money fen={dueOf(charge)} /></b> },
          { key: "owed", title: words.owed, align: "end", cell: ({ charge }) => <Money fen={charge.owed_fen} /> },
        ]}
      />
    </Panel>
  );
}

const dueOf = ({ amount_fen, adjusted_fen, reduced_fen }: Charge) => amount_fen + adjusted_fen - reduced_fen;

/** First and last day. What was charged beyond the last day in the old home has been taken off. */
function daysOf({ from_on, until_on }: Charge, left: string | undefined) {
  const until = left !== undefined && left < until_on ? left : until_on;
  return `${from_on} – ${dayBefore(until)}`;
}
