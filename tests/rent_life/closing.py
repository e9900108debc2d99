"""The end of a month, as an office brings it about; and what must agree after every deed."""

from datetime import timedelta
from typing import Any

from beancount import loader

from domain.advances import due_on
from domain.calendar import Month
from domain.holidays import STATE_COUNCIL
from domain.money import Money
from tests.domain.model_invariants import violations
from tests.rent_life.life import Life
from tests.rent_life.owing import MONTHS, RENTS

#: All that is ever booked lies in the months through this one.
_LAST = Month.parse("2025-12")


async def advanced(life: Life) -> None:
    """The first month's shortfall is advanced on its day, and the next month is billed."""
    first = MONTHS[0]
    life.pass_days((due_on(first, STATE_COUNCIL) - life.today) // timedelta(days=1))
    await life.calculate(first)
    while await life.step_voucher(first):
        pass
    await life.bill(first.next)


async def wound_up(life: Life, month: Month) -> None:
    """Everything that a month needs before it closes; then it must close."""
    cutoff_on = due_on(month, STATE_COUNCIL)
    life.pass_days(max((cutoff_on - life.today) // timedelta(days=1), 0))
    if month in life.unbilled:
        await life.bill(month)
    for payment_id in in_suspense(life):
        await life.resolve(payment_id, "甲")
    if month not in life.vouchers:
        await life.calculate(month)
    while await life.step_voucher(month):
        pass
    for reopened in life.vouchers:
        while await life.step_voucher(reopened):
            pass
        if life.books.reopened(reopened):
            await life.supplement(reopened)
            while await life.step_voucher(reopened):
                pass
    if overdrawn := life.books.waiting()["topped_up"]:
        await life.hand_over("topped_up", overdrawn)
    while life.remittance is not None:
        await life.step_remittance()
    if life.books.round().from_account:
        await life.draw_up()
    while life.remittance is not None:
        await life.step_remittance()
    checks = await life.home.checks(str(month))
    assert checks["ready"], checks
    await life.home.close(str(month))
    life.books.close(month)


def in_suspense(life: Life) -> list[str]:
    """Payments that nobody has placed, given back or taken back."""
    return [one for one in standing(life) if life.books.payments[life.payments[one]].lease is None]


def standing(life: Life) -> list[str]:
    """Payments that can still be taken back."""
    model = life.books.payments
    return [
        one
        for one, of in life.payments.items()
        if not model[of].is_reversed and not model[of].refunded
    ]


async def compare(life: Life) -> None:
    """Claims and credit per lease, vouchers, and every account: as in the reference books."""
    assert await _claims(life) == _expected_claims(life)
    assert await _credit(life) == {
        tenant: life.books.credit(tenant).fen for tenant in RENTS if life.books.credit(tenant)
    }
    assert await balances(life, _LAST) == life.books.by_account()
    assert await _due(life) == _expected_due(life)
    assert violations(life.books) == []


async def _due(life: Life) -> tuple[dict[str, int], int]:
    """What has come open again by month, and what the operator must put back."""
    reopened = await life.home.city.finance.read("/advances/reopened", project_id=life.home.id)
    due = await life.home.city.finance.read("/top-ups/due", project_id=life.home.id)
    return (
        {one["month"]: one["amount_fen"] for one in reopened["items"]},
        sum(one["amount_fen"] for one in due["items"]),
    )


def _expected_due(life: Life) -> tuple[dict[str, int], int]:
    open_again = {str(one): life.books.reopened(one).fen for one in life.vouchers}
    return (
        {month: fen for month, fen in open_again.items() if fen},
        life.books.waiting()["topped_up"].fen,
    )


async def balances(life: Life, month: Month) -> dict[str, int]:
    found = await life.home.balances(str(month))
    return {account: fen for account, fen in found.items() if fen}


async def _claims(life: Life) -> dict[tuple[str, str], tuple[int, int, int]]:
    tenants = {str(lease_id): tenant for tenant, lease_id in life.home.leases.items()}
    return {
        (tenants[one["lease_id"]], one["month"]): (
            one["paid_fen"],
            one["treasury_claim_fen"],
            one["operator_claim_fen"],
        )
        for one in await life.listed("/charges")
    }


def _expected_claims(life: Life) -> dict[tuple[str, str], tuple[int, int, int]]:
    return {
        (one.lease, str(one.month)): (
            one.split.paid.fen,
            one.split.treasury.fen,
            one.split.operator.fen,
        )
        for one in life.books.charges.values()
    }


async def _credit(life: Life) -> dict[str, int]:
    tenants = {str(lease_id): tenant for tenant, lease_id in life.home.leases.items()}
    held: dict[str, int] = {}
    for one in await life.listed("/payments"):
        if one["lease_id"] is not None and one["unallocated_fen"]:
            tenant = tenants[one["lease_id"]]
            held[tenant] = held.get(tenant, 0) + one["unallocated_fen"]
    return held


async def ended(life: Life) -> None:
    """The program finds nothing wrong, every month agrees, and Beancount accepts the books."""
    assert await life.home.findings() == []
    for month in sorted({row.month for row in life.books.rows}):
        assert await balances(life, month) == life.books.by_account_through(month)
    for voucher_id, voucher in life.told.items():
        read: Any = await life.home.city.finance.read(f"/advances/{voucher_id}")
        assert read["state"] == voucher.state
    response = await life.home.city.finance.get(
        "/ledger/beancount", project_id=life.home.id, through=str(_LAST)
    )
    # What bean-check does, without starting it anew for every run.
    _, errors, _ = loader.load_string(response.text)
    assert errors == []


def share(amount: Money, percent: int) -> Money:
    """So many hundredths of an amount, at least a fen."""
    return Money(max(amount.fen * percent // 100, 1))
