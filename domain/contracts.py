"""The service contract 服务合同 between purchaser and operator: its life, terms and deadlines.

政府购买服务管理办法 (财政部令第102号) Art. 23-24; 政府采购法 Art. 46-47, 49; 实施条例 Art. 50.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from domain.access import Permission
from domain.calendar import Period, WorkCalendar, months_after
from domain.errors import Invalid
from domain.money import Money, half_up
from domain.states import Machine


class ContractState(StrEnum):
    DRAFT = "draft"
    SIGNED = "signed"
    PUBLISHED = "published"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    EXPIRING = "expiring"
    HANDOVER = "handover"
    ENDED = "ended"
    RESCINDED = "rescinded"


class ContractEvent(StrEnum):
    SIGN = "sign"
    PUBLISH = "publish"
    START = "start"
    AMEND = "amend"
    SUSPEND = "suspend"
    RESUME = "resume"
    NEAR_END = "near_end"
    HAND_OVER = "hand_over"
    END = "end"
    RESCIND = "rescind"


_S, _E, _P = ContractState, ContractEvent, Permission

TRANSITIONS: Final[Mapping[tuple[ContractState, ContractEvent], ContractState]] = {
    (_S.DRAFT, _E.SIGN): _S.SIGNED,
    (_S.SIGNED, _E.PUBLISH): _S.PUBLISHED,
    (_S.PUBLISHED, _E.START): _S.ACTIVE,
    (_S.ACTIVE, _E.AMEND): _S.ACTIVE,
    (_S.ACTIVE, _E.SUSPEND): _S.SUSPENDED,
    (_S.SUSPENDED, _E.RESUME): _S.ACTIVE,
    (_S.ACTIVE, _E.NEAR_END): _S.EXPIRING,
    (_S.EXPIRING, _E.AMEND): _S.EXPIRING,
    (_S.EXPIRING, _E.HAND_OVER): _S.HANDOVER,
    (_S.HANDOVER, _E.END): _S.ENDED,
    (_S.ACTIVE, _E.RESCIND): _S.RESCINDED,
    (_S.SUSPENDED, _E.RESCIND): _S.RESCINDED,
}

MACHINE: Final = Machine("service_contract", TRANSITIONS)

#: The contract is in force: the operator works, collects, advances and is paid.
IN_FORCE: Final = frozenset({_S.ACTIVE, _S.SUSPENDED, _S.EXPIRING, _S.HANDOVER})

#: The permission an event needs; START, NEAR_END and HAND_OVER are the calendar's. The operator's
#: signature beside the approver's is a document, not a decision of its own.
ACTORS: Final[Mapping[ContractEvent, Permission]] = {
    _E.SIGN: _P.SIGN_CONTRACT,
    _E.PUBLISH: _P.DRAFT_CONTRACT,
    _E.AMEND: _P.SIGN_CONTRACT,
    _E.SUSPEND: _P.SIGN_CONTRACT,
    _E.RESUME: _P.SIGN_CONTRACT,
    _E.END: _P.DRAFT_CONTRACT,
    _E.RESCIND: _P.SIGN_CONTRACT,
}


class Clause(StrEnum):
    """What the contract must say in writing (102号令 Art. 23, and the pilot's own four)."""

    CONTENT = "content"
    TERM = "term"
    QUANTITY = "quantity"
    QUALITY = "quality"
    PRICE = "price"
    SETTLEMENT = "settlement"
    RIGHTS = "rights"
    INDICATORS = "indicators"
    EVALUATION = "evaluation"
    BREACH = "breach"


class ContractIncomplete(Invalid):
    """Mandatory clauses are missing."""


class ContractTooLong(Invalid):
    """Longer than the law allows: one year, three with the budget assured."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A draft's own terms. `term` is on paper with its last day: see `Period.inclusive`."""

    term: Period
    clauses: frozenset[Clause]
    budget_assured: bool = False


def require_lawful(terms: Terms) -> None:
    """Raises ContractIncomplete or ContractTooLong."""
    missing = sorted(set(Clause) - terms.clauses)
    if missing:
        raise ContractIncomplete(pointer="/clauses", missing=missing)
    years = 3 if terms.budget_assured else 1
    latest = months_after(terms.term.from_on, 12 * years)
    if terms.term.until_on is None or terms.term.until_on > latest:
        raise ContractTooLong(pointer="/ends_on", years=years)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """When the steps around signing must be done."""

    sign_by: date
    publish_by: date
    file_by: date


def deadlines(awarded_on: date, signed_on: date, calendar: WorkCalendar) -> Deadlines:
    """30 days from the award to signing; then 2 working days to publish, 7 to file with finance."""
    return Deadlines(
        sign_by=awarded_on + timedelta(days=30),
        publish_by=calendar.add_workdays(signed_on, 2),
        file_by=calendar.add_workdays(signed_on, 7),
    )


def near_end_on(term: Period, *, days: int = 90) -> date | None:
    """From when the contract counts as expiring; None without an end."""
    return term.until_on - timedelta(days=days) if term.until_on else None


#: 政府采购法 Art. 49: supplements stay within a tenth of the original amount.
SUPPLEMENT_LIMIT: Final = Decimal("0.10")


@dataclass(frozen=True, slots=True)
class Increase:
    """What amendments add to the original amount, in yuan and in percent with two places."""

    added: Money
    percent: Decimal
    exceeds: bool


def increase(original: Money, adjusted: Money, limit: Decimal = SUPPLEMENT_LIMIT) -> Increase:
    """Compare the amounts of the whole term. Beyond the limit it needs approval, and a warning."""
    added = adjusted - original
    share = Fraction(added.fen, original.fen)
    percent = Decimal(half_up(share * 10_000)).scaleb(-2)
    return Increase(added, percent, exceeds=share > Fraction(limit))


def highest_price(
    price: Money, original: Money, unit_months: Decimal, limit: Decimal = SUPPLEMENT_LIMIT
) -> Money:
    """The highest price for the `unit_months` still to come that stays within the limit."""
    room = original.fen * Fraction(limit) / Fraction(unit_months)
    return price + Money(room.numerator // room.denominator)
