"""Holds on a lease: dunning rests, and the contract may leave the rent out of advances."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from domain.advances import Exclusion
from domain.errors import Invalid, Refused


class HoldKind(StrEnum):
    """困难缓交, 异议, 冻结, 特殊照顾 (domain.md 5.11)."""

    HARDSHIP = "hardship"
    DISPUTE = "dispute"
    FROZEN = "frozen"
    VULNERABLE = "vulnerable"


#: Which exclusion of a contract a hold can bring about. Care for the vulnerable brings none.
EXCLUDES: Final[Mapping[HoldKind, Exclusion]] = {
    HoldKind.HARDSHIP: Exclusion.HARDSHIP,
    HoldKind.DISPUTE: Exclusion.DISPUTE,
    HoldKind.FROZEN: Exclusion.FROZEN,
}


class HoldEndsBeforeItBegins(Invalid):
    """The last day lies before the first."""


class HoldEnded(Refused):
    """The hold has an end already; a new hold may begin."""


def require_order(from_on: date, until_on: date | None) -> None:
    """Raises HoldEndsBeforeItBegins."""
    if until_on is not None and until_on < from_on:
        raise HoldEndsBeforeItBegins(pointer="/until_on", from_on=from_on.isoformat())
