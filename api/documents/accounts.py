"""A lease's account as its statement 住户对账单 prints it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.arrears.accounts import account_of
from api.arrears.schemas import StatementLineOut
from api.documents.forms.lease_statement import AgeBand, LeaseStatement, StatementLine
from api.documents.receipts import ITEMS, address
from api.documents.wording import month_in_words, yuan
from domain.access import Scope
from domain.calendar import Month
from domain.ledger import Account
from domain.money import ZERO, Money
from domain.statements import Kind, Movement
from persistence import housing, leases, letterheads, statements
from persistence.statements import Charged

#: Charged for so many months, this one included; None is any age beyond.
_BANDS: Final = (("1–3月", 3), ("4–6月", 6), ("6月以上", None))
_ADDS: Final = frozenset({Kind.CHARGE, Kind.INCREASE})
_WORDS: Final[Mapping[Kind, str]] = {
    Kind.INCREASE: "补记应收",
    Kind.REDUCTION: "减免",
    Kind.PAYMENT: "缴费",
    Kind.ADVANCE: "代交",
    Kind.REVERSAL: "冲销",
    Kind.REFUND: "退款",
    Kind.WRITE_OFF: "核销",
}


async def statement_of(
    session: AsyncSession,
    scope: Scope,
    lease_id: UUID,
    *,
    from_on: date | None,
    to_on: date,
    printed_on: date,
) -> LeaseStatement:
    """The account from `from_on` to `to_on`, with what was owed to whom at its end.

    Raises LeaseNotFound, ProjectNotFound, PeriodInvalid.
    """
    lease = await leases.lease(session, scope, lease_id, on=to_on)
    project = await housing.project(session, scope, lease.project_id)
    named = await letterheads.offices(session, scope.authority_id)
    account = await account_of(session, lease, from_on=from_on, to_on=to_on)
    charges = await statements.charges(session, lease.id)
    owed = _owed(await statements.movements(session, lease.id), to_on)
    treasury, operator = owed.claims()
    return LeaseStatement(
        number=f"{lease.contract_no}-{to_on:%Y%m%d}",
        printed_on=printed_on,
        from_on=account.from_on,
        to_on=to_on,
        operator=project.operator or "",
        purchaser=named.purchaser,
        household=lease.tenant_name,
        unit=address(project.name, lease),
        lease_number=lease.contract_no,
        lease_from_on=lease.starts_on,
        lease_ends_on=lease.ends_on,
        monthly_rent=Money(lease.monthly_rent_fen),
        opening=Money(account.opening_fen),
        lines=tuple(line for one in account.lines if (line := _line(one)) is not None),
        ageing=_ageing(owed, charges, Month.of(to_on)),
        owed_to_treasury=treasury,
        owed_to_operator=operator,
    )


def _line(one: StatementLineOut) -> StatementLine | None:
    """The event in the form's columns; credit that was used moves nothing for the household."""
    amount, shifted = Money(one.amount_fen), Money(one.shifted_fen)
    if one.kind is Kind.CREDIT_USED and not amount:
        return None
    blank = StatementLine(one.on_date, _summary(one), trace=_trace(one))
    if one.kind in _ADDS:
        return replace(blank, charge=amount)
    if one.kind is Kind.PAYMENT:
        return replace(blank, payment=-amount)
    if one.kind is Kind.ADVANCE:
        return replace(blank, advance=shifted)
    return replace(blank, reversal=amount)


def _summary(one: StatementLineOut) -> str:
    if one.kind is Kind.CHARGE and one.month is not None:
        return f"{month_in_words(one.month)}{ITEMS.get(one.charge_kind or '', '费用')}"
    months = sorted({part.month for part in one.parts})
    told = _WORDS.get(one.kind, "")
    if one.kind is Kind.PAYMENT or not months:
        return f"{told} {one.reference or ''}".strip()
    return f"{month_in_words(months[0])}{'等' if len(months) > 1 else ''}{told}"


def _trace(one: StatementLineOut) -> tuple[str, ...]:
    """How a broken month's rent came about; a whole one is the rent itself."""
    trace: Mapping[str, Any] = one.trace or {}
    if trace.get("days") is None or trace["days"] == trace.get("month_days"):
        return ()
    rent = yuan(Money(int(trace["rent_fen"])))
    return (f"月租金 {rent} 元 × {trace['days']} 天 ÷ {trace['month_days']} 天。",)


@dataclass(frozen=True, slots=True)
class _Owed:
    """What stood open at the end of a day, by charge and to whom; and the household's credit."""

    treasury: Mapping[UUID | None, int]
    operator: Mapping[UUID | None, int]
    credit: int

    def claims(self) -> tuple[Money, Money]:
        """To treasury and operator, less the credit, which treasury's rent takes first."""
        treasury, operator = sum(self.treasury.values()), sum(self.operator.values())
        used = min(self.credit, treasury)
        return Money(treasury - used), Money(operator - min(self.credit - used, operator))


def _owed(movements: Iterable[Movement], to_on: date) -> _Owed:
    by_account: dict[Account, dict[UUID | None, int]] = defaultdict(lambda: defaultdict(int))
    for one in movements:
        if one.on_date <= to_on:
            by_account[one.debit][one.charge_id] += one.amount_fen
            by_account[one.credit][one.charge_id] -= one.amount_fen
    return _Owed(
        treasury=by_account[Account.RECEIVABLE_TREASURY],
        operator=by_account[Account.RECEIVABLE_OPERATOR],
        credit=-sum(by_account[Account.UNALLOCATED].values()),
    )


def _ageing(owed: _Owed, charges: Mapping[UUID, Charged], now: Month) -> tuple[AgeBand, ...]:
    """What is owed by the age of its month; credit is set against the oldest."""
    ages: dict[int, int] = defaultdict(int)
    for claims in (owed.treasury, owed.operator):
        for charge_id, fen in claims.items():
            month = charges[charge_id].month if charge_id else now
            ages[month.months_between(now) + 1] += fen
    left = owed.credit
    for age in sorted(ages, reverse=True):
        used = min(left, ages[age])
        ages[age] -= used
        left -= used
    bands: list[AgeBand] = []
    for label, through in _BANDS:
        within = [age for age in ages if through is None or age <= through]
        bands.append(AgeBand(label, Money(sum(ages.pop(age) for age in within))))
    return tuple(bands) if any(band.amount != ZERO for band in bands) else ()
