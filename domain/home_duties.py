"""What the states of a home's and a household's life wait for: rounds, papers, moves, renewals."""

from collections.abc import Mapping
from typing import Final

from domain import allocation_rounds, filings
from domain.access import Permission, Role
from domain.allocation_rounds import RoundEvent, RoundState
from domain.check_ins import CheckInState
from domain.duties import DutyAction, Step, steps_of
from domain.exchanges import ExchangeState
from domain.exits import MACHINES, ExitEvent, ExitState, Track, actors
from domain.filings import FilingEvent, FilingState
from domain.lease_changes import LeaseChangeState
from domain.leases import LeaseState
from domain.renewals import RenewalState

_A, _P = DutyAction, Permission

#: Registration opens by itself on its day; nobody waits for that.
ROUND: Final[Mapping[str, Step]] = steps_of(
    {
        RoundState.PLAN_DRAFT: (
            _A.PUBLISH,
            allocation_rounds.ACTORS[RoundEvent.PUBLISH_PLAN],
        ),
        RoundState.REGISTRATION_OPEN: (
            _A.CHECK,
            allocation_rounds.ACTORS[RoundEvent.FINISH_REVIEW],
        ),
        RoundState.REVIEWED: (_A.ORDER, allocation_rounds.ACTORS[RoundEvent.ORDER]),
        RoundState.ORDERED: (_A.PUBLISH, allocation_rounds.ACTORS[RoundEvent.PUBLISH_ORDER]),
        RoundState.ORDER_PUBLISHED: (
            _A.SELECT,
            allocation_rounds.ACTORS[RoundEvent.START_SELECTION],
        ),
        RoundState.SELECTING: (_A.SELECT, _P.RUN_SELECTION),
        RoundState.RESULT_PUBLISHED: (_A.CLOSE, allocation_rounds.ACTORS[RoundEvent.CLOSE]),
    }
)
LEASE_PAPER: Final[Mapping[str, Step]] = steps_of(
    {
        LeaseState.DRAFT: (_A.EXPLAIN, _P.DRAFT_LEASE),
        LeaseState.EXPLAINED: (_A.SIGN, _P.DRAFT_LEASE),
        LeaseState.PENDING_SIGN: (_A.SIGN, _P.SIGN_LEASE),
        LeaseState.SIGNED: (_A.MOVE_IN, _P.CHECK_IN),
    }
)
FILING: Final[Mapping[str, Step]] = steps_of(
    {
        FilingState.TO_FILE: (_A.FILE, filings.ACTORS[FilingEvent.SUBMIT]),
        FilingState.SUBMITTED: (_A.CONFIRM, filings.ACTORS[FilingEvent.CONFIRM]),
    }
)
#: Whoever did not come is booked anew; what hinders the home is put right.
CHECK_IN: Final[Mapping[str, Step]] = steps_of(
    {
        state: (_A.MOVE_IN, _P.CHECK_IN)
        for state in CheckInState
        if state not in {CheckInState.REGISTERED, CheckInState.CANCELLED}
    }
)
#: Proposed or not, says whether `DATA_CHECK` waits for the officer or for the second person.
RENEWAL: Final[Mapping[str, Step]] = steps_of(
    {
        RenewalState.APPLIED: (_A.CHECK, _P.CHECK_RENEWAL),
        RenewalState.DATA_CHECK: (_A.CHECK, _P.CHECK_RENEWAL),
        RenewalState.NEEDS_MORE: (_A.REPLY, _P.APPLY_FOR_RENEWAL),
        RenewalState.OBJECTION: (_A.DECIDE, _P.DECIDE_RENEWAL),
    }
)


LEASE_CHANGE: Final[Mapping[str, Step]] = steps_of(
    {
        LeaseChangeState.SUBMITTED: (_A.CHECK, _P.CHECK_CHANGE),
        LeaseChangeState.CHECKED: (_A.DECIDE, _P.DECIDE_CHANGE),
    }
)
EXCHANGE: Final[Mapping[str, Step]] = steps_of(
    {
        ExchangeState.SUBMITTED: (_A.CHECK, _P.CHECK_EXCHANGE),
        ExchangeState.CHECKED: (_A.DECIDE, _P.DECIDE_EXCHANGE),
        ExchangeState.APPROVED: (_A.OFFER, _P.OFFER_EXCHANGE),
        ExchangeState.OFFERED: (_A.DRAFT, _P.DRAFT_LEASE),
        ExchangeState.ACCEPTED: (_A.MOVE_IN, _P.CHECK_IN),
    }
)
#: The steps of an exit that are not the counter's and the bureau's own.
_EXIT: Final[Mapping[str, Step]] = steps_of(
    {
        ExitState.INSPECTED: (_A.DRAFT, _P.DRAFT_FINAL_BILL),
        ExitState.HANDED_BACK: (_A.STEP, _P.SETTLE_EXIT),
    }
)


def exit_step(track: Track, state: ExitState) -> tuple[Step, frozenset[Role] | None]:
    """What the case waits for on its way out, and whose it is where not all who hold the right.

    Withdrawing a case is nobody's duty; a bill is drafted before its event, by whoever may.
    """
    step = _EXIT.get(state, Step(_A.STEP, _P.STEP_EXIT))
    if step.action is _A.DRAFT:
        return step, None
    onward = MACHINES[track].possible(state) - {ExitEvent.WITHDRAW}
    return step, frozenset[Role]().union(*(actors(track, event) for event in onward))
