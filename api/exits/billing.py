"""The final bill: drafted as a dry run of its own posting, confirmed by a second person.

A draft posts everything and takes it back before anybody sees it, so that what is confirmed is
what was drafted; when money has moved in between, the draft no longer holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from api.deposits import commands as deposit_commands
from api.deposits import refunding, serving
from api.deposits.refunding import Back
from api.exits import life, rent_due
from api.exits.life import Held, Step
from domain.access import Actor, Permission, require_second_person
from domain.deposits import DepositDemand
from domain.exits import MACHINES, ExitEvent, actors
from domain.final_bills import (
    MACHINE,
    BillEvent,
    FinalBillIncomplete,
    FinalBillOutdated,
    ReadingMissing,
    Reckoning,
    RefundSource,
    missing_clearances,
    owed_demands,
    utility_cost,
)
from domain.handover_sheets import consumption, damages
from domain.handovers import HandoverKind
from domain.leases import Against
from domain.money import Money, total
from domain.payments import Channel
from persistence import (
    calendars,
    deposits,
    final_bills,
    handovers,
    housing,
    lease_life,
    parameters,
)
from persistence.final_bills import FinalBill
from persistence.handovers import Handover
from persistence.rent import credit

_DOCUMENT: Final = "exit_case"
#: What is written on the deposit's refund, with the case's number.
_SETTLED: Final = "退房结清"


@dataclass(frozen=True, slots=True)
class Bill:
    """What a posting of the bill came to."""

    last_on: date
    told: dict[str, Any]
    deposit: Money
    reckoned: Reckoning


async def draft(
    session: AsyncSession, actor: Actor, held: Held, asked: dict[str, Any], *, today: date
) -> UUID:
    """Work the bill out; an earlier draft is put aside. `held` has its book alone.

    Raises TransitionRefused, FinalBillIncomplete, ReadingMissing, MarketRentMissing,
    RefundWayMissing, RefundToPayer.
    """
    case = held.case
    MACHINES[case.track].after(case.state, ExitEvent.BILL)
    trial = await session.begin_nested()
    bill = await _post(session, actor, held, asked, actor.person_id, today)
    await trial.rollback()
    await final_bills.discard_draft(session, case.id)
    reckoned = bill.reckoned
    bill_id = await final_bills.add_bill(
        session,
        case_id=case.id,
        last_on=bill.last_on,
        asked=asked,
        told=bill.told,
        deposit_fen=bill.deposit.fen,
        deposit_back_fen=reckoned.deposit_back.fen,
        rent_back_fen=reckoned.rent_back.fen,
        owed_fen=reckoned.settlement.still_owed.fen,
        damage_owed_fen=reckoned.owed(Against.DAMAGE).fen,
        maker_id=actor.person_id,
    )
    facts = {"owed_fen": reckoned.settlement.still_owed.fen}
    await life.tell(session, actor, "bill_drafted", case.id, case.project_id, facts)
    return bill_id


async def confirm(
    session: AsyncSession, actor: Actor, held: Held, one: FinalBill, *, today: date
) -> None:
    """A second person confirms: everything is posted, and both legs back are proposed.

    Raises TransitionRefused, RoleMissing, MakerIsChecker, FinalBillOutdated, and what `draft`
    raises.
    """
    state = MACHINE.after(one.state, BillEvent.CONFIRM)
    require_second_person(one.maker_id, actor.person_id)
    case = held.case
    MACHINES[case.track].after(case.state, ExitEvent.BILL)
    actor.require_role(actors(case.track, ExitEvent.BILL))
    bill = await _post(session, actor, held, one.asked, one.maker_id, today)
    if bill.told != one.told or bill.last_on != one.last_on:
        raise FinalBillOutdated(drafted_at=one.made_at.isoformat())
    await final_bills.change_bill(
        session,
        one.id,
        state=state,
        checker_id=actor.person_id,
        checked_at=func.now(),
        confirmed_on=today,
    )
    await lease_life.change(session, case.lease_id, vacated_on=bill.last_on)
    facts = {"bill_id": str(one.id), "owed_fen": one.owed_fen, "last_on": one.last_on.isoformat()}
    await life.move(session, actor, held, Step(event=ExitEvent.BILL, facts=facts), today=today)


async def _post(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    asked: dict[str, Any],
    maker_id: UUID,
    today: date,
) -> Bill:
    case, book = held.case, held.lease.book
    scope = actor.scope(Permission.READ_LEASE)
    assert case.handover_id is not None
    sheet = await handovers.handover(session, scope, case.handover_id)
    extra = await _demands(session, actor, held, sheet, asked)
    last_on = await _last_day(session, held, sheet, today)
    rents = await rent_due.put_right(session, actor, held, last_on, today=today)
    month = book.month_for(today)
    await credit.use(
        session, book, month, on_date=today, maker_id=actor.person_id, lease_id=case.lease_id
    )
    deposit = await deposit_commands.held_in(session, scope, book, case.lease_id)
    demands = [*owed_demands(await deposits.owed_by(session, case.lease_id)), *extra]
    document = (_DOCUMENT, case.id)
    settled = await serving.serve(session, actor, deposit, demands, document=document, today=today)
    if settled.back:
        after = await deposit_commands.held_in(session, scope, book, case.lease_id)
        back = _back(asked, settled.back, f"{_SETTLED} {case.number}", document)
        await refunding.propose_of(session, actor, after, back, today=today, maker_id=maker_id)
    rent_back = await _rent_back(session, held, maker_id, today)
    reckoned = Reckoning(tuple(demands), settled, rent_back)
    told = {"rents": rents, "demands": _told(reckoned), "rent_back_fen": rent_back.fen}
    return Bill(last_on, told, deposit.amount, reckoned)


async def _last_day(session: AsyncSession, held: Held, sheet: Handover, today: date) -> date:
    """The day the keys came back; later where the city lets rent run until all is done."""
    runs_on = await parameters.value(session, "exit.rent_runs_on", today)
    complete_by = held.case.complete_by
    if runs_on and complete_by is not None and today > complete_by:
        return today
    return sheet.on_date


async def _demands(
    session: AsyncSession, actor: Actor, held: Held, sheet: Handover, asked: dict[str, Any]
) -> list[DepositDemand]:
    """Damage from the sheet, bills at their tariffs. Raises FinalBillIncomplete."""
    billed = [one["meter"] for one in asked["utilities"]]
    cleared = [one["kind"] for one in asked["clearances"]]
    missing = missing_clearances(
        [meter.kind.value for meter in sheet.sheet.meters], billed, cleared
    )
    if missing:
        raise FinalBillIncomplete(missing=missing)
    project = await housing.project(
        session, actor.scope(Permission.READ_HOUSING), held.case.project_id
    )
    used = await _used(session, actor, held, sheet)
    return [
        *(
            DepositDemand(Against.DAMAGE, one.price, one.what, project.operator or "")
            for one in damages(sheet.sheet)
        ),
        *(_utility(one, used) for one in asked["utilities"]),
        *(
            DepositDemand(Against.DAMAGE, Money(one["amount_fen"]), one["what"], one["payee"])
            for one in asked["others"]
        ),
    ]


def _utility(one: dict[str, Any], used: dict[str, Decimal]) -> DepositDemand:
    """Raises ReadingMissing."""
    amount = Decimal(one["used"]) if one["used"] is not None else used.get(one["meter"])
    if amount is None:
        raise ReadingMissing(meter=one["meter"])
    cost = utility_cost(amount, Decimal(one["yuan_a_unit"]))
    what = f"{one['meter']} {amount.normalize():f} × {one['yuan_a_unit']}"
    return DepositDemand(Against.DAMAGE, cost, what, one["payee"])


async def _used(
    session: AsyncSession, actor: Actor, held: Held, sheet: Handover
) -> dict[str, Decimal]:
    scope = actor.scope(Permission.READ_LEASE)
    before = await handovers.completed(session, scope, held.case.lease_id, HandoverKind.CHECK_IN)
    if before is None:
        return {}
    return {kind.value: amount for kind, amount in consumption(before.sheet, sheet.sheet).items()}


def _back(asked: dict[str, Any], amount: Money, reason: str, document: tuple[str, UUID]) -> Back:
    way: dict[str, Any] = asked["refund_to"] or {}
    return Back(
        amount,
        reason,
        channel=Channel(way["channel"]) if way else None,
        payee_name=way.get("payee_name"),
        payee_account_mask=way.get("payee_account_mask"),
        document=document,
    )


async def _rent_back(session: AsyncSession, held: Held, maker_id: UUID, today: date) -> Money:
    """What of the household's payments is left goes back to who paid it, payment by payment."""
    left = await final_bills.credits_of(session, held.case.lease_id)
    source, workdays = (
        await parameters.values(
            session, ("exit.rent_refund_source", "deposit.refund_workdays"), today
        )
    ).values()
    due_on = (await calendars.of_authority(session)).add_workdays(today, workdays)
    for payment_id, amount in left:
        await final_bills.add_refund(
            session,
            case_id=held.case.id,
            project_id=held.case.project_id,
            lease_id=held.case.lease_id,
            payment_id=payment_id,
            amount_fen=amount.fen,
            source=RefundSource(source),
            due_on=due_on,
            maker_id=maker_id,
        )
    return total(amount for _, amount in left)


def _told(reckoned: Reckoning) -> Sequence[dict[str, Any]]:
    return [
        {
            "against": one.against.value,
            "what": one.what,
            "payee": one.payee,
            "amount_fen": one.amount.fen,
            "paid_fen": paid.fen,
        }
        for one, paid in zip(reckoned.demands, reckoned.settlement.paid, strict=True)
    ]
