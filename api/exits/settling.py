"""The back half after the bill: keys and home back, both legs paid, the case closed."""

from datetime import date

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from api.deposits import commands as deposit_commands
from api.deposits import serving
from api.equipment import access
from api.exits import life
from api.exits.life import Held, Step
from api.housing import life as units
from api.leases import life as leases
from domain.access import Actor, Permission, Role, Scope
from domain.calendar import Month
from domain.deposits import DepositDemand
from domain.eligibility import BanState, ban_period
from domain.equipment import WithdrawalCause
from domain.errors import Refused
from domain.exits import ExitEvent, Track
from domain.final_bills import BillState
from domain.housing import UnitEvent
from domain.leases import Against, LeaseEvent
from domain.ledger import Reason
from domain.money import Money
from domain.payments import Channel, require_serial_no
from persistence import (
    books,
    deposits,
    eligibility,
    exits,
    final_bills,
    households,
    lease_life,
    parameters,
    payments,
    registry,
)
from persistence.books import Entry
from persistence.final_bills import FinalBill


class ExitNotSettled(Refused):
    """Money still waits: refunds for their second person, or a debt for its payment."""


class DamageNotOwed(Refused):
    """Less than this is still owed for damage and bills."""


class ExitPersonUnknown(Refused):
    """Nobody knows the tenant's number, so no ban would find them; put the member right first."""


async def hand_back(session: AsyncSession, actor: Actor, held: Held, *, today: date) -> None:
    """The home is taken back: the lease is over, the unit is made ready, no key opens any more.

    Raises TransitionRefused, RoleMissing and what the lives of lease and unit raise.
    """
    case = held.case
    inspected = case.inspected_on or today
    is_open = Month.of(inspected) >= Month.of(today) or (
        held.lease.book.first_open is None or Month.of(inspected) >= held.lease.book.first_open
    )
    on = inspected if is_open else today
    facts = {"handover_id": str(case.handover_id)}
    await life.move(
        session,
        actor,
        held,
        Step(event=ExitEvent.HAND_BACK, facts=facts),
        today=today,
        handed_back_on=inspected,
    )
    document = ("exit_case", case.id)
    ended = leases.Step(
        event=LeaseEvent.HAND_BACK, effective_on=on, reason=case.number, document=document
    )
    await leases.move(session, actor, held.lease, ended, today=today)
    step = units.Step(
        event=UnitEvent.HAND_BACK, effective_on=on, reason=case.number, document=document
    )
    scope = actor.scope(Permission.STEP_EXIT)
    await units.move(session, actor, scope, case.unit_id, step, today=today)
    await _discard_renewal(session, scope, held, today)
    await access.withdraw_all(
        session,
        actor,
        case.lease_id,
        cause=WithdrawalCause.MOVE_OUT,
        note=case.number,
        today=today,
    )


async def _discard_renewal(session: AsyncSession, scope: Scope, held: Held, today: date) -> None:
    """A lease that was to follow comes to nothing: there is no household to take it over."""
    following = await lease_life.successor(session, held.case.lease_id)
    if following is None or following.renewed_from is None:
        return
    next_lease = await leases.held_in(session, scope, held.lease.book, following.id)
    step = leases.Step(
        event=LeaseEvent.DISCARD, reason=held.case.number, document=("exit_case", held.case.id)
    )
    await leases.move(session, None, next_lease, step, today=today)


async def pay_damage(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    *,
    amount: Money,
    channel: Channel,
    serial_no: str | None,
    payer_name: str,
    today: date,
) -> None:
    """What the deposit did not reach is paid into its account, and on to who it is for.

    Raises FinalBillNotFound, DamageNotOwed, SerialNoMissing, SerialAlreadyBooked.
    """
    case, book = held.case, held.lease.book
    one = await final_bills.bill(session, case.id, lock=True)
    if one.state is not BillState.CONFIRMED or amount.fen > one.damage_owed_fen:
        raise DamageNotOwed(owed_fen=one.damage_owed_fen)
    require_serial_no(channel, serial_no)
    number = await payments.next_receipt_no(session, case.project_id, today.year)
    month = book.month_for(today)
    receipt_id = await deposits.add_receipt(
        session,
        project_id=case.project_id,
        lease_id=case.lease_id,
        channel=channel,
        serial_no=number if channel is Channel.CASH else serial_no,
        receipt_no=number,
        payer_name=payer_name,
        remark=case.number,
        received_on=today,
        month=month.first,
        amount_fen=amount.fen,
        maker_id=actor.person_id,
    )
    await books.post(
        session,
        book,
        [Entry(Reason.DEPOSIT_RECEIVED, amount, lease_id=case.lease_id)],
        month=month,
        on_date=today,
        document=("deposit_receipt", receipt_id),
        maker_id=actor.person_id,
    )
    scope = actor.scope(Permission.READ_LEASE)
    deposit = await deposit_commands.held_in(session, scope, book, case.lease_id)
    await serving.serve(
        session,
        actor,
        deposit,
        _unpaid(one, amount),
        document=("exit_case", case.id),
        today=today,
    )
    left = one.damage_owed_fen - amount.fen
    await final_bills.change_bill(session, one.id, damage_owed_fen=left)
    facts = {"amount_fen": amount.fen, "left_fen": left}
    await life.tell(session, actor, "damage_paid", case.id, case.project_id, facts)


