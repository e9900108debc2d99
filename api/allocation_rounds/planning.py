"""The plan of a round: drafted by one person of the bureau, published by another (Art. 11)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.allocation_rounds import disclosing
from domain.access import Actor, require_second_person
from domain.allocation_rounds import (
    MACHINE,
    Method,
    PlanField,
    PublicationKind,
    RoundEvent,
    RoundState,
)
from domain.eligibility import NEVER_DISCLOSED
from domain.errors import Invalid, Refused
from domain.housing import UnitState
from persistence import audit
from persistence.allocation_rounds import orderings, rounds
from persistence.allocation_rounds.orderings import Ordering
from persistence.allocation_rounds.rounds import Round, RoundUnit

_NAMED: Final = 50


class PlanPublished(Refused):
    """A published plan is not changed. Withdraw it first; the public sees that too."""


class PlanIncomplete(Refused):
    """A published plan says where, how many, of what kind, at what rent, for whom and when."""


class RoundUnitsUnknown(Invalid):
    """These codes name no homes of the project."""


class RoundUnitsNotAvailable(Refused):
    """Every home of a published plan is empty and ready to be let."""


class RegistrationWindowPast(Refused):
    """Registration begins on the day of publication or later."""


class TierWouldDisclose(Refused):
    """A priority tier of health groups alone would tell everybody who is ill."""


class ScoreSheetMissing(Refused):
    """An order by score needs its score sheet in the plan."""


class CommitmentMissing(Refused):
    """A lottery needs the hash of its secret and the public value's source in the plan."""


TOLD: Final[Mapping[RoundEvent, str]] = {
    RoundEvent.PUBLISH_PLAN: "plan_published",
    RoundEvent.WITHDRAW_PLAN: "plan_withdrawn",
    RoundEvent.OPEN_REGISTRATION: "registration_opened",
    RoundEvent.FINISH_REVIEW: "reviewed",
    RoundEvent.FREEZE: "frozen",
    RoundEvent.ORDER: "ordered",
    RoundEvent.PUBLISH_ORDER: "order_published",
    RoundEvent.REOPEN_REVIEW: "review_reopened",
    RoundEvent.START_SELECTION: "selection_started",
    RoundEvent.PUBLISH_RESULT: "result_published",
    RoundEvent.CLOSE: "closed",
    RoundEvent.CANCEL: "cancelled",
}


async def step(
    session: AsyncSession,
    actor: Actor | None,
    one: Round,
    event: RoundEvent,
    facts: Mapping[str, Any] | None = None,
    **values: Any,
) -> None:
    """Take the round on, and tell. `actor` None is the calendar. Raises TransitionRefused."""
    state = MACHINE.after(one.state, event)
    await rounds.change_round(session, one.id, state=state.value, **values)
    await audit.record(
        session,
        actor,
        f"rounds.round.{TOLD[event]}",
        one.id,
        project_id=one.project_id,
        facts={"from": one.state.value, "to": state.value, **(facts or {})},
        announce=True,
    )


async def draft(
    session: AsyncSession, actor: Actor, facts: Mapping[str, Any], codes: Sequence[str] | None
) -> UUID:
    """Raises RoundUnitsUnknown, RoundUnitsTaken."""
    round_id = await rounds.add_round(session, **facts, maker_id=actor.person_id)
    if codes is not None:
        await _set_units(session, round_id, facts["project_id"], codes)
    await audit.record(
        session, actor, "rounds.round.drafted", round_id, project_id=facts["project_id"]
    )
    return round_id


async def change(
    session: AsyncSession,
    actor: Actor,
    one: Round,
    changes: Mapping[str, Any],
    codes: Sequence[str] | None,
) -> None:
    """Raises PlanPublished, RoundUnitsUnknown, RoundUnitsTaken."""
    if one.state is not RoundState.PLAN_DRAFT:
        raise PlanPublished(state=one.state)
    if codes is not None:
        await _set_units(session, one.id, one.project_id, codes)
    await rounds.change_round(session, one.id, **changes)
    await audit.record(
        session,
        actor,
        "rounds.round.changed",
        one.id,
        project_id=one.project_id,
        facts={"changed": sorted(changes), "units": codes is not None},
    )


async def _set_units(
    session: AsyncSession, round_id: UUID, project_id: UUID, codes: Sequence[str]
) -> None:
    unknown = await rounds.set_units(session, round_id, project_id, codes)
    if unknown:
        raise RoundUnitsUnknown(pointer="/units", codes=unknown[:_NAMED], total=len(unknown))


