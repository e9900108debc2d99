"""What a household pays before it moves in, beside what it has paid."""

from sqlalchemy.ext.asyncio import AsyncSession

from domain.check_ins import ChargeFrom, MoneyIn, charged_from, first_rent
from domain.money import Money
from persistence import check_ins, deposits, parameters
from persistence.check_ins import CheckIn
from persistence.lease_life import LeaseRecord
from persistence.rent import standards


async def money_in(session: AsyncSession, lease: LeaseRecord, one: CheckIn) -> MoneyIn:
    """What the lease asks for before anybody moves in, and what was paid."""
    keys = ("lease.charge_from", "rent.billing_period")
    rule, months = (await parameters.values(session, keys, one.booked_on)).values()
    begins = charged_from(ChargeFrom(rule), one.booked_on, lease.starts_on)
    terms, _ = await standards.terms_on(session, lease.project_id, begins)
    return MoneyIn(
        deposit_due=Money(lease.deposit_fen),
        deposit_in=await deposits.held(session, lease.id),
        first_rent_due=first_rent(Money(lease.monthly_rent_fen), begins, months, terms),
        first_rent_in=await check_ins.prepaid(session, lease.id),
        deposit_waived=one.deposit_waived,
        first_rent_waived=one.first_rent_waived,
    )
