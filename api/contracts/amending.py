"""Amendments 补充协议: another price, units that join or leave, and what the amount becomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.contracts.commands import require_counted_once, require_known
from domain.access import Actor, require_second_person
from domain.contract_amounts import amount, original_amount
from domain.contracts import MACHINE, ContractEvent, Increase, increase
from domain.errors import Invalid, Refused
from domain.money import Money
from persistence import audit, contracts, parameters, settlement, stock
from persistence.contracts import Contract, Price


class AmendmentOutsideTerm(Invalid):
    """The contract is not in force on that day."""


class AmendmentEmpty(Invalid):
    """No unit joins and none leaves."""


class MonthSettled(Refused):
    """A fee statement has counted that day already; withdraw it, or amend from a later month."""


class IncreaseNotAcknowledged(Refused):
    """The supplement cap is reached: whoever approves must say that it is meant."""


class PriceAlreadyApproved(Refused):
    """The price is in force already."""


class UnitsNotInStock(Refused):
    """These units are not in the stock list on that day, or have left it."""


class UnitsInStock(Refused):
    """These units are in the stock list on that day already."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What amendments make of the contract's amount over its whole term."""

    original: Money
    adjusted: Money
    increase: Increase
    cap_percent: Decimal

    @property
    def warns(self) -> bool:
        """From the cap on, by the exact amounts and not by the percentage as it is shown."""
        return self.increase.added.fen * 100 >= self.original.fen * Fraction(self.cap_percent)


async def draft_price(
    session: AsyncSession,
    actor: Actor,
    contract: Contract,
    *,
    valid_from: date,
    price_fen: int,
    reason: str,
    document_no: str,
) -> Price:
    """The officer's proposal. Raises TransitionRefused, AmendmentOutsideTerm, MonthSettled."""
    await _require_amendable(session, contract, valid_from)
    price_id = await contracts.add_price(
        session,
        contract_id=contract.id,
        valid_from=valid_from,
        price_fen=price_fen,
        reason=reason,
        document_no=document_no,
        maker_id=actor.person_id,
    )
    await audit.record(
        session, actor, "contracts.price.drafted", price_id, project_id=contract.project_id
    )
    return await contracts.price(session, contract.id, price_id)


async def approve_price(
    session: AsyncSession, actor: Actor, contract: Contract, price: Price, *, acknowledged: bool
) -> Measured:
    """The approver puts it in force.

    Raises PriceAlreadyApproved, MakerIsChecker, TransitionRefused, MonthSettled,
    IncreaseNotAcknowledged, AlreadyDone (another price from the same day).
    """
    if price.checker_id is not None:
        raise PriceAlreadyApproved(price_id=str(price.id))
    require_second_person(price.maker_id, actor.person_id)
    await _require_amendable(session, contract, price.valid_from)
    found = await measured(session, contract, candidate_id=price.id)
    _require_acknowledged(found, acknowledged=acknowledged)
    await contracts.put_in_force(session, price.id, actor.person_id)
    await contracts.change_contract(session, contract.id)
    await audit.record(
        session,
        actor,
        "contracts.price.approved",
        price.id,
        project_id=contract.project_id,
        facts={"price_fen": price.price_fen, "increase_percent": str(found.increase.percent)},
        announce=True,
    )
    return found


async def change_stock(
    session: AsyncSession,
    actor: Actor,
    contract: Contract,
    *,
    from_on: date,
    join: Sequence[str],
    leave: Sequence[str],
    reason: str,
    document_no: str,
    acknowledged: bool,
) -> tuple[int, int, Measured]:
    """Units join and leave from a day on, all or none; gives how many of each.

    Raises AmendmentEmpty, TransitionRefused, AmendmentOutsideTerm, MonthSettled, UnitsUnknown,
    UnitsInStock, UnitsNotInStock, UnitCountedTwice, IncreaseNotAcknowledged.
    """
    if not (join or leave):
        raise AmendmentEmpty(pointer="/join")
    await _require_amendable(session, contract, from_on)
    await require_known(session, contract.project_id, join, pointer="/join")
    left = await stock.leave(session, contract.id, until_on=from_on, codes=leave)
    if missing := sorted(set(leave) - left):
        raise UnitsNotInStock(codes=missing[:50], total=len(missing))
    joined = await stock.join(
        session, contract.id, contract.project_id, from_on=from_on, codes=join
    )
    if joined < len(set(join)):
        raise UnitsInStock(total=len(set(join)) - joined)
    await require_counted_once(session, contract.project_id, contract.id)
    found = await measured(session, contract)
    if join:
        _require_acknowledged(found, acknowledged=acknowledged)
    await contracts.change_contract(session, contract.id)
    await audit.record(
        session,
        actor,
        "contracts.stock.changed",
        contract.id,
        project_id=contract.project_id,
        facts={
            "from_on": from_on.isoformat(),
            "joined": joined,
            "left": len(left),
            "reason": reason,
            "document_no": document_no,
            "increase_percent": str(found.increase.percent),
        },
        announce=True,
    )
    return joined, len(left), found


async def measured(
    session: AsyncSession, contract: Contract, *, candidate_id: UUID | None = None
) -> Measured:
    """The amount of the whole term as signed and as amended, with a drafted price if named."""
    first = (await contracts.prices(session, contract.id))[0]
    units = await stock.original_units(session, contract.id)
    original = original_amount(units, Money(first.price_fen), contract.term)
    months = await stock.months_of(session, contract.id, candidate_id=candidate_id)
    adjusted = amount(months)
    cap = Decimal(await parameters.value(session, "fee.supplement_cap", contract.starts_on))
    return Measured(original, adjusted, increase(original, adjusted), cap)


async def _require_amendable(session: AsyncSession, contract: Contract, day: date) -> None:
    MACHINE.after(contract.state, ContractEvent.AMEND)
    if day not in contract.term:
        raise AmendmentOutsideTerm(
            starts_on=contract.starts_on.isoformat(), ends_on=contract.ends_on.isoformat()
        )
    last = await settlement.last_settled(session, contract.id)
    if last is not None and day <= last[0].last:
        raise MonthSettled(settled_through=str(last[0]))


def _require_acknowledged(found: Measured, *, acknowledged: bool) -> None:
    if found.warns and not acknowledged:
        raise IncreaseNotAcknowledged(
            percent=str(found.increase.percent), cap_percent=str(found.cap_percent)
        )
