"""What a lease's end does with its deposit: serve the claims, take it along, keep what is damaged.

For exits, renewals and exchanges. Each has checked who may do it, and holds the deposit (`hold`,
or `held_in` where it holds the book already).
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.deposits.commands import Held, tell
from domain.access import Actor
from domain.deposits import SETTLES, DepositDemand, require_held, require_owed
from domain.leases import Against, DepositClaim, DepositSettlement, settle_deposit
from domain.ledger import Reason
from domain.money import ZERO, Money
from persistence import books, deposits, parameters, payments
from persistence.books import Entry


async def settlement(
    session: AsyncSession, held: Held, demands: Sequence[DepositDemand], on: date
) -> DepositSettlement:
    """What each demand would get by the city's order, what would go back, what stays owed."""
    order, pro_rata = (
        await parameters.values(session, ("deposit.order", "deposit.pro_rata"), on)
    ).values()
    return settle_deposit(
        held.amount,
        [DepositClaim(one.against, one.amount) for one in demands],
        order=[Against(one["against"]) for one in order],
        pro_rata=pro_rata,
    )


async def serve(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    demands: Sequence[DepositDemand],
    *,
    document: tuple[str, UUID],
    today: date,
) -> DepositSettlement:
    """Use the deposit for what the household owes, and post it; gives who got how much.

    Rent and advances are paid as a payment of the channel `deposit`, the oldest charge first.
    What goes back is for `refunding.propose_of`. Raises DepositAboveClaims.
    """
    claims = [DepositClaim(one.against, one.amount) for one in demands]
    require_owed(claims, await deposits.owed_by(session, held.lease.id))
    settled = await settlement(session, held, demands, today)
    for against in SETTLES:
        paid = sum(
            fen.fen
            for one, fen in zip(demands, settled.paid, strict=True)
            if one.against is against
        )
        if paid:
            await _pay(session, actor, held, against, Money(paid), today)
    for one, amount in zip(demands, settled.paid, strict=True):
        if one.against is Against.DAMAGE and amount:
            await _withhold(session, actor, held, one, amount, document, today)
    return settled


async def _pay(
    session: AsyncSession, actor: Actor, held: Held, against: Against, amount: Money, today: date
) -> None:
    lease, book = held.lease, held.book
    number = await payments.next_receipt_no(session, lease.project_id, today.year)
    payment_id = await payments.receive_deposit(
        session,
        book,
        lease.id,
        against,
        amount,
        number=number,
        today=today,
        maker_id=actor.person_id,
    )
    facts = {"lease_id": str(lease.id), "amount_fen": amount.fen, "against": against}
    await tell(session, actor, "deposits.deposit.used", payment_id, lease.project_id, **facts)


async def _withhold(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    demand: DepositDemand,
    amount: Money,
    document: tuple[str, UUID],
    today: date,
) -> None:
    lease, book = held.lease, held.book
    month = book.month_for(today)
    withholding_id = await deposits.add_withholding(
        session,
        project_id=lease.project_id,
        lease_id=lease.id,
        what=demand.what,
        payee=demand.payee,
        amount_fen=amount.fen,
        on_date=today,
        month=month.first,
        document_type=document[0],
        document_id=document[1],
        maker_id=actor.person_id,
    )
    await books.post(
        session,
        book,
        [Entry(Reason.DEPOSIT_WITHHELD, amount, lease_id=lease.id)],
        month=month,
        on_date=today,
        document=("deposit_withholding", withholding_id),
        maker_id=actor.person_id,
    )
    facts = {"lease_id": str(lease.id), "amount_fen": amount.fen}
    await tell(
        session, actor, "deposits.deposit.withheld", withholding_id, lease.project_id, **facts
    )


async def take_along(
    session: AsyncSession, actor: Actor, held: Held, to: Held, *, today: date
) -> Money:
    """The household's next lease takes the deposit over, as far as its paper asks for one.

    Gives what was moved; the rest stays with the old lease, to go back.
    """
    wanted = max(Money(to.lease.deposit_fen) - to.amount, ZERO)
    amount = min(held.amount, wanted)
    if not amount:
        return ZERO
    require_held(amount, held.amount)
    move_id = await deposits.add_move(
        session,
        from_lease_id=held.lease.id,
        to_lease_id=to.lease.id,
        amount_fen=amount.fen,
        on_date=today,
        maker_id=actor.person_id,
    )
    sides = ((held, Reason.DEPOSIT_MOVED_OUT), (to, Reason.DEPOSIT_MOVED_IN))
    for side, reason in sides:
        await books.post(
            session,
            side.book,
            [Entry(reason, amount, lease_id=side.lease.id)],
            month=side.book.month_for(today),
            on_date=today,
            document=("deposit_move", move_id),
            maker_id=actor.person_id,
        )
    facts = {"from_lease_id": str(held.lease.id), "amount_fen": amount.fen}
    await tell(session, actor, "deposits.deposit.moved", move_id, to.lease.project_id, **facts)
    return amount
