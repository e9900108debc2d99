"""An allocation round 配租: its life from plan to result, and the lives inside it.

公租房办法 Art. 11 (plan), 12-13 (registration, re-check, order), 14-15 (result, priority). Payments
are allocated elsewhere (domain/allocation.py); here homes are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from domain.access import Permission
from domain.calendar import WorkCalendar
from domain.states import Machine


class RoundState(StrEnum):
    PLAN_DRAFT = "plan_draft"
    PLAN_PUBLISHED = "plan_published"
    REGISTRATION_OPEN = "registration_open"
    REVIEWED = "reviewed"
    ORDERED = "ordered"
    ORDER_PUBLISHED = "order_published"
    SELECTING = "selecting"
    RESULT_PUBLISHED = "result_published"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class RoundEvent(StrEnum):
    PUBLISH_PLAN = "publish_plan"
    WITHDRAW_PLAN = "withdraw_plan"
    OPEN_REGISTRATION = "open_registration"
    FINISH_REVIEW = "finish_review"
    FREEZE = "freeze"
    ORDER = "order"
    PUBLISH_ORDER = "publish_order"
    REOPEN_REVIEW = "reopen_review"
    START_SELECTION = "start_selection"
    PUBLISH_RESULT = "publish_result"
    CLOSE = "close"
    CANCEL = "cancel"


_S, _E, _P = RoundState, RoundEvent, Permission

TRANSITIONS: Final[Mapping[tuple[RoundState, RoundEvent], RoundState]] = {
    (_S.PLAN_DRAFT, _E.PUBLISH_PLAN): _S.PLAN_PUBLISHED,
    (_S.PLAN_PUBLISHED, _E.WITHDRAW_PLAN): _S.PLAN_DRAFT,
    (_S.PLAN_PUBLISHED, _E.OPEN_REGISTRATION): _S.REGISTRATION_OPEN,
    (_S.REGISTRATION_OPEN, _E.FINISH_REVIEW): _S.REVIEWED,
    (_S.REVIEWED, _E.FREEZE): _S.REVIEWED,
    (_S.REVIEWED, _E.ORDER): _S.ORDERED,
    (_S.ORDERED, _E.PUBLISH_ORDER): _S.ORDER_PUBLISHED,
    # An objection was right, or a mistake was found: back to the re-check, and drawn anew.
    **{
        (state, _E.REOPEN_REVIEW): _S.REGISTRATION_OPEN
        for state in (_S.REVIEWED, _S.ORDERED, _S.ORDER_PUBLISHED)
    },
    (_S.ORDER_PUBLISHED, _E.START_SELECTION): _S.SELECTING,
    (_S.SELECTING, _E.PUBLISH_RESULT): _S.RESULT_PUBLISHED,
    # Published again, corrected: the version before stays in the chain.
    (_S.RESULT_PUBLISHED, _E.PUBLISH_RESULT): _S.RESULT_PUBLISHED,
    (_S.RESULT_PUBLISHED, _E.CLOSE): _S.CLOSED,
    **{
        (state, _E.CANCEL): _S.CANCELLED
        for state in (
            _S.PLAN_DRAFT,
            _S.PLAN_PUBLISHED,
            _S.REGISTRATION_OPEN,
            _S.REVIEWED,
            _S.ORDERED,
            _S.ORDER_PUBLISHED,
        )
    },
}

MACHINE: Final = Machine("allocation_round", TRANSITIONS)

#: The calendar opens registration too; the operator runs the selection and decides nothing else.
ACTORS: Final[Mapping[RoundEvent, Permission]] = {
    _E.PUBLISH_PLAN: _P.PUBLISH_ROUND,
    _E.WITHDRAW_PLAN: _P.PUBLISH_ROUND,
    _E.OPEN_REGISTRATION: _P.PLAN_ROUND,
    _E.FINISH_REVIEW: _P.PLAN_ROUND,
    _E.FREEZE: _P.PLAN_ROUND,
    _E.ORDER: _P.PLAN_ROUND,
    _E.PUBLISH_ORDER: _P.PUBLISH_ROUND,
    _E.REOPEN_REVIEW: _P.PUBLISH_ROUND,
    _E.START_SELECTION: _P.RUN_SELECTION,
    _E.PUBLISH_RESULT: _P.PUBLISH_ROUND,
    _E.CLOSE: _P.PLAN_ROUND,
    _E.CANCEL: _P.PUBLISH_ROUND,
}

#: The homes of such a round are spoken for.
HOLDS_HOMES: Final = frozenset(RoundState) - {_S.PLAN_DRAFT, _S.CLOSED, _S.CANCELLED}


class Method(StrEnum):
    """How participants are put in order (Art. 13)."""

    SCORE = "score"
    QUEUE = "queue"
    LOTTERY = "lottery"


class RegistrationState(StrEnum):
    REGISTERED = "registered"
    ADMITTED = "admitted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class RegistrationEvent(StrEnum):
    ADMIT = "admit"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


_G, _H = RegistrationState, RegistrationEvent

REGISTRATION: Final = Machine(
    "allocation_registration",
    {
        (_G.REGISTERED, _H.ADMIT): _G.ADMITTED,
        (_G.REGISTERED, _H.REFUSE): _G.REFUSED,
        (_G.ADMITTED, _H.REFUSE): _G.REFUSED,
        (_G.REFUSED, _H.ADMIT): _G.ADMITTED,
        (_G.REGISTERED, _H.WITHDRAW): _G.WITHDRAWN,
        (_G.ADMITTED, _H.WITHDRAW): _G.WITHDRAWN,
    },
)


class TurnState(StrEnum):
    """Where a participant stands in the selection session."""

    WAITING = "waiting"
    CALLED = "called"
    SELECTED = "selected"
    SKIPPED = "skipped"
    WAIVED = "waived"


class TurnEvent(StrEnum):
    CALL = "call"
    SELECT = "select"
    SKIP = "skip"
    WAIVE = "waive"
    GIVE_UP = "give_up"


_T, _U = TurnState, TurnEvent

TURN: Final = Machine(
    "selection_turn",
    {
        (_T.WAITING, _U.CALL): _T.CALLED,
        (_T.SKIPPED, _U.CALL): _T.CALLED,
        (_T.CALLED, _U.SELECT): _T.SELECTED,
        (_T.CALLED, _U.SKIP): _T.SKIPPED,
        (_T.CALLED, _U.WAIVE): _T.WAIVED,
        # The home that was chosen is waived later, or its deadline passes.
        (_T.SELECTED, _U.GIVE_UP): _T.WAIVED,
    },
)


class ObjectionState(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class ObjectionEvent(StrEnum):
    UPHOLD = "uphold"
    DISMISS = "dismiss"


OBJECTION: Final = Machine(
    "allocation_objection",
    {
        (ObjectionState.OPEN, ObjectionEvent.UPHOLD): ObjectionState.UPHELD,
        (ObjectionState.OPEN, ObjectionEvent.DISMISS): ObjectionState.DISMISSED,
    },
)


class PublicationKind(StrEnum):
    """INPUTS are the frozen participants: public before anybody can compute the draw."""

    PLAN = "plan"
    INPUTS = "inputs"
    ORDER = "order"
    RESULT = "result"


class PlanField(StrEnum):
    """What Art. 11 wants a published plan to say."""

    LOCATION = "location"
    NUMBER = "number"
    LAYOUT = "layout"
    AREA = "area"
    RENT_STANDARD = "rent_standard"
    TARGET_GROUP = "target_group"
    REGISTRATION_WINDOW = "registration_window"


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """A line of the score sheet 综合评分: at most so many points."""

    code: str
    name: str
    most: int


@dataclass(frozen=True, slots=True)
class Entrant:
    """What an order by score or by queue depends on. The lower tier comes first."""

    key: str
    tier: int
    queued_on: date
    points: int = 0


def by_score(entrants: Sequence[Entrant]) -> list[str]:
    """The most points first; among equals whoever has waited longer, then by number."""
    ordered = sorted(entrants, key=lambda one: (one.tier, -one.points, one.queued_on, one.key))
    return [one.key for one in ordered]


def by_queue(entrants: Sequence[Entrant]) -> list[str]:
    """Whoever has waited longest first, then by number."""
    ordered = sorted(entrants, key=lambda one: (one.tier, one.queued_on, one.key))
    return [one.key for one in ordered]


def registration_key(number: int) -> str:
    """登记号: what a participant is called in draws and lists."""
    return f"{number:06d}"


def objections_until(published_on: date, workdays: int, calendar: WorkCalendar) -> date:
    """The last day of the objection window 公示期, included."""
    return calendar.add_workdays(published_on, workdays)
