"""A fee statement as its form 服务费结算单 prints it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from api.documents.forms.fee_statement import Deduction, FeeStatement, UnitSpan
from api.settlement.schemas import rounding
from domain.calendar import Month
from domain.money import Money, total
from persistence import deductions, letterheads, settlement
from persistence.contracts import Reach
from persistence.deductions import Deduction as Applied
from persistence.settlement import FeeStatement as Settled

_FOUR_PLACES: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Figures:
    """What lists and forms say of a statement beside its own columns."""

    billed_units: Decimal
    price: Money
    deductions: tuple[Deduction, ...]
    paid_to_date: Money


async def figures_of(session: AsyncSession, reach: Reach, one: Settled) -> Figures:
    applied = await deductions.applied_in(session, reach, one.id)
    prices = [line["price_fen"] for line in one.annex]
    return Figures(
        billed_units=_billed_units(one),
        price=Money(prices[-1] if prices else 0),
        deductions=deducted(one, applied),
        paid_to_date=await settlement.paid_to_date(session, one.contract_id, one.month),
    )


def _billed_units(one: Settled) -> Decimal:
    exact = Decimal(one.unit_days) / one.month.days
    rounded = exact.quantize(_FOUR_PLACES, rounding=ROUND_HALF_UP).normalize()
    return rounded if rounded != rounded.to_integral_value() else rounded.quantize(Decimal(1))


def deducted(one: Settled, applied: Sequence[Applied]) -> tuple[Deduction, ...]:
    """Each event, and the lines that make their sum what is taken off this month."""
    events = [Deduction(item.fact, item.clause, Money(item.amount_fen)) for item in applied]
    raised = total(item.amount for item in events)
    taken = Money(one.deductions_fen)
    if raised < taken:
        events.append(Deduction("上期结转扣款", "", taken - raised))
    if raised > taken:
        events.append(Deduction("超过当月扣款上限，不予扣除", "", taken - raised))
    if one.carried_over_fen:
        events.append(Deduction("结转下期扣款", "", -Money(one.carried_over_fen)))
    return tuple(events)


async def form_of(
    session: AsyncSession, reach: Reach, one: Settled, *, printed_on: date
) -> FeeStatement:
    """The form, whose figures tie out or it is not printed."""
    named = await letterheads.offices(session, reach.scope.authority_id)
    figures = await figures_of(session, reach, one)
    return FeeStatement(
        number=one.number,
        printed_on=printed_on,
        month=one.month,
        project=one.project,
        contract_number=one.contract_no,
        operator=one.operator,
        purchaser=named.purchaser,
        finance=named.finance,
        price=figures.price,
        billed_units=figures.billed_units,
        unit_days=one.unit_days,
        base_fee=Money(one.base_fen),
        score=None,
        coefficient=one.coefficient.normalize(),
        payable=Money(one.performance_fen),
        deductions=figures.deductions,
        paid=Money(one.payable_fen),
        tax_rate=one.tax_rate,
        net=Money(one.net_fen),
        tax=Money(one.tax_fen),
        paid_to_date=figures.paid_to_date,
        spans=tuple(_span(line, one.month) for line in one.annex),
        rounding=rounding(one),
    )


def _span(line: Mapping[str, Any], month: Month) -> UnitSpan:
    from_on, last_on = date.fromisoformat(line["from_on"]), date.fromisoformat(line["last_on"])
    return UnitSpan(
        basis=_basis(from_on, last_on, month, is_vacant=line["is_vacant"]),
        from_on=from_on,
        last_on=last_on,
        units=line["units"],
        each=Money(line["each_fen"]),
    )


def _basis(from_on: date, last_on: date, month: Month, *, is_vacant: bool) -> str:
    told = {
        (True, True): "全月在管",
        (True, False): "月初起，期中止",
        (False, True): "期中起，至月末",
        (False, False): "期中起止",
    }[from_on == month.first, last_on == month.last]
    return f"{told}（空置）" if is_vacant else told
