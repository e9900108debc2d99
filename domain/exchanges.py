"""Changing homes 换房: a household takes an empty one 调换, or two swap theirs 互换.

公租房办法 Art. 23: with the purchaser's leave, for work or school, and where the home itself does
not do any more. The counter puts it down, a second person of the operator checks it, the purchaser
decides. New leases follow the old ones on one day: the old home is charged up to the day before,
the new one from that day (E11).
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.calendar import months_after
from domain.errors import Invalid, Refused
from domain.leases import LeaseState
from domain.states import Machine


class ExchangeKind(StrEnum):
    TRANSFER = "transfer"
    SWAP = "swap"


class ExchangeReason(StrEnum):
    WORK = "work"
    SCHOOL = "school"
    DEFECT = "defect"
    DISABILITY = "disability"
    ILLNESS = "illness"
    HOUSEHOLD_GREW = "household_grew"
    HOUSEHOLD_SHRANK = "household_shrank"


class ExchangeState(StrEnum):
    SUBMITTED = "submitted"
    CHECKED = "checked"
    APPROVED = "approved"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DONE = "done"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class ExchangeEvent(StrEnum):
    CHECK = "check"
    APPROVE = "approve"
    REJECT = "reject"
    OFFER = "offer"
    ACCEPT = "accept"
    COMPLETE = "complete"
    WITHDRAW = "withdraw"
    WAIVE = "waive"
    LAPSE = "lapse"


_S, _E, _R = ExchangeState, ExchangeEvent, ExchangeReason

TRANSITIONS: Final[Mapping[tuple[ExchangeState, ExchangeEvent], ExchangeState]] = {
    (_S.SUBMITTED, _E.CHECK): _S.CHECKED,
    (_S.CHECKED, _E.APPROVE): _S.APPROVED,
    (_S.CHECKED, _E.REJECT): _S.REJECTED,
    # Queued until a home is there, and again where the household does not want that one.
    (_S.APPROVED, _E.OFFER): _S.OFFERED,
    (_S.OFFERED, _E.WAIVE): _S.APPROVED,
    (_S.OFFERED, _E.ACCEPT): _S.ACCEPTED,
    # A swap needs no offer.
    (_S.APPROVED, _E.ACCEPT): _S.ACCEPTED,
    (_S.ACCEPTED, _E.COMPLETE): _S.DONE,
    # The last day to sign passed: the home is free, and the household asks anew.
    **{(state, _E.LAPSE): _S.LAPSED for state in (_S.OFFERED, _S.ACCEPTED)},
    # Until the day itself the household may stay where it is.
    **{
        (state, _E.WITHDRAW): _S.WITHDRAWN
        for state in (_S.SUBMITTED, _S.CHECKED, _S.APPROVED, _S.OFFERED, _S.ACCEPTED)
    },
}
MACHINE: Final = Machine("exchange", TRANSITIONS)
#: A lease takes part in one of these at a time.
UNDER_WAY: Final = frozenset(_S) - {_S.DONE, _S.REJECTED, _S.WITHDRAWN, _S.LAPSED}
#: Nobody waits for a year in a home that harms them, or that is too large for them.
AT_ONCE: Final = frozenset({_R.DEFECT, _R.DISABILITY, _R.ILLNESS, _R.HOUSEHOLD_SHRANK})


class SwapPartnerMissing(Invalid):
    """A swap names the other household's lease, a transfer names none."""


class ExchangeNotPossible(Refused):
    """Only a household whose lease runs undisturbed exchanges its home."""


class ExchangeTooEarly(Refused):
    """So many months are lived in a home before it is exchanged, and between two exchanges."""


class ExchangeUnderWay(Refused):
    """One of the households is exchanging its home already."""


class ExchangeAcrossProjects(Refused):
    """Both homes are of one project: the money of two projects lies in two accounts."""


class NoOfferInSwap(Refused):
    """Two households swap what they have: no home is offered, and none without an offer."""


class HomeTooLarge(Refused):
    """The home has more rooms than so many people get."""


class MovesBeforeMovedIn(Refused):
    """Each household lives in its home for a day at least before it moves on."""


class NextLeaseStands(Refused):
    """A lease was drafted for the move: it is void first, then the household stays."""


class ExchangeNotReady(Refused):
    """Both sides sign the new leases first, and their day has come."""


def require_partner(kind: ExchangeKind, *, has_partner: bool) -> None:
    """Raises SwapPartnerMissing."""
    if (kind is ExchangeKind.SWAP) is not has_partner:
        raise SwapPartnerMissing(pointer="/with_lease_id")


def require_undisturbed(state: LeaseState, *, is_leaving: bool) -> None:
    """Raises ExchangeNotPossible."""
    if state is not LeaseState.ACTIVE or is_leaving:
        raise ExchangeNotPossible(state=state, is_leaving=is_leaving)


def require_lived(
    reason: ExchangeReason,
    lived_from: date,
    exchanged_on: date | None,
    today: date,
    *,
    months: int,
    lock_months: int,
) -> None:
    """`exchanged_on`: when the household came here by an exchange. Raises ExchangeTooEarly."""
    if reason in AT_ONCE:
        return
    earliest = months_after(lived_from, months)
    if exchanged_on is not None:
        earliest = max(earliest, months_after(exchanged_on, lock_months))
    if today < earliest:
        raise ExchangeTooEarly(earliest=earliest.isoformat())


def require_lived_in_since(lived_from: Iterable[date], moves_on: date) -> None:
    """`lived_from`: from when each of the leases is charged. Raises MovesBeforeMovedIn."""
    earliest = max(lived_from) + timedelta(days=1)
    if moves_on < earliest:
        raise MovesBeforeMovedIn(earliest=earliest.isoformat())


def possible(kind: ExchangeKind, state: ExchangeState) -> list[ExchangeEvent]:
    """What may follow: a swap has no offer, and without one no empty home is taken."""
    barred = _E.OFFER if kind is ExchangeKind.SWAP else _E.ACCEPT
    bars = kind is ExchangeKind.SWAP or state is _S.APPROVED
    return sorted(MACHINE.possible(state) - ({barred} if bars else set()))
