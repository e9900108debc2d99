"""A lease's rent put right to its last day: taken off, charged, the holdover's part, back-rent."""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from api.exits.life import Held
from api.rent.lowering import lower
from domain.access import Actor, Permission
from domain.calendar import Month, Period
from domain.charging import Terms
from domain.errors import Refused
from domain.exits import ExitEvent
from domain.final_bills import rent_not_charged, rent_to_last_day
from domain.holdover import above_contract, holdover_months, table_of
from domain.lease_terms import Difference, RentFrom, parts_of
from domain.ledger import Reason
from domain.money import ZERO, Money, multiply
from domain.proration import due_for_parts
from persistence import books, exits, final_bills, housing, lease_terms, parameters
from persistence.books import Entry
from persistence.lease_life import LeaseRecord
from persistence.rent import carrying, standards
from persistence.tables.rent import ChargeRow

RENT: Final = "rent"
#: What the table makes of a month above the contract's rent; never the operator's to advance.
SURCHARGE: Final = "holdover_surcharge"
BACK_RENT: Final = "back_rent"


class MarketRentMissing(Refused):
    """Nobody has said what the market asks in the project: the purchaser enters it first."""


async def put_right(
    session: AsyncSession, actor: Actor, held: Held, last_on: date, *, today: date
) -> list[dict[str, Any]]:
    """Post what the last day changes; gives each month's line. The book is held alone.

    Raises MarketRentMissing, PeriodClosed.
    """
    lease = held.lease.lease
    terms, _ = await standards.terms_on(session, lease.project_id, Month.of(last_on).first)
    until = last_on + timedelta(days=int(terms.last_day_counted))
    lived = Period(lease.charged_from, max(until, lease.charged_from))
    charged = await lease_terms.charged(session, lease.id, date.min)
    changes = await lease_terms.changes(session, lease.id)
    paper = Money(lease.monthly_rent_fen)
    ids = {one.month: charge_id for charge_id, one in charged.items()}
    lines: list[dict[str, Any]] = []
    for one in rent_to_last_day(charged.values(), paper, changes, lived):
        await lower(
            session,
            actor,
            held.lease.book,
            lease.id,
            ids[one.month],
            -one.amount,
            document=("exit_case", held.case.id),
            today=today,
        )
        lines.append(_line(RENT, one))
    ends = [one.period.until_on for one in charged.values() if one.period.until_on is not None]
    begins = max(ends, default=max(lease.charged_from, Month.of(last_on).first))
    if begins < until:
        left = Period(begins, until)
        for one in rent_not_charged(
            ids, paper, changes, left, basis=terms.basis, unit_fen=terms.unit_fen
        ):
            await _charge(session, actor, held, RENT, one, terms, today)
            lines.append(_line(RENT, one))
    lines += await _surcharges(session, actor, held, changes, until, terms, today)
    return lines + await _back_rent(session, actor, held, terms, today)


async def _surcharges(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    changes: list[RentFrom],
    until: date,
    terms: Terms,
    today: date,
) -> list[dict[str, Any]]:
    """E13: from the day after the relocation period, by the table, above the contract's rent."""
    lease = held.lease.lease
    if lease.relocation_until is None or until <= lease.relocation_until + timedelta(days=1):
        return []
    stayed = Period(lease.relocation_until + timedelta(days=1), until)
    market = await _market(session, actor, lease, stayed.from_on)
    rows = await parameters.value(session, "exit.holdover_rate_table", stayed.from_on)
    lines: list[dict[str, Any]] = []
    for one in holdover_months(
        market, stayed, table_of(rows), basis=terms.basis, unit_fen=terms.unit_fen
    ):
        parts = parts_of(one.period, Money(lease.monthly_rent_fen), changes)
        contract = due_for_parts(parts, one.month, terms.basis, unit_fen=terms.unit_fen)
        above = above_contract(one.due, contract)
        if above:
            due = Difference(one.month, one.period, ZERO, above)
            await _charge(session, actor, held, SURCHARGE, due, terms, today)
            lines.append(_line(SURCHARGE, due))
    return lines


async def _market(session: AsyncSession, actor: Actor, lease: LeaseRecord, on: date) -> Money:
    """The home's rent at the market's price of that day. Raises MarketRentMissing."""
    price = await final_bills.market_price(session, lease.project_id, on)
    if price is None:
        raise MarketRentMissing(project_id=str(lease.project_id), on=on.isoformat())
    unit = await housing.unit(session, actor.scope(Permission.READ_HOUSING), lease.unit_id)
    return multiply(Money(100), price * unit.area_m2)


async def _back_rent(
    session: AsyncSession, actor: Actor, held: Held, terms: Terms, today: date
) -> list[dict[str, Any]]:
    """E14: what the bureau ordered to be paid for the time of misuse, as it ordered it."""
    order = await exits.last_of(session, held.case.id, ExitEvent.ORDER_RETURN)
    amount = Money(int(order.facts.get("back_rent_fen") or 0)) if order else ZERO
    if order is None or not amount:
        return []
    from_on = date.fromisoformat(order.facts["misused_from"])
    until_on = date.fromisoformat(order.facts["misused_until"]) + timedelta(days=1)
    due = Difference(Month.of(from_on), Period(from_on, until_on), ZERO, amount)
    await _charge(session, actor, held, BACK_RENT, due, terms, today)
    return [_line(BACK_RENT, due)]


async def _charge(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    kind: str,
    one: Difference,
    terms: Terms,
    today: date,
) -> UUID:
    """In its own month; in the first open one where that is closed. Due at once."""
    lease, book = held.lease.lease, held.lease.book
    month = one.month if book.first_open is None else max(one.month, book.first_open)
    made = await session.execute(
        insert(ChargeRow)
        .values(
            project_id=lease.project_id,
            lease_id=lease.id,
            unit_id=lease.unit_id,
            household_id=lease.household_id,
            month=month.first,
            kind=kind,
            line=await final_bills.next_line(session, lease.id, month.first, kind),
            from_on=one.period.from_on,
            until_on=one.period.until_on,
            due_on=today,
            amount_fen=one.due.fen,
            treasury_claim_fen=one.due.fen,
            arrears_fen=one.due.fen,
            trace={
                "exit_case_id": str(held.case.id),
                "basis": terms.basis,
                "unit_fen": terms.unit_fen,
                "month": str(one.month),
            },
        )
        .returning(ChargeRow.id)
    )
    charge_id = made.scalar_one()
    await carrying.restate(session, [lease.id])
    await books.post(
        session,
        book,
        [Entry(Reason.CHARGED, one.due, lease_id=lease.id, charge_id=charge_id)],
        month=book.month_for(today),
        on_date=today,
        document=("exit_case", held.case.id),
        maker_id=actor.person_id,
    )
    return charge_id


def _line(kind: str, one: Difference) -> dict[str, Any]:
    return {
        "kind": kind,
        "month": str(one.month),
        "was_fen": one.was.fen,
        "due_fen": one.due.fen,
    }
