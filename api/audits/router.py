"""HTTP of saved tests."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Path, Response

from api.audits.schemas import AuditHitOut, AuditTestOut, AuditTestsOut
from api.web.conditional import NOT_MODIFIED, IfNoneMatch, tag_of, unless_known
from api.web.contract import problems
from api.web.dependencies import Call, Reader
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from domain.access import Permission, PermissionMissing
from domain.audits import (
    AuditTestUnknown,
    audit_test,
    numbers_without_test,
    remit_limits,
    vacant_before,
)
from domain.calendar import Month
from persistence import calendars, changes, housing, parameters
from persistence.audits.source import Hit, Terms, count, hits, tests
from persistence.housing import ProjectNotFound

router = APIRouter(tags=["audit"])

_EVICT: Final = "arrears.evict_months_cumulative"
#: Rent that came in longer ago is not looked at any more.
_YEARS: Final = 5


@router.get(
    "/audit-tests",
    response_model=AuditTestsOut,
    responses={**NOT_MODIFIED, **problems(PermissionMissing, ProjectNotFound)},
)
async def list_audit_tests(
    call: Reader,
    response: Response,
    project_id: UUID | None = None,
    if_none_match: IfNoneMatch = None,
) -> AuditTestsOut | Response:
    """What auditors test, with how much each test finds today."""
    scope = call.scope(Permission.READ_AUDIT)
    if project_id is not None:
        await housing.project(call.session, scope, project_id)
    changed = await changes.of_authority(call.session)
    tag = tag_of("audit-tests", call.today, project_id, changed)

    async def made() -> AuditTestsOut:
        terms = await _terms(call)
        items = [
            AuditTestOut.of(code, await count(call.session, test, scope, project_id, terms))
            for code, test in tests().items()
        ]
        return AuditTestsOut(
            on_date=call.today,
            project_id=project_id,
            hits=sum(one.hits for one in items),
            items=items,
            not_yet=list(numbers_without_test()),
        )

    return await unless_known(response, if_none_match, tag, made)


@router.get(
    "/audit-tests/{code}/rows",
    responses=problems(PermissionMissing, AuditTestUnknown, ProjectNotFound, CursorInvalid),
)
async def list_audit_hits(
    code: Annotated[str, Path(max_length=64, examples=["rent_against_rule"])],
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
) -> Page[AuditHitOut]:
    """What a test finds, row by row."""
    scope = call.scope(Permission.READ_AUDIT)
    test = tests()[audit_test(code)]
    if project_id is not None:
        await housing.project(call.session, scope, project_id)
    statement, found = hits(test, scope, project_id, await _terms(call))
    rows, cursor = await page.rows(
        call.session, statement, found.c.id, found.c.subject_id, found.c.subject_type
    )
    items = [AuditHitOut.of(Hit(*row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


async def _terms(call: Call) -> Terms:
    this_month = Month.of(call.today)
    limits = remit_limits(
        this_month.plus(-12 * _YEARS), this_month, await calendars.of_authority(call.session)
    )
    return Terms(
        today=call.today,
        evict_months=await parameters.value(call.session, _EVICT, call.today),
        vacant_before=vacant_before(call.today),
        limits=[(month.first, day) for month, day in limits],
    )
