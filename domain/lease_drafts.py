"""What a lease begins with: its term, the household it is for, and what must hold before signing.

公租房管理办法 Art. 18: generally five years at most. Art. 34: never to somebody without a valid
grant. The rent is what the published standard and the rule give, and is looked at again whenever
the paper moves on.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from domain.calendar import months_after
from domain.errors import Invalid, Refused
from domain.money import Money

_ONE_DAY = timedelta(days=1)


class TermTooLong(Invalid):
    """The lease runs longer than the city allows; `latest` is the last day it may have."""


class TermEndsBeforeStart(Invalid):
    """The last day lies before the first."""


class RentOutOfDate(Refused):
    """The rent on the draft is not what the rule gives now. Draft the lease again."""


class HomeNotKept(Refused):
    """The home is not kept for this household: its reservation has ended, or is another's."""


class MemberHoused(Refused):
    """Somebody of the household lives in another home of this authority under a lease."""


class LeaseHasMoney(Refused):
    """Money was paid or charged under the lease. Give it back first."""


@dataclass(frozen=True, slots=True)
class Term:
    """First and last day, both included."""

    starts_on: date
    ends_on: date

    @property
    def months(self) -> int:
        """Whole months, rounded up: 2026-01-01 to 2026-12-31 is 12."""
        after = self.ends_on + _ONE_DAY
        months = (after.year - self.starts_on.year) * 12 + after.month - self.starts_on.month
        return months if months_after(self.starts_on, months) >= after else months + 1


def term(starts_on: date, ends_on: date | None, *, usual_months: int, longest_months: int) -> Term:
    """The term of a lease; without an end it runs as long as is usual.

    Raises TermEndsBeforeStart, TermTooLong.
    """
    last = ends_on or months_after(starts_on, min(usual_months, longest_months)) - _ONE_DAY
    if last < starts_on:
        raise TermEndsBeforeStart(pointer="/ends_on", starts_on=starts_on.isoformat())
    latest = months_after(starts_on, longest_months) - _ONE_DAY
    if last > latest:
        raise TermTooLong(
            pointer="/ends_on", latest=latest.isoformat(), longest_months=longest_months
        )
    return Term(starts_on, last)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the rules make of a home and a household: the rent with its trace, and the deposit."""

    monthly_rent: Money
    deposit: Money
    tier: str
    discount: Decimal | None


def require_same_rent(on_paper: Money, by_rule: Money) -> None:
    """Raises RentOutOfDate."""
    if on_paper != by_rule:
        raise RentOutOfDate(on_paper_fen=on_paper.fen, by_rule_fen=by_rule.fen)
