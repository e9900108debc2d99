"""Arrears cases as they are told: with what is owed today, what is due next, and the plan."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from api.dunning.schemas import ArrearsCaseOut, ArrearsPlanOut, LadderStepOut
from api.web.dependencies import Call
from domain.access import Permission
from domain.arrears_cases import limitation_on
from domain.dunning import Hold, Step, coming, next_step
from persistence import arrears, standings
from persistence.arrears import Arrears
from persistence.dunning import Case
from persistence.holds import kinds_in_force
from persistence.standings import NOBODY, Rules, Standing


async def told(call: Call, cases: Sequence[Case]) -> list[ArrearsCaseOut]:
    """A page of cases; a few questions for all of them."""
    scope, session = call.scope(Permission.READ_DUNNING), call.session
    leases = [case.lease_id for case in cases]
    owed = await arrears.of_leases(session, scope, leases, call.today)
    rules = await standings.rules_on(session, call.today)
    stand = await standings.of_leases(session, scope, leases, rules, call.today)
    holds = await kinds_in_force(session, leases, call.today)
    return [
        _told(
            case,
            owed[case.lease_id],
            stand.get(case.lease_id, NOBODY),
            rules,
            frozenset(map(Hold, holds.get(case.lease_id, frozenset()))),
            call.today,
        )
        for case in cases
    ]


def _told(
    case: Case, owed: Arrears, standing: Standing, rules: Rules, holds: frozenset[Hold], today: date
) -> ArrearsCaseOut:
    is_current = standing.case is not None and standing.case.id == case.id
    state = (standing.state(owed.since_on) if is_current else None) or case.state
    names = ArrearsCaseOut.model_fields
    facts: dict[str, Any] = {name: getattr(case, name) for name in names if hasattr(case, name)}
    facts |= {name: getattr(owed, name) for name in ("overdue_fen", "months_owed", "since_on")}
    facts |= dict.fromkeys(("step", "next_step", "plan", "limitation_on"))
    if is_current and owed.since_on is not None and owed.newest_due_on is not None:
        climbed = standing.dunning(owed.since_on, owed.months_owed, holds)
        due = next_step(climbed, today, rules.calendar, rules.ladder)
        ahead = coming(climbed, owed.newest_due_on, today, rules.calendar, rules.ladder)
        facts["step"] = _step(due, None) if due else None
        facts["next_step"] = _step(ahead.step, ahead.due_on) if ahead else None
        interrupted = standing.spoken.interrupted_on if standing.spoken else None
        facts["limitation_on"] = limitation_on(owed.since_on, [interrupted] if interrupted else [])
    if is_current and standing.plan is not None:
        facts["plan"] = ArrearsPlanOut.of(standing.plan, standing.plan_standing)
    return ArrearsCaseOut.model_validate(
        facts
        | {
            "state": state,
            "last_step": case.last_step_code,
            "holds": sorted(holds),
            "last_contact_on": standing.spoken.last_on if standing.spoken else None,
            "promised_on": standing.spoken.promised_on if standing.spoken else None,
        }
    )


def _step(step: Step, due_on: date | None) -> LadderStepOut:
    return LadderStepOut(
        code=step.code,
        channel=step.channel,
        template=step.template,
        proof=step.proof,
        due_on=due_on,
    )
