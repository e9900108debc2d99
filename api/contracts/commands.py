"""What people do with a service contract, from draft to its being in force."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission, require_second_person
from domain.calendar import Period
from domain.contracts import MACHINE, ContractEvent, Terms, require_lawful
from domain.dating import require_dated, require_reached
from domain.errors import Invalid, Refused
from domain.unit_days import UnitCountedTwice
from persistence import audit, contracts, directory, housing, stock
from persistence.contracts import Contract, Reach

#: So many codes are named in a refusal; `total` says how many there are.
_NAMED = 50


class UnitsUnknown(Invalid):
    """These codes name no units of the project."""


class StockListMissing(Refused):
    """A contract comes into force with its stock list only."""


class ContractNotStarted(Refused):
    """The contract's first day is still to come."""


def reach(actor: Actor, permission: Permission) -> Reach:
    """Whose contracts the actor may touch with this permission."""
    return Reach(actor.scope(permission), actor.organisation_id)


async def draft(
    session: AsyncSession,
    actor: Actor,
    facts: Mapping[str, Any],
    *,
    price_fen: int,
    units: Sequence[str] | None,
    today: date,
) -> Contract:
    """The officer's draft, with its first price and its stock list.

    Raises ProjectNotFound, OrganisationNotFound, NotAnOperator, PeriodInvalid,
    ContractIncomplete, ContractTooLong, UnitsUnknown, UnitCountedTwice, CodeTaken.
    """
    within = reach(actor, Permission.DRAFT_CONTRACT)
    term = Period.inclusive(facts["starts_on"], facts["ends_on"])
    require_lawful(
        Terms(term, frozenset(facts["clauses"]), budget_assured=bool(facts["budget_note"]))
    )
    await housing.lock_project(session, within.scope, facts["project_id"])
    await directory.require_operator(session, facts["operator_id"], pointer="/operator_id")
    contract_id = await contracts.add_contract(
        session, **facts, state="draft", maker_id=actor.person_id
    )
    await contracts.add_price(
        session,
        contract_id=contract_id,
        valid_from=term.from_on,
        price_fen=price_fen,
        reason="合同约定",
        document_no=facts["contract_no"],
        maker_id=actor.person_id,
    )
    await list_units(session, contract_id, facts["project_id"], from_on=term.from_on, codes=units)
    await _tell(session, actor, "drafted", contract_id, facts["project_id"])
    return await contracts.contract(session, within, contract_id, today)


async def list_units(
    session: AsyncSession,
    contract_id: UUID,
    project_id: UUID,
    *,
    from_on: date,
    codes: Sequence[str] | None,
) -> int:
    """Put units in the stock list. Raises UnitsUnknown, UnitCountedTwice."""
    await require_known(session, project_id, codes or (), pointer="/units")
    joined = await stock.join(session, contract_id, project_id, from_on=from_on, codes=codes)
    await require_counted_once(session, project_id, contract_id)
    return joined


async def require_known(
    session: AsyncSession, project_id: UUID, codes: Sequence[str], *, pointer: str
) -> None:
    """Raises UnitsUnknown."""
    unknown = await stock.strangers(session, project_id, codes)
    if unknown:
        raise UnitsUnknown(pointer=pointer, codes=unknown[:_NAMED], total=len(unknown))


async def require_counted_once(session: AsyncSession, project_id: UUID, contract_id: UUID) -> None:
    """A unit-day belongs to exactly one contract. Raises UnitCountedTwice."""
    twice = await stock.counted_twice(session, project_id, contract_id)
    if twice:
        raise UnitCountedTwice(codes=twice[:_NAMED], total=len(twice))


async def sign(
    session: AsyncSession, actor: Actor, contract: Contract, *, signed_on: date, today: date
) -> None:
    """The approver signs, and with it the first price is in force.

    Raises TransitionRefused, MakerIsChecker, UnitCountedTwice, DateNotReached.
    """
    require_second_person(contract.maker_id, actor.person_id)
    require_reached("/signed_on", signed_on, today)
    await require_counted_once(session, contract.project_id, contract.id)
    first = (await contracts.prices(session, contract.id))[0]
    await contracts.put_in_force(session, first.id, actor.person_id)
    await _step(
        session,
        actor,
        contract,
        ContractEvent.SIGN,
        "signed",
        signed_by=actor.person_id,
        signed_at=func.now(),
        signed_on=signed_on,
    )


async def publish(
    session: AsyncSession,
    actor: Actor,
    contract: Contract,
    *,
    announcement: str,
    published_on: date,
    today: date,
) -> None:
    """102号令 Art. 23: the contract is public. Raises TransitionRefused, DateNotReached."""
    require_reached("/published_on", published_on, today)
    await _step(
        session,
        actor,
        contract,
        ContractEvent.PUBLISH,
        "published",
        announcement=announcement,
        published_on=published_on,
    )


async def activate(
    session: AsyncSession, actor: Actor, contract: Contract, *, reason: str | None, today: date
) -> None:
    """From now on the operator runs the project, collects, advances and is paid.

    Raises TransitionRefused, ContractNotStarted, BackdatingNeedsReason, StockListMissing,
    UnitCountedTwice.
    """
    if contract.starts_on > today:
        raise ContractNotStarted(starts_on=contract.starts_on.isoformat())
    require_dated("/reason", contract.starts_on, today, reason)
    if not await stock.original_units(session, contract.id):
        raise StockListMissing
    await require_counted_once(session, contract.project_id, contract.id)
    await _step(
        session, actor, contract, ContractEvent.START, "activated", backdating_reason=reason
    )
    await housing.change_project(session, contract.project_id, operator_id=contract.operator_id)


async def _step(
    session: AsyncSession,
    actor: Actor,
    contract: Contract,
    event: ContractEvent,
    told: str,
    **values: Any,
) -> None:
    state = MACHINE.after(contract.state, event)
    await contracts.change_contract(session, contract.id, state=state, **values)
    await _tell(session, actor, told, contract.id, contract.project_id)


async def _tell(
    session: AsyncSession, actor: Actor, told: str, contract_id: UUID, project_id: UUID
) -> None:
    await audit.record(
        session,
        actor,
        f"contracts.contract.{told}",
        contract_id,
        project_id=project_id,
        announce=True,
    )
