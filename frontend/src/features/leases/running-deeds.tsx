/** A signed lease: moving in is booked, it takes over from another, rests in a dispute, is renewed. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";

import { useMay } from "../../api/me";
import { Deed } from "../../components/deed";
import { fieldsOf } from "../../forms/fields";
import { todayOn } from "../../i18n/format";
import { useMessages } from "../../i18n/language";
import { applyForRenewal, type Applying, book, checkInsQuery, exchangesQuery, EXCHANGED, exitsQuery, type LeaseDetail, LIVED_IN, resume, suspend, type Suspending, takeOver } from "./queries";

interface Props {
  readonly one: LeaseDetail;
}

const BookField = fieldsOf<{ booked_on: string }>();

/** Once, and under a first lease: a booking that is missed is booked anew on its own page. */
export function Book({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  const navigate = useNavigate();
  const booked = useQuery(checkInsQuery(one.id)).data?.items.some(({ state }) => state !== "cancelled");
  if (booked !== false || one.renewed_from !== null || one.exchanged_from !== null) return null;
  return (
    <Deed<{ booked_on: string }>
      primary
      label={words.book}
      title={words.bookTitle}
      explain={words.bookExplain}
      initial={{ booked_on: one.starts_on > todayOn() ? one.starts_on : todayOn() }}
      run={({ booked_on }) => book(one, booked_on)}
      onDone={(made) => void navigate({ to: "/check-ins/$checkInId", params: { checkInId: (made as { readonly id: string }).id } })}
    >
      <BookField.Day name="booked_on" label={words.bookedOn} min={todayOn()} autoFocus />
    </Deed>
  );
}

/** A renewal does of itself; an exchange moves the household on its own page. */
export function TakeOver({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  if (one.exchanged_from !== null) return <ToExchange leaseId={one.id} />;
  if (one.renewed_from === null) return null;
  return <Deed primary label={words.takeOver} title={words.takeOverTitle} explain={words.takeOverExplain} run={() => takeOver(one)} />;
}

function ToExchange({ leaseId }: { readonly leaseId: string }) {
  const { lives } = useMessages();
  const moving = useQuery(exchangesQuery(leaseId)).data?.items.find(({ state }) => !EXCHANGED.has(state));
  if (!moving) return null;
  return (
    <Link to="/exchanges/$exchangeId" params={{ exchangeId: moving.id }} className="button primary">
      {lives.exchange.toMove}
    </Link>
  );
}

const SuspendField = fieldsOf<Suspending>();

export function Suspend({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  return (
    <Deed<Suspending> label={words.suspend} title={words.suspendTitle} explain={words.suspendExplain} run={(values) => suspend(one, values)}>
      <SuspendField.Words name="reason" label={words.reason} autoFocus />
      <SuspendField.Text name="legal_basis" label={words.legalBasis} />
      <SuspendField.Files name="file_ids" label={words.papers} />
    </Deed>
  );
}

const ReasonField = fieldsOf<{ reason: string }>();

export function Resume({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  return (
    <Deed<{ reason: string }> primary label={words.resume} title={words.resumeTitle} explain={words.resumeExplain} run={({ reason }) => resume(one, reason)}>
      <ReasonField.Words name="reason" label={words.reason} autoFocus />
    </Deed>
  );
}

const ApplyField = fieldsOf<Applying>();

export function ApplyForRenewal({ one }: Props) {
  const { lives } = useMessages();
  const words = lives.lease;
  const navigate = useNavigate();
  return (
    <Deed<Applying>
      label={words.renew}
      title={words.renewTitle}
      explain={words.renewExplain}
      run={(values) => applyForRenewal(one, values)}
      onDone={(made) => void navigate({ to: "/renewals/$renewalId", params: { renewalId: (made as { readonly id: string }).id } })}
    >
      <ApplyField.Words name="declaration" label={words.declaration} autoFocus />
      <ApplyField.Check name="consents_to_checks" label={words.consent} />
      <ApplyField.Files name="file_ids" label={words.papers} />
    </Deed>
  );
}

/** What changes about the household while somebody lives there. */
export function ChangeHousehold({ one }: Props) {
  const { lives } = useMessages();
  const may = useMay();
  if (!may("lease_change:submit") || !LIVED_IN.has(one.state)) return null;
  return (
    <Link to="/changes/new" search={{ lease: one.id }} className="button">
      {lives.change.begin}
    </Link>
  );
}

/** Only where the lease runs undisturbed, and is not being exchanged already. */
export function ExchangeHome({ one }: Props) {
  const { lives } = useMessages();
  const may = useMay();
  const mayAsk = may("exchange:ask") && one.state === "active";
  const asked = useQuery({ ...exchangesQuery(one.id), enabled: mayAsk }).data?.items;
  if (!mayAsk || asked?.some(({ state }) => !EXCHANGED.has(state)) !== false) return null;
  return (
    <Link to="/exchanges/new" search={{ lease: one.id }} className="button">
      {lives.exchange.begin}
    </Link>
  );
}

/** The way out begins on its own page, unless there is one already. */
export function Leave({ one }: Props) {
  const { lives } = useMessages();
  const cases = useQuery(exitsQuery(one.id)).data?.items;
  if (cases?.every(({ state }) => state === "closed" || state === "withdrawn") !== true) return null;
  return (
    <Link to="/exits/new" search={{ lease: one.id }} className="button">
      {lives.lease.toExit}
    </Link>
  );
}
