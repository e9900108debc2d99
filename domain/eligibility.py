"""Eligibility 保障资格: what the purchaser granted a household, for how long, and who may take it.

公租房办法 Art. 5-10, 14-15, 34-36; 建保〔2018〕92号: admission and cancellation are not bought.
A record is not changed: another decision makes another one, which replaces it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from domain.access import Permission
from domain.calendar import Period, months_after
from domain.states import Machine

_MONTHS_A_YEAR: Final = 12


class EligibilityState(StrEnum):
    VALID = "valid"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


class EligibilityEvent(StrEnum):
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    REPLACE = "replace"


_S, _E, _P = EligibilityState, EligibilityEvent, Permission

TRANSITIONS: Final[Mapping[tuple[EligibilityState, EligibilityEvent], EligibilityState]] = {
    (_S.VALID, _E.SUSPEND): _S.SUSPENDED,
    (_S.SUSPENDED, _E.RESUME): _S.VALID,
    (_S.VALID, _E.CANCEL): _S.CANCELLED,
    (_S.SUSPENDED, _E.CANCEL): _S.CANCELLED,
    (_S.VALID, _E.REPLACE): _S.REPLACED,
}

MACHINE: Final = Machine("eligibility", TRANSITIONS)

#: Nobody but the purchaser: a new record replaces; the rest is proposed, and decided by another.
ACTORS: Final[Mapping[EligibilityEvent, Permission]] = {
    _E.SUSPEND: _P.DECIDE_ELIGIBILITY,
    _E.RESUME: _P.DECIDE_ELIGIBILITY,
    _E.CANCEL: _P.DECIDE_ELIGIBILITY,
    _E.REPLACE: _P.GRANT_ELIGIBILITY,
}


class Measure(StrEnum):
    """What may be proposed about a record, for a second person to decide."""

    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"


class ProposalState(StrEnum):
    """Of a measure, and of a ban."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class ProposalEvent(StrEnum):
    CONFIRM = "confirm"
    REJECT = "reject"


PROPOSAL: Final = Machine(
    "eligibility_measure",
    {
        (ProposalState.PROPOSED, ProposalEvent.CONFIRM): ProposalState.CONFIRMED,
        (ProposalState.PROPOSED, ProposalEvent.REJECT): ProposalState.REJECTED,
    },
)


class BanState(StrEnum):
    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    REJECTED = "rejected"
    LIFTED = "lifted"


class BanEvent(StrEnum):
    CONFIRM = "confirm"
    REJECT = "reject"
    LIFT = "lift"


BAN: Final = Machine(
    "ban",
    {
        (BanState.PROPOSED, BanEvent.CONFIRM): BanState.IN_FORCE,
        (BanState.PROPOSED, BanEvent.REJECT): BanState.REJECTED,
        (BanState.IN_FORCE, BanEvent.LIFT): BanState.LIFTED,
    },
)


class PriorityGroup(StrEnum):
    """Whom Art. 14-15 put first. The purchaser knows why; a list says at most that it is so."""

    PREFERENTIAL = "preferential"
    MERIT = "merit"
    ELDERLY = "elderly"
    ALONE = "alone"
    MANY_CHILDREN = "many_children"
    BEREAVED = "bereaved"
    DISABILITY = "disability"
    SERIOUS_ILLNESS = "serious_illness"


#: Health and bereavement: no list may let these be guessed.
NEVER_DISCLOSED: Final = frozenset(
    {PriorityGroup.BEREAVED, PriorityGroup.DISABILITY, PriorityGroup.SERIOUS_ILLNESS}
)


class Standing(StrEnum):
    """Whether somebody may be housed on a day, and if not, why. Operators learn only whether."""

    ELIGIBLE = "eligible"
    UNKNOWN = "unknown"
    BANNED = "banned"
    NOT_STARTED = "not_started"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Terms:
    """A record's validity. `ends_on` is the last day on the paper, included.

    `until_on` is the first day that a measure or another record has taken away, if any has.
    """

    state: EligibilityState
    starts_on: date
    ends_on: date
    until_on: date | None = None


def standing(terms: Terms, day: date) -> Standing:
    """What one record says about a day."""
    if day < terms.starts_on:
        return Standing.NOT_STARTED
    if terms.until_on is not None and day >= terms.until_on:
        return Standing(terms.state)
    return Standing.ELIGIBLE if day <= terms.ends_on else Standing.EXPIRED


def person_standing(records: Sequence[Terms], bans: Sequence[Period], day: date) -> Standing:
    """What all that is known of a person says. A ban goes before any record."""
    if any(day in ban for ban in bans):
        return Standing.BANNED
    if not records:
        return Standing.UNKNOWN
    told = [standing(one, day) for one in sorted(records, key=lambda one: one.starts_on)]
    return Standing.ELIGIBLE if Standing.ELIGIBLE in told else told[-1]


def ban_period(from_on: date, years: int) -> Period:
    """不得再申请: so many whole years from the day of the decision (Art. 35-36)."""
    return Period(from_on, months_after(from_on, years * _MONTHS_A_YEAR))


class WaitingAlert(StrEnum):
    """How a household's time in the queue stands against Art. 10 (generally 5 years)."""

    NONE = "none"
    NEAR = "near"
    OVER = "over"


def waiting_alert(queued_on: date, day: date, *, near_years: int, max_years: int) -> WaitingAlert:
    """From the anniversary itself on."""
    if day >= months_after(queued_on, max_years * _MONTHS_A_YEAR):
        return WaitingAlert.OVER
    if day >= months_after(queued_on, near_years * _MONTHS_A_YEAR):
        return WaitingAlert.NEAR
    return WaitingAlert.NONE


class WaiverEffect(StrEnum):
    """What waiving too often does to a place in the queue (parameter `round.waiver_effect`)."""

    QUEUE_END = "queue_end"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """Since when a household counts as waiting, and whether it has left the queue."""

    queued_on: date
    has_left: bool = False


def place_after_waivers(
    queued_on: date, waived_on: Sequence[date], *, limit: int, effect: WaiverEffect
) -> QueuePlace:
    """Every `limit` waivers cost the place: the queue's end on that day, or the queue itself.

    The record stays as the purchaser granted it; only the place that rounds count with moves.
    """
    spent = sorted(waived_on)[limit - 1 :: limit] if limit else []
    if not spent:
        return QueuePlace(queued_on)
    if effect is WaiverEffect.LEAVE:
        return QueuePlace(queued_on, has_left=True)
    return QueuePlace(max(queued_on, spent[-1]))
