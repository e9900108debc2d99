"""The operator's fee of a month computed: unit-days × price × performance − deductions."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor
from domain.calendar import Month
from domain.contracts import ContractState
from domain.errors import Refused
from domain.money import ZERO, Money, multiply
from domain.settlement import Fee, FeeState, FeeTerms, settle
from domain.unit_days import base_fee
from persistence import audit, deductions, settlement, unit_days
from persistence.contracts import Contract, Reach
from persistence.unit_days import Counted

#: Until an evaluation is confirmed, the whole fee is due; it is settled later (domain.md 5.16).
PROVISIONAL: Final = (Decimal("1.00"), "provisional")
_NOT_BEGUN: Final = frozenset({ContractState.DRAFT, ContractState.SIGNED, ContractState.PUBLISHED})


class MonthNotOver(Refused):
    """A month's fee is computed once its last day has passed."""


class ContractNotInForce(Refused):
    """The contract was not in force in that month."""


class LaterMonthSettled(Refused):
    """A later month has a statement that builds on this one; withdraw that first."""


async def compute(
    session: AsyncSession,
    actor: Actor,
    within: Reach,
    contract: Contract,
    month: Month,
    today: date,
) -> UUID:
    """Count the unit-days, price them, and take off what was upheld.

    The contract is held. Raises ContractNotInForce, MonthNotOver, LaterMonthSettled, PriceMissing,
    AlreadyDone (the month has a statement).
    """
    _require_countable(contract, month, today)
    brought_forward = await _brought_forward(session, contract.id, month)
    counted = await unit_days.counted(
        session, contract.id, month, tells_vacant=contract.vacant_factor < 1
    )
    upheld = await deductions.hold_upheld(session, within, contract.id, month)
    base = base_fee((one.span for one in counted), month, vacant_factor=contract.vacant_factor)
    cap = contract.deduction_cap_fen
    fee = settle(
        base,
        PROVISIONAL[0],
        (Money(one.amount_fen) for one in upheld),
        FeeTerms(contract.tax_rate, None if cap is None else Money(cap)),
        brought_forward=brought_forward,
    )
    statement_id = await _add(session, actor, contract, month, counted, fee)
    await deductions.apply(session, [one.id for one in upheld], statement_id)
    await audit.record(
        session,
        actor,
        "settlement.fee.computed",
        statement_id,
        project_id=contract.project_id,
        facts={"month": str(month), "payable_fen": fee.payable.fen},
        announce=True,
    )
    return statement_id


def _require_countable(contract: Contract, month: Month, today: date) -> None:
    if contract.state in _NOT_BEGUN or not contract.term.days_in(month):
        raise ContractNotInForce(state=contract.state, month=str(month))
    if today <= month.last:
        raise MonthNotOver(month=str(month), last_on=month.last.isoformat())


async def _brought_forward(session: AsyncSession, contract_id: UUID, month: Month) -> Money:
    last = await settlement.last_settled(session, contract_id)
    if last is None:
        return ZERO
    if last[0] > month:
        raise LaterMonthSettled(month=str(last[0]))
    return last[1]


async def _add(
    session: AsyncSession,
    actor: Actor,
    contract: Contract,
    month: Month,
    counted: Sequence[Counted],
    fee: Fee,
) -> UUID:
    before = await settlement.count_of(session, contract.id, month)
    return await settlement.add_statement(
        session,
        contract_id=contract.id,
        project_id=contract.project_id,
        number=f"{contract.contract_no}-{month}" + (f"-{before + 1}" if before else ""),
        month=month.first,
        state=FeeState.COMPUTED,
        unit_days=sum(one.span.unit_days for one in counted),
        base_fen=fee.base.fen,
        coefficient=fee.coefficient,
        coefficient_basis=PROVISIONAL[1],
        performance_fen=fee.performance.fen,
        deductions_fen=fee.deductions.fen,
        carried_over_fen=fee.carried_over.fen,
        payable_fen=fee.payable.fen,
        tax_rate=contract.tax_rate,
        net_fen=fee.net.fen,
        tax_fen=fee.tax.fen,
        annex=[_annex_line(one, month, contract.vacant_factor) for one in counted],
        maker_id=actor.person_id,
    )


def _annex_line(one: Counted, month: Month, vacant_factor: Decimal) -> dict[str, Any]:
    """The units that count alike, as they are printed and sent."""
    counts = Fraction(vacant_factor) if one.is_vacant else Fraction(1)
    each = multiply(one.price, Fraction(one.days, month.days) * counts)
    return {
        "from_on": one.period.from_on.isoformat(),
        "last_on": (one.period.from_on + timedelta(days=one.days - 1)).isoformat(),
        "days": one.days,
        "units": one.units,
        "unit_days": one.span.unit_days,
        "price_fen": one.price.fen,
        "is_vacant": one.is_vacant,
        "each_fen": each.fen,
        "amount_fen": each.fen * one.units,
    }
