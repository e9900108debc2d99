"""Instalment plans 分期: proposed by one, confirmed by another, kept or broken by the household."""

from datetime import date
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from api.dunning.commands import look
from domain.access import Actor, Permission, require_second_person
from domain.arrears_cases import (
    CASE,
    CaseEvent,
    CaseIsOver,
    CaseState,
    NothingOverdue,
    PlanBeginsBefore,
    PlanExceedsDebt,
    PlanNotOfTwo,
    instalments,
)
from domain.money import Money
from persistence import arrears_plans, audit, dunning, parameters
from persistence.arrears_plans import Plan, PlanNotFound

_MOST_PARTS = "arrears.plan_max_parts"


async def propose(
    session: AsyncSession,
    actor: Actor,
    case_id: UUID,
    *,
    parts: int,
    first_due_on: date,
    amount: Money | None,
    document_no: str,
    reason: str,
    today: date,
) -> UUID:
    """Put a plan down for what is overdue, or for part of it; one proposed before is replaced.

    Raises CaseNotFound, NothingOverdue, CaseIsOver, PlanNotOfTwo, PlanBeginsBefore,
    PlanExceedsDebt, TransitionRefused.
    """
    looked = await look(session, actor.scope(Permission.DUN), case_id, today)
    if looked.owed.since_on is None:
        raise NothingOverdue(lease_id=str(looked.case.lease_id))
    if looked.state is CaseState.CLOSED_PAID:
        raise CaseIsOver(case_id=str(case_id))
    CASE.after(looked.state, CaseEvent.AGREE_PLAN)
    most = await parameters.value(session, _MOST_PARTS, today)
    if not 2 <= parts <= most:
        raise PlanNotOfTwo(pointer="/parts", most=most)
    if first_due_on < today:
        raise PlanBeginsBefore(pointer="/first_due_on", today=today.isoformat())
    debt = Money(looked.owed.overdue_fen)
    amount = debt if amount is None else amount
    if amount > debt:
        raise PlanExceedsDebt(overdue_fen=debt.fen, amount_fen=amount.fen)
    await arrears_plans.replace_plans(session, case_id, "proposed")
    plan_id = await arrears_plans.add_plan(
        session,
        instalments(amount, parts, first_due_on),
        case_id=case_id,
        amount_fen=amount.fen,
        document_no=document_no,
        reason=reason,
        maker_id=actor.person_id,
    )
    facts = {"amount_fen": amount.fen, "parts": parts}
    await audit.record(
        session,
        actor,
        "dunning.plan.proposed",
        plan_id,
        project_id=looked.case.project_id,
        facts=facts,
    )
    return plan_id


async def confirm(session: AsyncSession, actor: Actor, case_id: UUID, today: date) -> Plan:
    """A second person agrees: dunning rests while it is kept. Gives the plan as it was.

    Raises CaseNotFound, PlanNotFound, MakerIsChecker, NothingOverdue, PlanExceedsDebt,
    TransitionRefused.
    """
    looked = await look(session, actor.scope(Permission.AGREE_PLAN), case_id, today)
    plan = await proposed(session, case_id)
    require_second_person(plan.maker_id, actor.person_id)
    if looked.owed.since_on is None:
        raise NothingOverdue(lease_id=str(looked.case.lease_id))
    if plan.amount_fen > looked.owed.overdue_fen:
        raise PlanExceedsDebt(overdue_fen=looked.owed.overdue_fen, amount_fen=plan.amount_fen)
    state = CASE.after(looked.state, CaseEvent.AGREE_PLAN)
    await arrears_plans.replace_plans(session, case_id, "agreed")
    await arrears_plans.change_plan(
        session,
        plan.id,
        state="agreed",
        debt_fen=looked.owed.overdue_fen,
        through_on=today,
        confirmed_by=actor.person_id,
        confirmed_at=func.now(),
    )
    await dunning.change_case(session, case_id, state=state, touched_on=today)
    await audit.record(
        session,
        actor,
        "dunning.plan.agreed",
        plan.id,
        project_id=looked.case.project_id,
        facts={"amount_fen": plan.amount_fen, "case_id": str(case_id)},
        announce=True,
    )
    return plan


async def proposed(session: AsyncSession, case_id: UUID) -> Plan:
    """Raises PlanNotFound."""
    plans = (await arrears_plans.plans(session, [case_id])).get(case_id, [])
    found = next((one for one in plans if one.state == "proposed"), None)
    if found is None:
        raise PlanNotFound(case_id=str(case_id))
    return found
