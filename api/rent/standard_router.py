"""HTTP of rent standards, rent rules and quotes."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.rent import commands
from api.rent.months import MonthQuery
from api.rent.standard_schemas import (
    QuoteOut,
    RuleIn,
    RuleOut,
    StandardIn,
    StandardOut,
)
from api.web.contract import problems
from api.web.dependencies import Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from domain.access import Permission, PermissionMissing
from domain.calendar import Month
from domain.rent import Tier
from domain.rent_rules import RentRuleInvalid, as_json
from persistence.housing import BuildingNotInProject, ProjectNotFound, UnitNotFound
from persistence.rent import standards
from persistence.rent.standards import Rule, Standard
from persistence.tables.rent import RentRuleRow, RentStandardRow

router = APIRouter(tags=["rent"])


@router.get("/rent-standards", responses=problems(PermissionMissing, CursorInvalid))
async def list_rent_standards(
    call: Reader, page: PagingDep, project_id: UUID | None = None
) -> Page[StandardOut]:
    """Published prices 租金标准, the latest first."""
    row = RentStandardRow
    statement = standards.standards(call.scope(Permission.READ_RENT))
    if project_id is not None:
        statement = statement.where(row.project_id == project_id)
    rows, cursor = await page.rows(call.session, statement, row.valid_from, row.id, descending=True)
    items = [StandardOut.model_validate(Standard(*one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/rent-standards",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, ProjectNotFound, BuildingNotInProject),
)
async def set_rent_standard(body: StandardIn, call: Writer) -> StandardOut:
    """Publish a price from a day on. Purchasers only; an earlier price stays as it was."""
    made = await commands.set_standard(call.session, call.actor, body.model_dump())
    return StandardOut.model_validate(made)


@router.get("/rent-rules", responses=problems(PermissionMissing, CursorInvalid))
async def list_rent_rules(
    call: Reader, page: PagingDep, project_id: UUID | None = None
) -> Page[RuleOut]:
    """How rent is worked out: projects' own rules and the authority's, the latest first."""
    row = RentRuleRow
    statement = standards.rules(call.scope(Permission.READ_RENT))
    if project_id is not None:
        statement = statement.where(row.project_id == project_id)
    rows, cursor = await page.rows(call.session, statement, row.valid_from, row.id, descending=True)
    return Page(items=[RuleOut.of(Rule(*one)) for one in rows], next_cursor=cursor)


@router.post(
    "/rent-rules",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, ProjectNotFound, RentRuleInvalid),
)
async def set_rent_rule(body: RuleIn, call: Writer) -> RuleOut:
    """Set a rule from a day on, for a project or as the default. Purchasers only."""
    facts = {
        "project_id": body.project_id,
        "valid_from": body.valid_from,
        "rule": as_json(body.rule.to_rule()),
        "basis": body.basis.value,
        "legal_basis": body.legal_basis,
    }
    return RuleOut.of(await commands.set_rule(call.session, call.actor, facts))


@router.get("/rent-quotes", responses=problems(PermissionMissing, UnitNotFound))
async def quote_rent(
    call: Reader,
    unit_id: UUID,
    tier: Tier,
    household_size: Annotated[int, Query(ge=1, le=30)] = 1,
    month: MonthQuery = None,
) -> QuoteOut:
    """The rent that standard and rule give for such a household, step by step; this month's
    when no month is named.
    """
    of = Month.parse(month) if month else Month.of(call.today)
    unit, rule_id, result = await commands.quote(
        call.session, call.actor, unit_id, of, tier, household_size
    )
    return QuoteOut(
        unit_id=unit_id,
        unit_code=unit.code,
        month=of,
        amount_fen=result.amount.fen,
        standard_id=unit.standard_id,
        rule_id=rule_id,
        trace=dict(result.trace),
    )
