"""HTTP of bans 不得再申请."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Final, Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from api.eligibility import measuring
from api.eligibility.measuring import AlreadyBanned, Banned
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.kinds import Code, In, Line, NationalId, Out, Words
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.eligibility import BAN, BanEvent, BanState
from domain.states import TransitionRefused
from persistence import eligibility
from persistence.eligibility import Ban, BanNotFound
from persistence.tables.eligibility import BanRow

router = APIRouter(tags=["eligibility"])

_STEP: Final = (
    PermissionMissing,
    BanNotFound,
    TransitionRefused,
    MakerIsChecker,
    PreconditionRequired,
    VersionConflict,
)


class BanIn(In):
    """A ban for somebody without a record of ours, or after it is gone."""

    name: Annotated[Line, Field(examples=["赵福生"])]
    national_id: NationalId
    from_on: Annotated[date, Field(description="The day of the decision.")]
    reason: Annotated[Words, Field(examples=["隐瞒住房情况骗取保障资格。"])]
    legal_basis: Annotated[Line, Field(examples=["公租房办法第三十五条"])]
    document_no: Annotated[Code, Field(examples=["包住保〔2026〕0207号"])]


class LiftingIn(In):
    reason: Annotated[Words, Field(examples=["行政复议决定撤销原处理决定。"])]


class BanOut(Out):
    """`until_on` is the first day on which they may apply again."""

    id: UUID
    person_name: Annotated[str, Field(examples=["赵福生"])]
    national_id_mask: Annotated[str, Field(examples=["150203********1239"])]
    record_id: UUID | None
    from_on: date
    until_on: date
    reason: str
    legal_basis: str
    document_no: str
    state: BanState
    possible: list[BanEvent]
    maker_id: UUID
    made_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    lifted_by: UUID | None
    lifted_on: date | None
    lifting_reason: str | None
    version: int

    @classmethod
    def of(cls, one: Ban) -> Self:
        told = {name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)}
        return cls.model_validate(told | {"possible": sorted(BAN.possible(one.state))})


@router.get("/bans", responses=problems(PermissionMissing, CursorInvalid))
async def list_bans(call: Reader, page: PagingDep, state: BanState | None = None) -> Page[BanOut]:
    """Bans, the latest first. The bureau and auditors only."""
    call.scope(Permission.READ_ELIGIBILITY)
    statement = eligibility.BANS.select()
    if state is not None:
        statement = statement.where(BanRow.state == state)
    rows, cursor = await page.rows(
        call.session, statement, BanRow.made_at, BanRow.id, descending=True
    )
    return Page(items=[BanOut.of(eligibility.BANS.read(row)) for row in rows], next_cursor=cursor)


@router.post(
    "/bans",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, AlreadyBanned),
)
async def propose_ban(body: BanIn, call: Writer, response: Response) -> BanOut:
    """Propose a ban. It is in force once somebody else has confirmed it."""
    made = await measuring.propose_ban(
        call.session, call.actor, call.runtime.vault, Banned(**body.model_dump())
    )
    etag(response, made.version)
    return BanOut.of(made)


@router.post("/bans/{ban_id}/confirmation", responses=problems(*_STEP))
async def confirm_ban(
    ban_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> BanOut:
    return await _step(call, ban_id, BanEvent.CONFIRM, response, if_match)


@router.post("/bans/{ban_id}/rejection", responses=problems(*_STEP))
async def reject_ban(
    ban_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> BanOut:
    return await _step(call, ban_id, BanEvent.REJECT, response, if_match)


@router.post("/bans/{ban_id}/lifting", responses=problems(*_STEP))
async def lift_ban(
    ban_id: UUID, body: LiftingIn, call: Writer, response: Response, if_match: IfMatch = None
) -> BanOut:
    """End a ban before its time, on a ground that is kept."""
    return await _step(call, ban_id, BanEvent.LIFT, response, if_match, body.reason)


async def _step(
    call: Call,
    ban_id: UUID,
    event: BanEvent,
    response: Response,
    if_match: str | None,
    reason: str | None = None,
) -> BanOut:
    call.scope(Permission.DECIDE_ELIGIBILITY)
    one = await eligibility.ban(call.session, ban_id, lock=True)
    require_version(if_match, one.version)
    await measuring.step_ban(call.session, call.actor, one, event, today=call.today, reason=reason)
    changed = await eligibility.ban(call.session, ban_id)
    etag(response, changed.version)
    return BanOut.of(changed)
