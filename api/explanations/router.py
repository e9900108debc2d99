"""HTTP of explanations."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query

from api.contracts.commands import reach
from api.explanations.schemas import (
    ContractTermsOut,
    ExplainedOut,
    ExplanationOut,
    ExplanationsOut,
)
from api.parameters.schemas import ParameterOut
from api.rent.standard_schemas import RuleOut, StandardOut
from api.web.contract import problems
from api.web.dependencies import Call, Reader
from domain.access import Permission, PermissionMissing
from domain.calendar import Month
from domain.explanations import FigureUnknown, Source, explanation
from persistence import advances, contracts, housing, parameters
from persistence.advances import NoContractInForce
from persistence.contracts import ContractNotFound
from persistence.housing import ProjectNotFound
from persistence.rent import standards

router = APIRouter(tags=["explanations"])


@router.get("/explanations")
async def list_explanations(_: Reader) -> ExplanationsOut:
    """Every computed figure with the rule behind it, in codes."""
    return ExplanationsOut.all()


@router.get(
    "/explanations/{figure}", responses=problems(PermissionMissing, FigureUnknown, ProjectNotFound)
)
async def read_explanation(
    figure: Annotated[str, Path(max_length=64, examples=["collection_rate"])],
    call: Reader,
    on: Annotated[date | None, Query(description="The day it holds on; today if left out.")] = None,
    project_id: Annotated[UUID | None, Query(description="Tell what it has of its own.")] = None,
) -> ExplanationOut:
    """Why a figure is what it is: rule, values in force in this authority, legal bases."""
    known, rule = explanation(figure)
    day = on or call.today
    found = await parameters.in_force(call.session, rule.parameters, day)
    own = await _own(call, project_id, rule.sources, day) if project_id else {}
    return ExplanationOut.model_validate(
        {
            "rent_standards": [],
            "rent_rule": None,
            "contract": None,
            **ExplainedOut.of(known, rule).model_dump(),
            **own,
            "on": day,
            "parameters": [ParameterOut.of(one) for one in found],
            "project_id": project_id,
        }
    )


async def _own(
    call: Call, project_id: UUID, sources: tuple[Source, ...], on: date
) -> dict[str, Any]:
    """What the project has of its own, of that which the figure rests on and the caller reads."""
    await housing.project(call.session, call.scope(Permission.READ_HOUSING), project_id)
    rights = call.actor.permissions
    told: dict[str, Any] = {}
    if Permission.READ_RENT in rights and Source.RENT_STANDARD in sources:
        scope = call.scope(Permission.READ_RENT)
        in_force = await standards.in_force(call.session, scope, project_id, on)
        told["rent_standards"] = [StandardOut.model_validate(one) for one in in_force]
    if Permission.READ_RENT in rights and Source.RENT_RULE in sources:
        rule = await standards.rule_on(call.session, project_id, on)
        told["rent_rule"] = RuleOut.of(rule) if rule else None
    if Permission.READ_CONTRACT in rights and Source.CONTRACT in sources:
        told["contract"] = await _contract(call, project_id, on)
    return told


async def _contract(call: Call, project_id: UUID, on: date) -> ContractTermsOut | None:
    """The contract of that month; another operator's terms are not told."""
    within = reach(call.actor, Permission.READ_CONTRACT)
    try:
        found = await advances.contract_in_force(call.session, project_id, Month.of(on))
        contract = await contracts.contract(call.session, within, found.id, on)
    except (NoContractInForce, ContractNotFound):
        return None
    return ContractTermsOut.of(contract)
