"""One file per household 一户一档: what must be in it, and whether it is complete (K10 建档完整率).

住房保障档案管理办法 (建保〔2012〕158号): a file for each household and each flat. What is due
depends on how far the lease has come; what is not due yet is not missing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from domain.calendar import months_after
from domain.leases import OCCUPIED, LeaseState


class DossierItem(StrEnum):
    """In the order in which they come about."""

    ELIGIBILITY = "eligibility"
    IDENTITY = "identity"
    EXPLANATION = "explanation"
    LEASE = "lease"
    FILING = "filing"
    DEPOSIT = "deposit"
    CHECK_IN_SHEET = "check_in_sheet"
    REGISTRATION = "registration"
    REVIEW = "review"
    CHECK_OUT_SHEET = "check_out_sheet"
    FINAL_BILL = "final_bill"


class Presence(StrEnum):
    PRESENT = "present"
    MISSING = "missing"
    NOT_DUE = "not_due"


_I: Final = DossierItem
_SIGNED: Final = frozenset({*OCCUPIED, LeaseState.SIGNED, LeaseState.TERMINATED})
_LIVED_IN: Final = frozenset({*OCCUPIED, LeaseState.TERMINATED})
#: From which states of the lease on an item is due.
_DUE_IN: Final[Mapping[DossierItem, frozenset[LeaseState]]] = {
    _I.ELIGIBILITY: _SIGNED,
    _I.IDENTITY: _SIGNED,
    _I.EXPLANATION: _SIGNED,
    _I.LEASE: _SIGNED,
    _I.FILING: _SIGNED,
    _I.DEPOSIT: _LIVED_IN,
    _I.CHECK_IN_SHEET: _LIVED_IN,
    _I.REGISTRATION: _LIVED_IN,
    _I.REVIEW: frozenset(OCCUPIED),
    _I.CHECK_OUT_SHEET: frozenset({LeaseState.TERMINATED}),
    _I.FINAL_BILL: frozenset({LeaseState.TERMINATED}),
}
#: The household lives there already, or goes on living in another lease: nobody moves.
_OF_MOVING_IN: Final = frozenset({_I.CHECK_IN_SHEET, _I.REGISTRATION})
_OF_MOVING_OUT: Final = frozenset({_I.CHECK_OUT_SHEET, _I.FINAL_BILL})
_REVIEW_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class LeaseFile:
    """What is on file of a lease. `filing_due_on` None: it was brought in, signed long ago."""

    state: LeaseState
    lived_from: date
    has: frozenset[DossierItem]
    follows_another: bool = False
    is_followed: bool = False
    filing_due_on: date | None = None


def checklist(file: LeaseFile, today: date) -> dict[DossierItem, Presence]:
    """Every item, in order."""
    return {item: _presence(file, item, today) for item in DossierItem}


def _presence(file: LeaseFile, item: DossierItem, today: date) -> Presence:
    if item in file.has:
        return Presence.PRESENT
    return Presence.MISSING if _is_due(file, item, today) else Presence.NOT_DUE


def _is_due(file: LeaseFile, item: DossierItem, today: date) -> bool:
    if file.state not in _DUE_IN[item]:
        return False
    if item in _OF_MOVING_IN:
        return not file.follows_another
    if item in _OF_MOVING_OUT:
        return not file.is_followed
    if item is _I.FILING:
        return file.filing_due_on is None or today > file.filing_due_on
    if item is _I.REVIEW:
        return months_after(file.lived_from, _REVIEW_MONTHS) <= today
    return True


def is_complete(presences: Iterable[Presence]) -> bool:
    return Presence.MISSING not in presences


def completeness(complete: int, files: int) -> Fraction | None:
    """K10: files with all that is due in them ÷ files; None where there is no file."""
    return Fraction(complete, files) if files else None
