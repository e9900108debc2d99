"""Leaving a home 退房·腾退·退回: four roads to the door, and one way through it.

A household leaves of its own will; is sued out when its lease is over or its rent unpaid (民事腾退,
公租房办法 Art. 29–31, plaintiff is the owner or its operator); is ordered out for misuse (行政退回,
Art. 27, the purchaser alone decides); or is gone without a word, and the home is taken back before
a notary. Whatever the road, the home is then inspected, billed, handed back and settled.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from domain.access import Role
from domain.errors import Invalid, Refused
from domain.states import Machine


class Track(StrEnum):
    VOLUNTARY = "voluntary"
    CIVIL = "civil"
    ADMINISTRATIVE = "administrative"
    LOST_CONTACT = "lost_contact"


class Ground(StrEnum):
    """Why the home goes back. Civil: Art. 29 and 31; administrative: the cases of Art. 27."""

    OWN_WISH = "own_wish"
    EXPIRY = "expiry"
    INELIGIBLE = "ineligible"
    ARREARS = "arrears"
    SUBLET = "sublet"
    CHANGE_OF_USE = "change_of_use"
    DAMAGE = "damage"
    UNLAWFUL_ACTS = "unlawful_acts"
    IDLE = "idle"
    UNREACHABLE = "unreachable"


_G: Final = Ground
GROUNDS: Final[Mapping[Track, frozenset[Ground]]] = {
    Track.VOLUNTARY: frozenset({_G.OWN_WISH}),
    Track.CIVIL: frozenset({_G.EXPIRY, _G.INELIGIBLE, _G.ARREARS}),
    Track.ADMINISTRATIVE: frozenset(
        {_G.SUBLET, _G.CHANGE_OF_USE, _G.DAMAGE, _G.UNLAWFUL_ACTS, _G.IDLE}
    ),
    Track.LOST_CONTACT: frozenset({_G.UNREACHABLE}),
}


class ExitState(StrEnum):
    APPLIED = "applied"
    ACCEPTED = "accepted"
    OPENED = "opened"
    NOTICE_SERVED = "notice_served"
    RELOCATION = "relocation"
    DEMANDED = "demanded"
    SUIT_FILED = "suit_filed"
    JUDGED = "judged"
    FACTS_NOTIFIED = "facts_notified"
    ORDERED = "ordered"
    COURT_ASKED = "court_asked"
    ENFORCED = "enforced"
    AUTHORISED = "authorised"
    PUBLIC_NOTICE = "public_notice"
    ENTERED = "entered"
    INVENTORY_SEALED = "inventory_sealed"
    RECOVERED = "recovered"
    INSPECTION_BOOKED = "inspection_booked"
    INSPECTED = "inspected"
    FINAL_BILL = "final_bill"
    HANDED_BACK = "handed_back"
    SETTLED = "settled"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class ExitEvent(StrEnum):
    ACCEPT = "accept"
    SERVE_NOTICE = "serve_notice"
    START_RELOCATION = "start_relocation"
    DEMAND = "demand"
    FILE_SUIT = "file_suit"
    RECEIVE_JUDGMENT = "receive_judgment"
    NOTIFY_FACTS = "notify_facts"
    ORDER_RETURN = "order_return"
    ASK_COURT = "ask_court"
    ENFORCE = "enforce"
    AUTHORISE = "authorise"
    PUBLISH_NOTICE = "publish_notice"
    ENTER = "enter"
    SEAL_INVENTORY = "seal_inventory"
    RECOVER = "recover"
    BOOK_INSPECTION = "book_inspection"
    INSPECT = "inspect"
    BILL = "bill"
    HAND_BACK = "hand_back"
    SETTLE = "settle"
    CLOSE = "close"
    WITHDRAW = "withdraw"


class GroundOfOtherTrack(Invalid):
    """That ground leads another way out; `grounds` are those of this one."""


class GroundNotMet(Refused):
    """What the ground asks for is not so: the lease runs, fewer months are owed, still eligible."""


class ExitTooEarly(Refused):
    """The period before this step still runs; `earliest_on` is its first day."""


class DeadlineTooShort(Invalid):
    """The household gets at least until `earliest_on`."""


_S, _E, _R, _T = ExitState, ExitEvent, Role, Track

#: Where each case begins.
FIRST: Final[Mapping[Track, ExitState]] = {
    _T.VOLUNTARY: _S.APPLIED,
    _T.CIVIL: _S.OPENED,
    _T.ADMINISTRATIVE: _S.OPENED,
    _T.LOST_CONTACT: _S.OPENED,
}

_Steps = Mapping[tuple[ExitState, ExitEvent], ExitState]

_FRONT: Final[Mapping[Track, _Steps]] = {
    _T.VOLUNTARY: {(_S.APPLIED, _E.ACCEPT): _S.ACCEPTED},
    _T.CIVIL: {
        (_S.OPENED, _E.SERVE_NOTICE): _S.NOTICE_SERVED,
        (_S.NOTICE_SERVED, _E.START_RELOCATION): _S.RELOCATION,
        # Rent unpaid: demanded with a period (民法典 722); or not gone when the period is over.
        **{
            (state, _E.DEMAND): _S.DEMANDED
            for state in (_S.OPENED, _S.NOTICE_SERVED, _S.RELOCATION)
        },
        (_S.DEMANDED, _E.FILE_SUIT): _S.SUIT_FILED,
        (_S.SUIT_FILED, _E.RECEIVE_JUDGMENT): _S.JUDGED,
        (_S.JUDGED, _E.ENFORCE): _S.ENFORCED,
    },
    _T.ADMINISTRATIVE: {
        (_S.OPENED, _E.NOTIFY_FACTS): _S.FACTS_NOTIFIED,
        (_S.FACTS_NOTIFIED, _E.ORDER_RETURN): _S.ORDERED,
        (_S.ORDERED, _E.ASK_COURT): _S.COURT_ASKED,
        (_S.COURT_ASKED, _E.ENFORCE): _S.ENFORCED,
    },
    _T.LOST_CONTACT: {
        (_S.OPENED, _E.AUTHORISE): _S.AUTHORISED,
        (_S.AUTHORISED, _E.PUBLISH_NOTICE): _S.PUBLIC_NOTICE,
        (_S.PUBLIC_NOTICE, _E.ENTER): _S.ENTERED,
        (_S.ENTERED, _E.SEAL_INVENTORY): _S.INVENTORY_SEALED,
        (_S.INVENTORY_SEALED, _E.RECOVER): _S.RECOVERED,
    },
}

#: From where the household may go of its own accord: the road ends, the door is the same.
_LEAVES: Final[Mapping[Track, frozenset[ExitState]]] = {
    _T.VOLUNTARY: frozenset({_S.ACCEPTED}),
    _T.CIVIL: frozenset(
        {_S.NOTICE_SERVED, _S.RELOCATION, _S.DEMANDED, _S.SUIT_FILED, _S.JUDGED, _S.ENFORCED}
    ),
    _T.ADMINISTRATIVE: frozenset({_S.ORDERED, _S.COURT_ASKED, _S.ENFORCED}),
    _T.LOST_CONTACT: frozenset({_S.RECOVERED}),
}

_BACK: Final[_Steps] = {
    (_S.INSPECTION_BOOKED, _E.BOOK_INSPECTION): _S.INSPECTION_BOOKED,
    (_S.INSPECTION_BOOKED, _E.INSPECT): _S.INSPECTED,
    (_S.INSPECTED, _E.BILL): _S.FINAL_BILL,
    (_S.FINAL_BILL, _E.HAND_BACK): _S.HANDED_BACK,
    (_S.HANDED_BACK, _E.SETTLE): _S.SETTLED,
    (_S.SETTLED, _E.CLOSE): _S.CLOSED,
}

#: The keys are back, or the home was taken: there is nothing to withdraw from any more.
_KEYS_BACK: Final = frozenset(
    {_S.ENTERED, _S.INVENTORY_SEALED, _S.RECOVERED, _S.ENFORCED, _S.INSPECTED, _S.FINAL_BILL}
    | {_S.HANDED_BACK, _S.SETTLED, _S.CLOSED, _S.WITHDRAWN}
)


def _machine(track: Track) -> Machine[ExitState, ExitEvent]:
    steps = {
        **_FRONT[track],
        **{(state, _E.BOOK_INSPECTION): _S.INSPECTION_BOOKED for state in _LEAVES[track]},
        **_BACK,
    }
    before_keys = {FIRST[track], *(state for state, _ in steps)} - _KEYS_BACK
    if track is Track.LOST_CONTACT:
        before_keys -= {ExitState.INSPECTION_BOOKED}
    return Machine(
        "exit_case", steps | {(state, _E.WITHDRAW): _S.WITHDRAWN for state in before_keys}
    )


MACHINES: Final[Mapping[Track, Machine[ExitState, ExitEvent]]] = {
    track: _machine(track) for track in Track
}

#: The case has come to its end, and another may be opened for the lease.
OVER: Final = frozenset({_S.CLOSED, _S.WITHDRAWN})

_DESK: Final = frozenset({_R.FRONT_DESK})
_OFFICER: Final = frozenset({_R.PURCHASER_OFFICER})
_APPROVER: Final = frozenset({_R.PURCHASER_APPROVER})

#: Who opens a case. The operator brings expiry and arrears; eligibility and misuse are the
#: purchaser's alone (政府购买 may not include cancelling eligibility).
OPENERS: Final[Mapping[Ground, frozenset[Role]]] = {
    _G.OWN_WISH: frozenset({_R.TENANT, _R.FRONT_DESK}),
    _G.EXPIRY: _DESK,
    _G.ARREARS: _DESK,
    _G.INELIGIBLE: _OFFICER,
    **dict.fromkeys(GROUNDS[_T.ADMINISTRATIVE], _OFFICER),
    _G.UNREACHABLE: _DESK,
}

#: Who takes a step, where it does not depend on the way out.
ACTORS: Final[Mapping[ExitEvent, frozenset[Role]]] = {
    _E.ACCEPT: _DESK,
    _E.SERVE_NOTICE: _DESK,
    _E.START_RELOCATION: _DESK,
    _E.DEMAND: _DESK,
    _E.FILE_SUIT: _DESK | _OFFICER,
    _E.RECEIVE_JUDGMENT: _DESK | _OFFICER,
    # Facts are told and the order is given by the bureau; the operator may hand the paper over.
    _E.NOTIFY_FACTS: _OFFICER,
    _E.ORDER_RETURN: _APPROVER,
    _E.ASK_COURT: _OFFICER,
    _E.ENFORCE: _DESK | _OFFICER,
    _E.AUTHORISE: _APPROVER,
    _E.PUBLISH_NOTICE: _DESK,
    _E.ENTER: _DESK,
    _E.SEAL_INVENTORY: _DESK,
    _E.RECOVER: _DESK,
    _E.BOOK_INSPECTION: _DESK,
    _E.INSPECT: _DESK,
    _E.BILL: frozenset({_R.OPERATOR_MANAGER}),
    _E.HAND_BACK: _DESK,
    _E.SETTLE: _DESK | _APPROVER | {_R.CASHIER, _R.OPERATOR_MANAGER},
    _E.CLOSE: _DESK,
}


def actors(track: Track, event: ExitEvent) -> frozenset[Role]:
    """Whose step it is. What the purchaser decided, its approver alone takes back."""
    if event is ExitEvent.WITHDRAW:
        return _DESK if track is Track.VOLUNTARY else _APPROVER
    return ACTORS[event]


def require_ground(track: Track, ground: Ground) -> None:
    """Raises GroundOfOtherTrack."""
    if ground not in GROUNDS[track]:
        raise GroundOfOtherTrack(pointer="/ground", grounds=sorted(GROUNDS[track]))
