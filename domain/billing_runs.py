"""A billing run's life: charges are raised at once, and a second person confirms the totals."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final

from domain.access import Permission
from domain.charging import differs_notably
from domain.errors import Refused
from domain.money import Money
from domain.states import Machine


class RunState(StrEnum):
    """TO_CONFIRM: charges are raised, and the month waits for a second person's look at them."""

    WAITING = "waiting"
    TO_CONFIRM = "to_confirm"
    DONE = "done"
    FAILED = "failed"


class RunEvent(StrEnum):
    CHARGE = "charge"
    CHARGE_NOBODY = "charge_nobody"
    FAIL = "fail"
    CONFIRM = "confirm"


_S, _E = RunState, RunEvent

TRANSITIONS: Final[Mapping[tuple[RunState, RunEvent], RunState]] = {
    (_S.WAITING, _E.CHARGE): _S.TO_CONFIRM,
    # A run that charged nobody has no totals of its own.
    (_S.WAITING, _E.CHARGE_NOBODY): _S.DONE,
    (_S.WAITING, _E.FAIL): _S.FAILED,
    (_S.TO_CONFIRM, _E.CONFIRM): _S.DONE,
}

MACHINE: Final = Machine("billing_run", TRANSITIONS)

#: The permission an event needs; the others are the run's own doing.
ACTORS: Final[Mapping[RunEvent, Permission]] = {
    _E.CHARGE: Permission.RAISE_CHARGES,
    _E.CONFIRM: Permission.CONFIRM_CHARGES,
}


class TotalsDiffer(Refused):
    """The month's total is not the one that was looked at; look again."""


class TotalsUnexplained(Refused):
    """The month's total left the tolerance around the last one, and nobody has said why."""


class ChargesNotConfirmed(Refused):
    """A second person has still to confirm what a run charged in this month."""


def state_after(charged: int) -> RunState:
    """Where a run stands once it is through."""
    return MACHINE.after(_S.WAITING, _E.CHARGE if charged else _E.CHARGE_NOBODY)


def require_explained(
    now: Money, before: Money, tolerance_percent: Decimal, explanation: str | None
) -> None:
    """A total beyond the tolerance (parameter `rent.total_tolerance_percent`) needs a reason.

    Raises TotalsUnexplained.
    """
    if explanation is None and differs_notably(now, before, tolerance_percent):
        raise TotalsUnexplained(
            this_month_fen=now.fen,
            last_month_fen=before.fen,
            change_fen=(now - before).fen,
            tolerance_percent=str(tolerance_percent),
        )
