"""Deductions 扣款: raised with clause and fact, answered, upheld or withdrawn by another person."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.settlement.computing import ContractNotInForce
from domain.access import Actor, require_second_person
from domain.calendar import Month
from domain.contracts import ContractState
from domain.errors import Refused
from domain.settlement import DEDUCTION, DeductionEvent, DeductionState, reply_by
from persistence import audit, calendars, deductions
from persistence.contracts import Contract
from persistence.deductions import Deduction

_NOT_BEGUN: Final = frozenset({ContractState.DRAFT, ContractState.SIGNED, ContractState.PUBLISHED})
_TOLD: Final[Mapping[DeductionEvent, str]] = {
    DeductionEvent.REPLY: "answered",
    DeductionEvent.UPHOLD: "upheld",
    DeductionEvent.WITHDRAW: "withdrawn",
}


class ReplyTimeRunning(Refused):
    """The operator may still answer: a deduction is upheld after its reply, or after `reply_by`."""


async def raise_deduction(
    session: AsyncSession,
    actor: Actor,
    contract: Contract,
    *,
    month: Month,
    clause: str,
    fact: str,
    amount_fen: int,
    today: date,
) -> UUID:
    """Raise it; the operator has notice at once, and five working days to answer.

    Raises ContractNotInForce.
    """
    in_term = contract.term.days_in(month) and month.first <= today
    if contract.state in _NOT_BEGUN or not in_term:
        raise ContractNotInForce(state=contract.state, month=str(month))
    deduction_id = await deductions.add_deduction(
        session,
        contract_id=contract.id,
        month=month.first,
        clause=clause,
        fact=fact,
        amount_fen=amount_fen,
        state=DEDUCTION.after(DeductionState.RAISED, DeductionEvent.NOTIFY),
        reply_by=reply_by(today, await calendars.of_authority(session)),
        maker_id=actor.person_id,
    )
    await _tell(session, actor, "raised", deduction_id, contract.project_id, amount_fen)
    return deduction_id


async def answer(session: AsyncSession, actor: Actor, deduction: Deduction, *, reply: str) -> None:
    """The operator's answer, late ones too while nothing is decided. Raises TransitionRefused."""
    await _step(
        session, actor, deduction, DeductionEvent.REPLY, reply=reply, replied_by=actor.person_id
    )


async def decide(
    session: AsyncSession,
    actor: Actor,
    deduction: Deduction,
    *,
    uphold: bool,
    reason: str,
    today: date,
) -> None:
    """Whoever decides is not who raised it.

    Raises TransitionRefused, MakerIsChecker, ReplyTimeRunning.
    """
    require_second_person(deduction.maker_id, actor.person_id)
    event = DeductionEvent.UPHOLD if uphold else DeductionEvent.WITHDRAW
    unanswered = deduction.state is DeductionState.NOTIFIED
    if uphold and unanswered and today <= deduction.reply_by:
        raise ReplyTimeRunning(reply_by=deduction.reply_by.isoformat())
    await _step(session, actor, deduction, event, decided_by=actor.person_id, decision=reason)


async def _step(
    session: AsyncSession,
    actor: Actor,
    deduction: Deduction,
    event: DeductionEvent,
    **values: Any,
) -> None:
    state = DEDUCTION.after(deduction.state, event)
    await deductions.change_deduction(session, deduction.id, state=state, **values)
    await _tell(
        session, actor, _TOLD[event], deduction.id, deduction.project_id, deduction.amount_fen
    )


async def _tell(
    session: AsyncSession,
    actor: Actor,
    told: str,
    deduction_id: UUID,
    project_id: UUID,
    amount_fen: int,
) -> None:
    await audit.record(
        session,
        actor,
        f"settlement.deduction.{told}",
        deduction_id,
        project_id=project_id,
        facts={"amount_fen": amount_fen},
        announce=True,
    )
