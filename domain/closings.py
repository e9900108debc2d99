"""Closing a month 结账: what must be true before, and the hash that seals its lines after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from domain.access import Role
from domain.calendar import Month, WorkCalendar
from domain.errors import Refused

#: Money that nobody was found for alerts after so many working days (domain.md 5.10).
SUSPENSE_WORKDAYS: Final = 3
#: What the first closing of a project and the first seal of an authority are chained to.
GENESIS: Final = bytes(32)


class MonthNotReady(Refused):
    """Something is left to do in the month; `checks` names all of it at once."""


class Check(StrEnum):
    """What closing asks, in the order in which the month runs."""

    MONTH_OVER = "month_over"
    MONTHS_IN_ORDER = "months_in_order"
    CHARGES_RAISED = "charges_raised"
    SUSPENSE_CLEARED = "suspense_cleared"
    VOUCHER_ACCEPTED = "voucher_accepted"
    RENT_REMITTED = "rent_remitted"
    LEDGER_CLEAN = "ledger_clean"


#: Who can make a check good.
ACTORS: Final[Mapping[Check, tuple[Role, ...]]] = {
    Check.MONTH_OVER: (),
    Check.MONTHS_IN_ORDER: (Role.OPERATOR_MANAGER,),
    Check.CHARGES_RAISED: (Role.CASHIER, Role.OPERATOR_MANAGER),
    Check.SUSPENSE_CLEARED: (Role.CASHIER,),
    Check.VOUCHER_ACCEPTED: (Role.CASHIER, Role.OPERATOR_MANAGER, Role.FINANCE_OFFICER),
    Check.RENT_REMITTED: (Role.CASHIER, Role.OPERATOR_MANAGER, Role.FINANCE_OFFICER),
    Check.LEDGER_CLEAN: (Role.AUDITOR,),
}

#: Who is next when a voucher, or a remittance, stands there.
_NEXT_ON_VOUCHER: Final[Mapping[str | None, tuple[Role, ...]]] = {
    None: (Role.CASHIER,),
    "calculated": (Role.OPERATOR_MANAGER,),
    "operator_confirmed": (Role.CASHIER,),
    "paid": (Role.FINANCE_OFFICER,),
    "disputed": (Role.PURCHASER_APPROVER,),
}
_NEXT_ON_REMITTANCE: Final[Mapping[str | None, tuple[Role, ...]]] = {
    None: (Role.CASHIER,),
    "statement": (Role.OPERATOR_MANAGER,),
    "payment_order": (Role.CASHIER,),
    "sent": (Role.FINANCE_OFFICER,),
}


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What the books say about a project's month."""

    closed_through: Month | None
    first_month: Month | None
    leases_without_charge: int
    charges: int
    suspense: int
    suspense_oldest_on: date | None
    voucher_state: str | None
    voucher_accepted: bool
    unremitted_fen: int
    remittance_state: str | None
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One check: whether it holds, the figures behind it, and who must act when it does not."""

    check: Check
    ok: bool
    facts: Mapping[str, Any]
    who: tuple[Role, ...]


def assess(
    month: Month, today: date, facts: MonthFacts, calendar: WorkCalendar
) -> tuple[Outcome, ...]:
    """Every check of a month, in the order of `Check`."""
    due = _due_month(facts, month)
    too_old = facts.suspense_oldest_on is not None and today > calendar.add_workdays(
        facts.suspense_oldest_on, SUSPENSE_WORKDAYS
    )
    found: dict[Check, tuple[bool, dict[str, Any]]] = {
        Check.MONTH_OVER: (today > month.last, {"ends_on": month.last.isoformat()}),
        Check.MONTHS_IN_ORDER: (month == due, {"next_month": str(due)}),
        Check.CHARGES_RAISED: (
            facts.leases_without_charge == 0,
            {"leases_without_charge": facts.leases_without_charge},
        ),
        Check.SUSPENSE_CLEARED: (not too_old, {"items": facts.suspense}),
        Check.VOUCHER_ACCEPTED: (
            facts.voucher_accepted or facts.charges == 0,
            {"voucher": facts.voucher_state},
        ),
        Check.RENT_REMITTED: (
            facts.unremitted_fen == 0,
            {"unremitted_fen": facts.unremitted_fen, "remittance": facts.remittance_state},
        ),
        Check.LEDGER_CLEAN: (not facts.findings, {"findings": list(facts.findings)}),
    }
    return tuple(
        Outcome(check, ok, told, () if ok else _who(check, facts))
        for check, (ok, told) in found.items()
    )


def require_ready(outcomes: Iterable[Outcome]) -> None:
    """Raises MonthNotReady with every check that does not hold."""
    open_checks = [outcome for outcome in outcomes if not outcome.ok]
    if open_checks:
        raise MonthNotReady(
            checks=[
                {"code": one.check, "who": list(one.who), "facts": dict(one.facts)}
                for one in open_checks
            ]
        )


def _due_month(facts: MonthFacts, month: Month) -> Month:
    if facts.closed_through is not None:
        return facts.closed_through.next
    return facts.first_month or month


def _who(check: Check, facts: MonthFacts) -> tuple[Role, ...]:
    if check is Check.VOUCHER_ACCEPTED:
        return _NEXT_ON_VOUCHER.get(facts.voucher_state, ACTORS[check])
    if check is Check.RENT_REMITTED:
        return _NEXT_ON_REMITTANCE.get(facts.remittance_state, ACTORS[check])
    return ACTORS[check]


@dataclass(frozen=True, slots=True)
class SealedLine:
    """A transfer as the hash sees it: every column of the row, in this order."""

    id: UUID
    debit: str
    credit: str
    amount_fen: int
    reason: str
    on_date: date
    month: date
    project_id: UUID
    lease_id: UUID | None
    charge_id: UUID | None
    operator_id: UUID | None
    document_type: str
    document_id: UUID
    reverses_id: UUID | None
    maker_id: UUID
    posted_at: datetime


def canonical(line: SealedLine) -> str:
    """One line of text: columns joined by `|`, `-` for nothing, the instant in UTC microseconds."""
    parts: list[Any] = [getattr(line, name) for name in SealedLine.__slots__]
    parts[-1] = line.posted_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return "|".join("-" if part is None else str(part) for part in parts)


def chained(previous: bytes, lines: Iterable[SealedLine]) -> bytes:
    """SHA-256 over the previous hash and the SHA-256 of every line, by id.

    Hashes of lines are joined rather than lines, so that a month of any size fits one value.
    """
    whole = sha256(previous)
    for line in sorted(lines, key=lambda one: one.id):
        whole.update(sha256(canonical(line).encode()).digest())
    return whole.digest()
