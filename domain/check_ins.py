"""Moving in 入住: booked, paid, looked over, handed over, entered; or held back on the way.

Before the keys go over, deposit and first rent are in (or the purchaser waived them), every
member has shown who they are, the sheet is signed by both sides, and the tenant knows which
repairs are theirs (公租房办法 Art. 16, 24).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from domain.calendar import Month, Period
from domain.charging import Terms
from domain.errors import Invalid, Refused
from domain.money import ZERO, Money, total
from domain.proration import due_for
from domain.states import Machine


class CheckInState(StrEnum):
    BOOKED = "booked"
    MONEY_OK = "money_ok"
    INSPECTED = "inspected"
    HANDED_OVER = "handed_over"
    REGISTERED = "registered"
    NO_SHOW = "no_show"
    DEFECT_HOLD = "defect_hold"
    CANCELLED = "cancelled"


class CheckInEvent(StrEnum):
    CONFIRM_MONEY = "confirm_money"
    INSPECT = "inspect"
    HAND_OVER = "hand_over"
    REGISTER = "register"
    MISS = "miss"
    REBOOK = "rebook"
    FIND_DEFECT = "find_defect"
    CLEAR_DEFECT = "clear_defect"
    CANCEL = "cancel"


_S, _E = CheckInState, CheckInEvent

TRANSITIONS: Final[Mapping[tuple[CheckInState, CheckInEvent], CheckInState]] = {
    (_S.BOOKED, _E.CONFIRM_MONEY): _S.MONEY_OK,
    (_S.MONEY_OK, _E.INSPECT): _S.INSPECTED,
    (_S.INSPECTED, _E.HAND_OVER): _S.HANDED_OVER,
    (_S.HANDED_OVER, _E.REGISTER): _S.REGISTERED,
    (_S.BOOKED, _E.MISS): _S.NO_SHOW,
    (_S.MONEY_OK, _E.MISS): _S.NO_SHOW,
    (_S.BOOKED, _E.REBOOK): _S.BOOKED,
    (_S.MONEY_OK, _E.REBOOK): _S.MONEY_OK,
    (_S.NO_SHOW, _E.REBOOK): _S.BOOKED,
    **{(at, _E.FIND_DEFECT): _S.DEFECT_HOLD for at in (_S.BOOKED, _S.MONEY_OK, _S.INSPECTED)},
    # Put right, the home is looked over anew; what was paid is looked at again as well.
    (_S.DEFECT_HOLD, _E.CLEAR_DEFECT): _S.BOOKED,
    # With the lease that is put aside.
    **{
        (at, _E.CANCEL): _S.CANCELLED
        for at in (_S.BOOKED, _S.MONEY_OK, _S.INSPECTED, _S.NO_SHOW, _S.DEFECT_HOLD)
    },
}
MACHINE: Final = Machine("check_in", TRANSITIONS)


class ChargeFrom(StrEnum):
    """From when rent runs (parameter `lease.charge_from`)."""

    HAND_OVER = "hand_over"
    LEASE_START = "lease_start"


class LeaseFollowsAnother(Refused):
    """Its household has a home: it takes over on its day, or the exchange moves them."""


class MoneyMissing(Refused):
    """Deposit or first rent is not in, and the purchaser has not waived it."""


class WaiverEmpty(Invalid):
    """Say what is waived: the deposit, the first rent, or both."""


class MembersUnverified(Refused):
    """Somebody of the household has not shown who they are; `members` names them."""


class RepairSplitUnexplained(Invalid):
    """Explain first which repairs are the tenant's and which the landlord's, and say so."""


class SheetOfOtherLease(Refused):
    """The sheet is no check-in sheet of this lease."""


class SheetUnsigned(Refused):
    """Both sides sign the hand-over sheet before the keys go over."""


@dataclass(frozen=True, slots=True)
class MoneyIn:
    """What must be there before anybody moves in, and what is; `waived` by the purchaser."""

    deposit_due: Money
    deposit_in: Money
    first_rent_due: Money
    first_rent_in: Money
    deposit_waived: bool = False
    first_rent_waived: bool = False

    @property
    def deposit_missing(self) -> Money:
        return ZERO if self.deposit_waived else max(self.deposit_due - self.deposit_in, ZERO)

    @property
    def first_rent_missing(self) -> Money:
        missing = max(self.first_rent_due - self.first_rent_in, ZERO)
        return ZERO if self.first_rent_waived else missing


def require_first(renewed_from: UUID | None, exchanged_from: UUID | None) -> None:
    """Only under its first lease does a household move in. Raises LeaseFollowsAnother."""
    before = renewed_from or exchanged_from
    if before is not None:
        raise LeaseFollowsAnother(lease_id=str(before))


def require_money(money: MoneyIn) -> None:
    """Raises MoneyMissing."""
    if money.deposit_missing or money.first_rent_missing:
        raise MoneyMissing(
            deposit_fen=money.deposit_missing.fen, first_rent_fen=money.first_rent_missing.fen
        )


def require_verified(members: Iterable[UUID], verified: Iterable[UUID]) -> None:
    """Raises MembersUnverified."""
    missing = set(members) - set(verified)
    if missing:
        raise MembersUnverified(members=sorted(map(str, missing)))


def charged_from(rule: ChargeFrom, handed_over_on: date, starts_on: date) -> date:
    """The first day of rent; keys given early cost nothing before the lease begins."""
    return starts_on if rule is ChargeFrom.LEASE_START else max(handed_over_on, starts_on)


def first_rent(monthly: Money, from_on: date, months: int, terms: Terms) -> Money:
    """What the first billing period (`months` of the calendar) costs from that day on."""
    first, lived = Month.of(from_on), Period(from_on, None)
    return total(
        due_for(monthly, lived, first.plus(step), terms.basis, unit_fen=terms.unit_fen)
        for step in range(months)
    )