async def publish(session: AsyncSession, actor: Actor, one: Round, *, today: date) -> None:
    """The plan is public, and its homes are spoken for.

    Raises TransitionRefused, MakerIsChecker, PlanIncomplete, RegistrationWindowPast,
    RoundUnitsNotAvailable, ScoreSheetMissing, CommitmentMissing, TierWouldDisclose,
    CorrectionNeedsReason.
    """
    MACHINE.after(one.state, RoundEvent.PUBLISH_PLAN)
    require_second_person(one.maker_id, actor.person_id)
    homes = await rounds.listed(session, one.id)
    ordering = await orderings.latest(session, one.id)
    _require_complete(one, homes, today)
    _require_fair(one, ordering)
    await disclosing.publish(
        session,
        actor,
        one,
        PublicationKind.PLAN,
        await disclosing.plan_body(session, one, homes, ordering),
        reason=one.reason,
    )
    await step(
        session,
        actor,
        one,
        RoundEvent.PUBLISH_PLAN,
        {"homes": len(homes)},
        plan_published_by=actor.person_id,
    )


def _require_complete(one: Round, homes: Sequence[RoundUnit], today: date) -> None:
    said = {
        PlanField.LOCATION: bool(one.location),
        PlanField.NUMBER: bool(homes),
        PlanField.LAYOUT: all(home.layout for home in homes),
        PlanField.AREA: all(home.area_m2 > 0 for home in homes),
        PlanField.RENT_STANDARD: bool(one.rent_standard),
        PlanField.TARGET_GROUP: bool(one.target_group),
        PlanField.REGISTRATION_WINDOW: bool(
            one.registration_opens_on and one.registration_closes_on
        ),
    }
    missing = sorted(field for field, is_said in said.items() if not is_said)
    if missing:
        raise PlanIncomplete(missing=missing)
    if one.registration_opens_on is not None and one.registration_opens_on < today:
        raise RegistrationWindowPast(opens_on=one.registration_opens_on.isoformat())
    gone = [home.code for home in homes if home.state is not UnitState.AVAILABLE]
    if gone:
        raise RoundUnitsNotAvailable(codes=gone[:_NAMED], total=len(gone))


def _require_fair(one: Round, ordering: Ordering | None) -> None:
    if one.priority_groups and set(one.priority_groups) <= NEVER_DISCLOSED:
        raise TierWouldDisclose(groups=one.priority_groups)
    if one.method is Method.SCORE and not one.score_items:
        raise ScoreSheetMissing
    if one.method is not Method.LOTTERY:
        return
    closes_on = one.registration_closes_on
    if ordering is None or ordering.public_on is None:
        raise CommitmentMissing
    if closes_on is not None and ordering.public_on <= closes_on:
        raise CommitmentMissing(
            public_on=ordering.public_on.isoformat(), closes_on=closes_on.isoformat()
        )


async def withdraw(session: AsyncSession, actor: Actor, one: Round, reason: str) -> None:
    """Back to a draft; the public sees that the plan was withdrawn, and why."""
    MACHINE.after(one.state, RoundEvent.WITHDRAW_PLAN)
    await disclosing.withdraw(session, actor, one, PublicationKind.PLAN, reason)
    await step(session, actor, one, RoundEvent.WITHDRAW_PLAN, reason=reason)


async def open_registration(
    session: AsyncSession, actor: Actor | None, one: Round, *, today: date
) -> None:
    """On its day, by the calendar; or by hand on that day. Raises RegistrationNotYet."""
    MACHINE.after(one.state, RoundEvent.OPEN_REGISTRATION)
    opens_on = one.registration_opens_on
    if opens_on is not None and opens_on > today:
        raise RegistrationNotYet(opens_on=opens_on.isoformat())
    await step(session, actor, one, RoundEvent.OPEN_REGISTRATION)


class RegistrationNotYet(Refused):
    """The day on which registration begins is still to come."""


async def cancel(session: AsyncSession, actor: Actor, one: Round, reason: str) -> None:
    """Nobody has chosen yet: the homes are free again, and what was public is withdrawn."""
    MACHINE.after(one.state, RoundEvent.CANCEL)
    for kind in PublicationKind:
        await disclosing.withdraw(session, actor, one, kind, reason)
    await rounds.release_units(session, one.id)
    await step(session, actor, one, RoundEvent.CANCEL, {"reason": reason}, reason=reason)


async def close(session: AsyncSession, actor: Actor, one: Round) -> None:
    """The round is over; what nobody chose may go into another."""
    MACHINE.after(one.state, RoundEvent.CLOSE)
    await rounds.release_units(session, one.id)
    await step(session, actor, one, RoundEvent.CLOSE)
