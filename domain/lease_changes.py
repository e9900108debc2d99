"""What changes about a household while its lease runs on 变更: who lives there, who is tenant, how
somebody is called.

The counter puts it down with its proof; the purchaser decides (公租房办法 Art. 27 lets nobody else
live there). From its day on it holds; before that nothing changes, and nothing is deleted: who
left stays in the file. The lease, its account and its arrears stay: when the tenant dies or
divorces, somebody who lives there goes on as tenant (民法典 Art. 732), and a bank's mandate of the
former tenant ends. What a change means for the rent is decided by terms of their own.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from domain.errors import Invalid, Refused
from domain.leases import OCCUPIED, LeaseState
from domain.states import Machine


class LeaseChangeKind(StrEnum):
    JOIN = "join"
    LEAVE = "leave"
    SUBSTITUTE = "substitute"
    NAME = "name"
    NATIONAL_ID = "national_id"
    PHONE = "phone"


class LeaseChangeCause(StrEnum):
    BIRTH = "birth"
    MARRIAGE = "marriage"
    SUPPORT = "support"
    DEATH = "death"
    DIVORCE = "divorce"
    MOVED_OUT = "moved_out"
    WRITTEN_WRONG = "written_wrong"
    OFFICIALLY_CHANGED = "officially_changed"


class LeaseChangeState(StrEnum):
    SUBMITTED = "submitted"
    CHECKED = "checked"
    APPROVED = "approved"
    EFFECTIVE = "effective"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class LeaseChangeEvent(StrEnum):
    CHECK = "check"
    CONFIRM = "confirm"
    APPROVE = "approve"
    REJECT = "reject"
    TAKE_EFFECT = "take_effect"
    WITHDRAW = "withdraw"


_S, _E, _K, _C = LeaseChangeState, LeaseChangeEvent, LeaseChangeKind, LeaseChangeCause

TRANSITIONS: Final[Mapping[tuple[LeaseChangeState, LeaseChangeEvent], LeaseChangeState]] = {
    (_S.SUBMITTED, _E.CHECK): _S.CHECKED,
    # A correction alters nobody's right: one person of the bureau looks at the proof.
    (_S.SUBMITTED, _E.CONFIRM): _S.APPROVED,
    (_S.CHECKED, _E.APPROVE): _S.APPROVED,
    (_S.CHECKED, _E.REJECT): _S.REJECTED,
    (_S.SUBMITTED, _E.REJECT): _S.REJECTED,
    (_S.APPROVED, _E.TAKE_EFFECT): _S.EFFECTIVE,
    (_S.SUBMITTED, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.CHECKED, _E.WITHDRAW): _S.WITHDRAWN,
}
MACHINE: Final = Machine("lease_change", TRANSITIONS)

CORRECTIONS: Final = frozenset({_K.NAME, _K.NATIONAL_ID, _K.PHONE})
_PUT_RIGHT: Final = frozenset({_C.WRITTEN_WRONG, _C.OFFICIALLY_CHANGED})
CAUSES: Final[Mapping[LeaseChangeKind, frozenset[LeaseChangeCause]]] = {
    _K.JOIN: frozenset({_C.BIRTH, _C.MARRIAGE, _C.SUPPORT}),
    _K.LEAVE: frozenset({_C.DEATH, _C.DIVORCE, _C.MOVED_OUT}),
    _K.SUBSTITUTE: frozenset({_C.DEATH, _C.DIVORCE}),
    **dict.fromkeys(sorted(CORRECTIONS), _PUT_RIGHT),
}
#: What each kind is told, besides its cause, day and proof.
NEEDS: Final[Mapping[LeaseChangeKind, tuple[str, ...]]] = {
    _K.JOIN: ("name", "relation"),
    _K.LEAVE: ("member_id",),
    _K.SUBSTITUTE: ("member_id",),
    _K.NAME: ("member_id", "name"),
    _K.NATIONAL_ID: ("member_id", "national_id"),
    _K.PHONE: ("member_id", "phone"),
}


class LeaseChangeIncomplete(Invalid):
    """Something that this kind of change needs is missing; `missing` names it."""


class CauseOfOtherChange(Invalid):
    """No cause of that kind of change; `causes` are."""


class LeaseNotLivedIn(Refused):
    """Nobody lives there under the lease: its household does not change any more, or not yet."""


class TenantStays(Refused):
    """The tenant does not just leave: somebody of the household becomes tenant instead."""


class MemberLeft(Refused):
    """The person does not live there any more on that day."""


class AlreadyTenant(Refused):
    """That person is the tenant already."""


class LivesThereAlready(Refused):
    """That person lives there already under this lease."""


class LeaseChangeNotYet(Refused):
    """It is approved for a later day."""


def require_complete(
    kind: LeaseChangeKind, cause: LeaseChangeCause, told: Mapping[str, object]
) -> None:
    """Raises LeaseChangeIncomplete, CauseOfOtherChange."""
    missing = [name for name in NEEDS[kind] if told.get(name) is None]
    if missing:
        raise LeaseChangeIncomplete(pointer=f"/{missing[0]}", missing=missing)
    if cause not in CAUSES[kind]:
        raise CauseOfOtherChange(pointer="/cause", causes=sorted(CAUSES[kind]))


def require_lived_in(state: LeaseState) -> None:
    """Raises LeaseNotLivedIn."""
    if state not in OCCUPIED:
        raise LeaseNotLivedIn(state=state)


def checking(kind: LeaseChangeKind) -> LeaseChangeEvent:
    """What the officer's look at the proof comes to."""
    return _E.CONFIRM if kind in CORRECTIONS else _E.CHECK


def possible(kind: LeaseChangeKind, state: LeaseChangeState) -> list[LeaseChangeEvent]:
    """What may follow; the look at the proof is one of two events, by the kind."""
    other = ({_E.CHECK, _E.CONFIRM} - {checking(kind)}).pop()
    return sorted(MACHINE.possible(state) - {other})
