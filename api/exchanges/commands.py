"""What people do with an exchange of homes: ask, check, decide.

Locks go book, unit, leases by id, then the exchange. Homes are offered and given up in
`api.exchanges.offering`; what follows is in `api.exchanges.moving`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.leases.guards import require_paid_up
from api.leases.life import Held as HeldLease
from domain.access import Actor, Permission, Scope, require_second_person
from domain.exchanges import (
    MACHINE,
    ExchangeAcrossProjects,
    ExchangeEvent,
    ExchangeKind,
    ExchangeReason,
    ExchangeUnderWay,
    require_lived,
    require_partner,
    require_undisturbed,
)
from persistence import (
    attachments,
    audit,
    books,
    exchanges,
    exits,
    lease_life,
    parameters,
    payments,
)
from persistence.exchanges import Exchange
from persistence.lease_life import LeaseRecord


@dataclass(frozen=True, slots=True)
class Wanted:
    """Why a household wants another home; a swap names the other household's lease."""

    kind: ExchangeKind
    with_lease_id: UUID | None
    reason_code: ExchangeReason
    reason: str
    file_ids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Held:
    """An exchange with the leases that end by it, all held. Only `hold` makes one."""

    leases: list[HeldLease]
    exchange: Exchange


async def hold(
    session: AsyncSession, scope: Scope, exchange_id: UUID, *, alone: bool = False
) -> Held:
    """Raises ExchangeNotFound."""
    seen = await exchanges.find(session, scope, exchange_id)
    lock = books.hold if alone else books.share
    book = await lock(session, scope, seen.project_id)
    await payments.lock_leases(session, seen.lease_ids)
    held = [HeldLease(book, await lease_life.record(session, scope, one)) for one in seen.lease_ids]
    return Held(held, await exchanges.find(session, scope, exchange_id, lock=True))


async def submit(
    session: AsyncSession, actor: Actor, lease_id: UUID, wanted: Wanted, *, today: date
) -> UUID:
    """A household asks for another home, at the counter.

    Raises LeaseNotFound, SwapPartnerMissing, ExchangeAcrossProjects, ExchangeNotPossible,
    ExchangeTooEarly, ArrearsOpen, ExchangeUnderWay, FileNotFound.
    """
    scope = actor.scope(Permission.ASK_FOR_EXCHANGE)
    require_partner(wanted.kind, has_partner=wanted.with_lease_id not in {None, lease_id})
    ids = [one for one in (lease_id, wanted.with_lease_id) if one is not None]
    seen = [await lease_life.record(session, scope, one) for one in ids]
    if len({one.project_id for one in seen}) > 1:
        raise ExchangeAcrossProjects(project_id=str(seen[0].project_id))
    await books.share(session, scope, seen[0].project_id)
    await payments.lock_leases(session, ids)
    for one in ids:
        lease = await lease_life.record(session, scope, one)
        await _require_may(session, scope, lease, wanted.reason_code, today)
    if await exchanges.under_way(session, ids):
        raise ExchangeUnderWay(lease_id=str(lease_id))
    exchange_id = await exchanges.add(
        session,
        project_id=seen[0].project_id,
        lease_id=lease_id,
        with_lease_id=wanted.with_lease_id,
        kind=wanted.kind,
        reason_code=wanted.reason_code,
        reason=wanted.reason,
        file_ids=list(wanted.file_ids),
        maker_id=actor.person_id,
    )
    await attachments.attach(
        session, actor, ("lease", lease_id), wanted.file_ids, project_id=seen[0].project_id
    )
    await tell(session, actor, "submitted", await exchanges.find(session, scope, exchange_id))
    return exchange_id


async def _require_may(
    session: AsyncSession, scope: Scope, lease: LeaseRecord, reason: ExchangeReason, today: date
) -> None:
    """Raises ExchangeNotPossible, ExchangeTooEarly, ArrearsOpen."""
    require_undisturbed(lease.state, is_leaving=await exits.is_leaving(session, lease.id))
    first = lease
    while first.renewed_from is not None:
        first = await lease_life.record(session, scope, first.renewed_from)
    keys = ("exchange.min_occupancy_months", "exchange.lock_months")
    months, lock_months = (await parameters.values(session, keys, today)).values()
    require_lived(
        reason,
        first.charged_from,
        first.charged_from if first.exchanged_from is not None else None,
        today,
        months=months,
        lock_months=lock_months,
    )
    await require_paid_up(session, scope, lease.id, today)


async def check(session: AsyncSession, actor: Actor, held: Held) -> None:
    """A second person of the operator looked at it. Raises TransitionRefused, MakerIsChecker."""
    state = MACHINE.after(held.exchange.state, ExchangeEvent.CHECK)
    require_second_person(held.exchange.maker_id, actor.person_id)
    await exchanges.change(session, held.exchange.id, state=state, checked_by=actor.person_id)
    await tell(session, actor, state.value, held.exchange)


async def decide(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    *,
    ok: bool,
    decision_no: str | None,
    decision: str | None,
    today: date,
) -> None:
    """The purchaser's approver decides. Raises TransitionRefused, MakerIsChecker."""
    one = held.exchange
    state = MACHINE.after(one.state, ExchangeEvent.APPROVE if ok else ExchangeEvent.REJECT)
    require_second_person(one.maker_id, actor.person_id)
    await exchanges.change(
        session,
        one.id,
        state=state,
        decided_by=actor.person_id,
        decided_on=today,
        decision_no=decision_no,
        decision=decision,
    )
    await tell(session, actor, state.value, one)


async def tell(session: AsyncSession, actor: Actor, told: str, one: Exchange, **facts: Any) -> None:
    await audit.record(
        session,
        actor,
        f"leases.exchange.{told}",
        one.id,
        project_id=one.project_id,
        facts={"lease_id": str(one.lease_id), "kind": one.kind, **facts},
        announce=True,
    )
