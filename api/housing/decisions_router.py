"""HTTP of disposals, of what waits for a decision, and of a unit's files."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Response

from api.files import commands as stored
from api.housing import disposals
from api.housing.step_schemas import (
    DisposalIn,
    DisposalRetractionIn,
    UnitDecisionIn,
    UnitDecisionOut,
    UnitFileOut,
    UnitFilesOut,
)
from api.housing.steps_router import as_read, decision_out
from api.web.contract import problems
from api.web.dependencies import Reader, Writer
from api.web.downloads import attachment
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.housing import UnitHasLease
from domain.states import TransitionRefused
from domain.unit_decisions import DecisionKind, DecisionState
from persistence import attachments, housing, unit_decisions
from persistence.files import FileNotFound
from persistence.housing import UnitNotFound
from persistence.session import AlreadyDone
from persistence.tables.housing import UnitDecisionRow
from persistence.unit_decisions import UnitDecisionNotFound

router = APIRouter(tags=["housing"])


@router.get("/unit-decisions", responses=problems(PermissionMissing, CursorInvalid))
async def list_unit_decisions(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    unit_id: UUID | None = None,
    kind: DecisionKind | None = None,
    state: DecisionState | None = None,
) -> Page[UnitDecisionOut]:
    """Disposals and long repairs that were asked for, the latest first."""
    row = UnitDecisionRow
    statement = unit_decisions.decisions(call.scope(Permission.READ_HOUSING))
    wanted = {row.project_id: project_id, row.unit_id: unit_id, row.kind: kind, row.state: state}
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.id, descending=True)
    items = [UnitDecisionOut.model_validate(unit_decisions.decision_of(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/units/{unit_id}/withdrawal",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        UnitNotFound,
        TransitionRefused,
        UnitHasLease,
        AlreadyDone,
        FileNotFound,
        PreconditionRequired,
        VersionConflict,
    ),
)
async def propose_withdrawal(
    unit_id: UUID, body: DisposalIn, call: Writer, if_match: IfMatch = None
) -> UnitDecisionOut:
    """The approver's half of a disposal; the unit leaves the stock once finance agrees."""
    decision_id = await disposals.propose(
        call.session,
        call.actor,
        unit_id,
        body.to_disposal(),
        today=call.today,
        check=as_read(if_match),
    )
    return await decision_out(call, decision_id)


@router.post(
    "/units/{unit_id}/withdrawal/review",
    responses=problems(
        PermissionMissing,
        UnitNotFound,
        UnitDecisionNotFound,
        MakerIsChecker,
        TransitionRefused,
        UnitHasLease,
    ),
)
async def review_withdrawal(unit_id: UUID, body: UnitDecisionIn, call: Writer) -> UnitDecisionOut:
    """Finance's half of a disposal: granted, the unit leaves the stock today."""
    decision_id = await disposals.review(
        call.session,
        call.actor,
        unit_id,
        granted=body.granted,
        words=body.words,
        today=call.today,
    )
    return await decision_out(call, decision_id)


@router.post(
    "/units/{unit_id}/withdrawal/retraction",
    responses=problems(PermissionMissing, UnitNotFound, UnitDecisionNotFound),
)
async def retract_withdrawal(
    unit_id: UUID, body: DisposalRetractionIn, call: Writer
) -> UnitDecisionOut:
    """The approver takes a disposal back before finance has answered."""
    decision_id = await disposals.retract(call.session, call.actor, unit_id, body.words)
    return await decision_out(call, decision_id)


@router.get("/units/{unit_id}/files", responses=problems(PermissionMissing, UnitNotFound))
async def list_unit_files(unit_id: UUID, call: Reader) -> UnitFilesOut:
    """Every photo and paper of the unit's history and card, the oldest first."""
    await housing.unit(call.session, call.scope(Permission.READ_HOUSING), unit_id)
    found = await attachments.attached(call.session, ("unit", unit_id))
    return UnitFilesOut(items=[UnitFileOut.model_validate(one) for one in found])


@router.get(
    "/units/{unit_id}/files/{file_id}",
    response_class=Response,
    responses={
        200: {"content": {"application/octet-stream": {}}, "description": "The file."},
        **problems(PermissionMissing, UnitNotFound, FileNotFound),
    },
)
async def fetch_unit_file(unit_id: UUID, file_id: UUID, call: Writer) -> Response:
    """A photo or paper of the unit; the audit trail notes who fetched it."""
    unit = await housing.unit(call.session, call.scope(Permission.READ_HOUSING), unit_id)
    name, media_type, data = await stored.fetch(
        call.session,
        call.actor,
        call.runtime,
        ("unit", unit_id),
        file_id,
        project_id=unit.project_id,
    )
    return attachment(data, name, media_type)
