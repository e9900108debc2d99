"""Taking a unit out of the stock 退出保障: the approver proposes, finance answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.housing import asking, life
from api.housing.life import Step
from domain.access import Actor, Permission, require_second_person
from domain.housing import MACHINE, UnitEvent, UnitHasLease
from domain.unit_decisions import DecisionEvent, DecisionKind, WithdrawalReason
from persistence import housing, unit_decisions, unit_life
from persistence.unit_life import HeldUnit


@dataclass(frozen=True, slots=True)
class Disposal:
    """How the unit is to leave the stock, by which law and with which papers."""

    cause: WithdrawalReason
    reason: str
    legal_basis: str
    file_ids: Sequence[UUID]


async def propose(
    session: AsyncSession,
    actor: Actor,
    unit_id: UUID,
    disposal: Disposal,
    *,
    today: date,
    check: Callable[[HeldUnit], None],
) -> UUID:
    """The approver's half of a disposal; finance has the other. Gives the decision.

    Raises UnitNotFound, TransitionRefused, UnitHasLease, AlreadyDone, FileNotFound.
    """
    scope = actor.scope(Permission.WITHDRAW_UNIT)
    unit = await unit_life.lock(session, scope, unit_id)
    check(unit)
    MACHINE.after(unit.state, UnitEvent.WITHDRAW)
    lease_id = await housing.live_lease_of(session, unit_id)
    if lease_id is not None:
        raise UnitHasLease(lease_id=str(lease_id))
    return await asking.ask(
        session,
        actor,
        unit.project_id,
        unit_id,
        kind=DecisionKind.WITHDRAWAL,
        effective_on=today,
        reason_code=disposal.cause,
        reason=disposal.reason,
        legal_basis=disposal.legal_basis,
        file_ids=list(disposal.file_ids),
    )


async def review(
    session: AsyncSession, actor: Actor, unit_id: UUID, *, granted: bool, words: str, today: date
) -> UUID:
    """Finance's half: granted, the unit leaves the stock today; refused, all stays as it was.

    Raises UnitNotFound, UnitDecisionNotFound, MakerIsChecker, TransitionRefused, UnitHasLease.
    """
    scope = actor.scope(Permission.REVIEW_WITHDRAWAL)
    await unit_life.lock(session, scope, unit_id)
    one = await unit_decisions.asked(session, scope, unit_id, DecisionKind.WITHDRAWAL)
    require_second_person(one.maker_id, actor.person_id)
    if granted:
        step = Step(
            event=UnitEvent.WITHDRAW,
            reason_code=WithdrawalReason(one.reason_code),
            reason=one.reason,
            legal_basis=one.legal_basis,
            document=("unit_decision", one.id),
        )
        await life.move(session, actor, scope, unit_id, step, today=today)
    event = DecisionEvent.GRANT if granted else DecisionEvent.REFUSE
    await asking.close(session, actor, one, event, words)
    return one.id


async def retract(session: AsyncSession, actor: Actor, unit_id: UUID, words: str) -> UUID:
    """The approver takes the disposal back before finance answered. Raises UnitDecisionNotFound."""
    scope = actor.scope(Permission.WITHDRAW_UNIT)
    await unit_life.lock(session, scope, unit_id)
    one = await unit_decisions.asked(session, scope, unit_id, DecisionKind.WITHDRAWAL)
    await asking.close(session, actor, one, DecisionEvent.LAPSE, words)
    return one.id
