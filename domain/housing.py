"""A unit's life (房源), from registration to leaving the stock.

Whether a unit's household has arrears, or a case is open, belongs to the lease and is never
multiplied into these states.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.access import Role
from domain.errors import Refused
from domain.states import Machine


class UnitState(StrEnum):
    DRAFT = "draft"
    ACCEPTANCE = "acceptance"
    AVAILABLE = "available"
    RESERVED = "reserved"
    LEASED = "leased"
    NOTICE = "notice"
    TURNOVER = "turnover"
    REPAIR = "repair"
    FROZEN = "frozen"
    WITHDRAWN = "withdrawn"


class UnitEvent(StrEnum):
    REGISTER = "register"
    ACCEPT = "accept"
    RESERVE = "reserve"
    LAPSE = "lapse"
    OCCUPY = "occupy"
    OPEN_EXIT = "open_exit"
    WITHDRAW_EXIT = "withdraw_exit"
    HAND_BACK = "hand_back"
    MAKE_READY = "make_ready"
    TAKE_OUT = "take_out"
    FINISH_REPAIR = "finish_repair"
    FREEZE = "freeze"
    RELEASE = "release"
    WITHDRAW = "withdraw"


class UnitStepOutOfOrder(Refused):
    """The unit has taken a later step already; this one cannot count from an earlier day."""


class UnitHasLease(Refused):
    """A lease that is not over holds the unit."""


class UnitAccepted(Refused):
    """Both sides accepted the unit as it is written down; its facts do not change any more."""


class UnitLeavesStock(Refused):
    """The purchaser has decided to dispose of the unit; finance has not answered yet."""


_S, _E, _R = UnitState, UnitEvent, Role

TRANSITIONS: Final[Mapping[tuple[UnitState, UnitEvent], UnitState]] = {
    (_S.DRAFT, _E.REGISTER): _S.ACCEPTANCE,
    (_S.ACCEPTANCE, _E.ACCEPT): _S.AVAILABLE,
    (_S.AVAILABLE, _E.RESERVE): _S.RESERVED,
    (_S.RESERVED, _E.LAPSE): _S.AVAILABLE,
    (_S.RESERVED, _E.OCCUPY): _S.LEASED,
    (_S.LEASED, _E.OPEN_EXIT): _S.NOTICE,
    (_S.NOTICE, _E.WITHDRAW_EXIT): _S.LEASED,
    (_S.NOTICE, _E.HAND_BACK): _S.TURNOVER,
    (_S.TURNOVER, _E.MAKE_READY): _S.AVAILABLE,
    (_S.REPAIR, _E.FINISH_REPAIR): _S.AVAILABLE,
    (_S.AVAILABLE, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.REPAIR, _E.WITHDRAW): _S.WITHDRAWN,
    # A home somebody lives in is not taken out for repair, and a draft is no home yet.
    **{
        (state, _E.TAKE_OUT): _S.REPAIR
        for state in (_S.ACCEPTANCE, _S.AVAILABLE, _S.RESERVED, _S.TURNOVER)
    },
    **{
        (state, _E.FREEZE): _S.FROZEN
        for state in _S
        if state not in {_S.DRAFT, _S.FROZEN, _S.WITHDRAWN}
    },
}

MACHINE: Final = Machine("unit", TRANSITIONS, returns=frozenset({(_S.FROZEN, _E.RELEASE)}))

#: Who may bring an event about; the joint acceptance (承接查验) needs both sides.
ACTORS: Final[Mapping[UnitEvent, frozenset[Role]]] = {
    _E.REGISTER: frozenset({_R.PURCHASER_OFFICER}),
    _E.ACCEPT: frozenset({_R.PURCHASER_OFFICER, _R.OPERATOR_MANAGER}),
    _E.RESERVE: frozenset({_R.FRONT_DESK}),
    _E.LAPSE: frozenset({_R.FRONT_DESK}),
    _E.OCCUPY: frozenset({_R.FRONT_DESK}),
    _E.OPEN_EXIT: frozenset({_R.TENANT, _R.FRONT_DESK, _R.PURCHASER_OFFICER}),
    _E.WITHDRAW_EXIT: frozenset({_R.FRONT_DESK, _R.PURCHASER_APPROVER}),
    _E.HAND_BACK: frozenset({_R.FRONT_DESK}),
    _E.MAKE_READY: frozenset({_R.MAINTENANCE, _R.FRONT_DESK}),
    _E.TAKE_OUT: frozenset({_R.MAINTENANCE, _R.FRONT_DESK}),
    _E.FINISH_REPAIR: frozenset({_R.MAINTENANCE, _R.FRONT_DESK}),
    _E.FREEZE: frozenset({_R.PURCHASER_APPROVER}),
    _E.RELEASE: frozenset({_R.PURCHASER_APPROVER}),
    # Two decisions: the approver's, then finance's (财资〔2018〕106号: disposal is reviewed).
    _E.WITHDRAW: frozenset({_R.PURCHASER_APPROVER, _R.FINANCE_OFFICER}),
}

#: Its facts may still be put right.
NOT_YET_ACCEPTED: Final = frozenset({_S.DRAFT, _S.ACCEPTANCE})

#: How a history begins that is not brought in from a book: no event yet, the record is made.
BEGUN: Final = "draft"
#: How it begins for stock that ran before: `BROUGHT_IN` with the register's own state, and
#: `MOVED_IN` where a lease that already runs is brought in.
BROUGHT_IN: Final = "import"
MOVED_IN: Final = "move_in"

#: What the calendar may bring about where nobody has to decide: nobody's name stands there.
BY_CALENDAR: Final = frozenset({_E.RESERVE, _E.LAPSE, _E.OPEN_EXIT})


class NotReady(Refused):
    """Nobody can move in yet: `failed` says what is still to be done."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Work that is still to be done in an empty home. Critical: not with people in it."""

    what: str
    is_critical: bool


def require_ready(items: Iterable[OpenItem], *, lock_changed: bool) -> None:
    """Before a home is offered again. Raises NotReady."""
    failed = [item.what for item in items if item.is_critical]
    if failed or not lock_changed:
        raise NotReady(failed=failed, lock_changed=lock_changed)
