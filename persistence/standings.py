"""Where leases stand in dunning: their case, what was said, and the plan they may be keeping."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.arrears_cases import CaseState, PlanStanding, covers, plan_standing, shown
from domain.calendar import WorkCalendar
from domain.dunning import Dunning, Hold, Step, ladder_of
from persistence import arrears_plans, calendars, dunning, parameters
from persistence.arrears_plans import Plan
from persistence.dunning import Case, Spoken

_LADDER, _GRACE = "arrears.ladder", "arrears.plan_grace_workdays"


@dataclass(frozen=True, slots=True)
class Rules:
    """The ladder of the day, how long a part of a plan may be late, and the city's workdays."""

    ladder: tuple[Step, ...]
    grace: int
    calendar: WorkCalendar


@dataclass(frozen=True, slots=True)
class Standing:
    """A lease's open case, its contacts, and its agreed plan with how that is kept."""

    case: Case | None
    spoken: Spoken | None
    plan: Plan | None
    plan_standing: PlanStanding | None

    def dunning(self, since_on: date, months_owed: int, holds: frozenset[Hold]) -> Dunning:
        """What the ladder needs to know; a case about an older debt says nothing."""
        case = self.case
        if case is None or not covers(case.touched_on, since_on):
            return Dunning(since_on, months_owed, holds=holds)
        return Dunning(
            since_on,
            months_owed,
            last_step=case.last_step,
            last_step_on=case.last_step_on,
            holds=holds,
            keeps_a_plan=self.plan_standing is PlanStanding.KEPT,
        )

    def state(self, since_on: date | None) -> CaseState | None:
        """Where the case stands; `since_on` is the oldest overdue day, None for nothing."""
        if self.case is None:
            return None
        return shown(
            self.case.state,
            touched_on=self.case.touched_on,
            oldest_due_on=since_on,
            plan=self.plan_standing,
        )


NOBODY: Final = Standing(None, None, None, None)


async def rules_on(session: AsyncSession, today: date) -> Rules:
    found = await parameters.values(session, (_LADDER, _GRACE), today)
    calendar = await calendars.of_authority(session)
    return Rules(ladder_of(found[_LADDER]), found[_GRACE], calendar)


async def of_leases(
    session: AsyncSession, scope: Scope, lease_ids: Sequence[UUID], rules: Rules, today: date
) -> dict[UUID, Standing]:
    """Every lease that has a case or was ever spoken to; a few questions for a whole page."""
    cases = await dunning.open_cases(session, scope, lease_ids)
    spoken = await dunning.spoken(session, lease_ids)
    plans = await arrears_plans.plans(session, [case.id for case in cases.values()])
    found: dict[UUID, Standing] = {}
    for lease_id in {*cases, *spoken}:
        case = cases.get(lease_id)
        agreed = [one for one in plans.get(case.id, ()) if one.state == "agreed"] if case else []
        found[lease_id] = standing_of(case, spoken.get(lease_id), agreed, rules, today)
    return found


def standing_of(
    case: Case | None,
    spoken: Spoken | None,
    agreed: Sequence[Plan],
    rules: Rules,
    today: date,
) -> Standing:
    plan = agreed[0] if agreed else None
    kept = (
        None
        if plan is None
        else plan_standing(plan.parts, plan.paid, today, rules.calendar, grace=rules.grace)
    )
    return Standing(case, spoken, plan, kept)