def _unpaid(one: FinalBill, amount: Money) -> list[DepositDemand]:
    """The bill's damage in its order, past what was paid for already, up to the amount."""
    lines = [line for line in one.told["demands"] if line["against"] == Against.DAMAGE]
    owed = sum(line["amount_fen"] - line["paid_fen"] for line in lines)
    passed, left = owed - one.damage_owed_fen, amount.fen
    wanted: list[DepositDemand] = []
    for line in lines:
        short = line["amount_fen"] - line["paid_fen"]
        skipped = min(passed, short)
        passed -= skipped
        part = min(left, short - skipped)
        left -= part
        if part:
            demand = DepositDemand(Against.DAMAGE, Money(part), line["what"], line["payee"])
            wanted.append(demand)
    return wanted


async def settle(
    session: AsyncSession, actor: Actor, held: Held, *, reason: str | None, today: date
) -> None:
    """Everything is paid both ways. That a debt stays open is the purchaser's approver's to say.

    Raises TransitionRefused, RoleMissing, ExitNotSettled.
    """
    case = held.case
    waiting = await final_bills.open_legs(session, case.lease_id)
    if waiting:
        raise ExitNotSettled(waiting=waiting)
    owed = await deposits.owed_by(session, case.lease_id)
    one = await final_bills.bill(session, case.id)
    debts = sum(amount.fen for amount in owed.values()) + one.damage_owed_fen
    if debts and (Role.PURCHASER_APPROVER not in actor.roles or not reason):
        raise ExitNotSettled(waiting=["debts"], debts_fen=debts)
    step = Step(event=ExitEvent.SETTLE, reason=reason, facts={"debts_fen": debts})
    await life.move(session, actor, held, step, today=today, debts_fen=debts)


async def close(session: AsyncSession, actor: Actor, held: Held, *, today: date) -> None:
    """The file is complete; who was ordered out may not apply again for some years (Art. 36).

    Raises TransitionRefused, RoleMissing, ExitPersonUnknown.
    """
    await life.move(session, actor, held, Step(event=ExitEvent.CLOSE), today=today)
    if held.case.track is Track.ADMINISTRATIVE:
        await _ban(session, actor, held, today)


async def _ban(session: AsyncSession, actor: Actor, held: Held, today: date) -> None:
    """自退回之日起五年: decided with the order, by the same two people of the bureau."""
    case = held.case
    person = await households.tenant_index(session, case.household_id)
    if person is None:
        raise ExitPersonUnknown(household_id=str(case.household_id))
    order = await exits.last_of(session, case.id, ExitEvent.ORDER_RETURN)
    assert case.maker_id is not None
    assert order is not None
    from_on = case.handed_back_on or today
    years = int(await parameters.value(session, "reapply.ban_years", from_on))
    period = ban_period(from_on, years)
    ban_id = await eligibility.add_ban(
        session,
        person_index=person.index,
        person_name=person.name,
        national_id_mask=person.mask,
        record_id=held.lease.lease.record_id,
        from_on=period.from_on,
        until_on=period.until_on,
        reason=case.reason or case.ground.value,
        legal_basis=order.legal_basis,
        document_no=order.document_no,
        state=BanState.IN_FORCE.value,
        maker_id=case.maker_id,
        decided_by=case.decided_by,
        decided_at=func.now(),
    )
    await registry.note(session, [person.index])
    facts = {"case_id": str(case.id)}
    await life.tell(session, actor, "banned", ban_id, case.project_id, facts)
