"""HTTP of a city's own texts for leases."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.leases import texts
from api.leases.papers_schemas import (
    ClauseOut,
    LeaseTemplateBasisOut,
    LeaseTemplateIn,
    LeaseTemplateOut,
)
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.lease_texts import (
    FIELDS,
    ClauseRepeated,
    ClausesMissing,
    TemplateEvent,
    TemplateFieldUnknown,
    TextKind,
)
from domain.states import TransitionRefused
from persistence import lease_papers
from persistence.lease_papers import LeaseTemplateNotFound
from persistence.session import AlreadyDone
from persistence.tables.lease_papers import LeaseTemplateRow

router = APIRouter(tags=["leases"])
_STEP: Final = (
    PermissionMissing,
    MakerIsChecker,
    LeaseTemplateNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
)


@router.get("/lease-templates", responses=problems(PermissionMissing, CursorInvalid))
async def list_lease_templates(
    call: Reader, page: PagingDep, kind: TextKind | None = None
) -> Page[LeaseTemplateOut]:
    """The city's own texts, the latest version first; where there is none, one ships."""
    call.scope(Permission.READ_AUTHORITY)
    statement, row = lease_papers.templates(), LeaseTemplateRow
    if kind is not None:
        statement = statement.where(row.kind == kind)
    rows, cursor = await page.rows(call.session, statement, row.id, descending=True)
    items = [LeaseTemplateOut.of(lease_papers.template_of(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/lease-template-basis", responses=problems(PermissionMissing))
async def read_lease_template_basis(call: Reader, kind: TextKind) -> LeaseTemplateBasisOut:
    """The text that holds today with its fields open, for whoever writes the next one."""
    call.scope(Permission.READ_AUTHORITY)
    text = await texts.in_force(call.session, kind, call.today)
    return LeaseTemplateBasisOut(
        kind=kind,
        template_id=text.template_id,
        clauses=[ClauseOut.model_validate(clause) for clause in text.clauses],
        mandatory=await texts.mandatory(call.session, kind, call.today),
        fields=sorted(FIELDS),
    )


@router.post(
    "/lease-templates",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing, TemplateFieldUnknown, ClauseRepeated, ClausesMissing, AlreadyDone
    ),
)
async def draft_lease_template(
    body: LeaseTemplateIn, call: Writer, response: Response
) -> LeaseTemplateOut:
    """Put down the city's own text, for its approver."""
    template_id = await texts.draft_template(
        call.session,
        call.actor,
        kind=body.kind,
        clauses=[one.to_clause() for one in body.clauses],
        valid_from=body.valid_from,
        document_no=body.document_no,
    )
    return await _answer(call, template_id, response)


@router.post(
    "/lease-templates/{template_id}/approval",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP),
)
async def approve_lease_template(
    template_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> LeaseTemplateOut:
    """From its day on leases are written with it."""
    return await _decided(call, template_id, TemplateEvent.APPROVE, response, if_match)


@router.post(
    "/lease-templates/{template_id}/rejection",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP),
)
async def reject_lease_template(
    template_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> LeaseTemplateOut:
    """Nothing comes of the draft."""
    return await _decided(call, template_id, TemplateEvent.REJECT, response, if_match)


async def _decided(
    call: Call,
    template_id: UUID,
    event: TemplateEvent,
    response: Response,
    if_match: str | None,
) -> LeaseTemplateOut:
    call.scope(Permission.APPROVE_LEASE_TEXT)
    one = await lease_papers.template(call.session, template_id, lock=True)
    require_version(if_match, one.version)
    await texts.decide_template(call.session, call.actor, one, event)
    return await _answer(call, template_id, response)


async def _answer(call: Call, template_id: UUID, response: Response) -> LeaseTemplateOut:
    one = await lease_papers.template(call.session, template_id)
    etag(response, one.version)
    return LeaseTemplateOut.of(one)
