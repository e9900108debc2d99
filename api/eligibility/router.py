"""HTTP of eligibility records and of the measures about them."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.eligibility import commands, measuring
from api.eligibility.commands import (
    APPLICANT,
    DuplicatesFound,
    EligibilityExists,
    Grant,
    Grantee,
    PersonBanned,
    PersonTwice,
    SizeTooSmall,
    TierNotGranted,
)
from api.eligibility.measuring import BanOnlyWithCancellation, MeasureBeforeRecord
from api.eligibility.schemas import (
    EligibilityDetailOut,
    EligibilityIn,
    EligibilityOut,
    MeasureDecisionIn,
    MeasureIn,
    MeasureOut,
    MeasuresOut,
)
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import (
    CursorInvalid,
    PreconditionRequired,
    TooManyRequests,
    VersionConflict,
)
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.calendar import PeriodInvalid
from domain.eligibility import EligibilityState
from domain.states import TransitionRefused
from persistence import eligibility
from persistence.eligibility import EligibilityNotFound, MeasureNotFound, Record
from persistence.session import AlreadyDone
from persistence.tables.eligibility import EligibilityRecordRow

router = APIRouter(tags=["eligibility"])

_STEP: Final = (
    PermissionMissing,
    EligibilityNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
)


@router.get("/eligibility-records", responses=problems(PermissionMissing, CursorInvalid))
async def list_eligibility_records(
    call: Reader,
    page: PagingDep,
    state: EligibilityState | None = None,
    q: Annotated[
        str | None, Query(max_length=64, description="Applicant or decision begins with.")
    ] = None,
) -> Page[EligibilityOut]:
    """Records by the applicant's name. The bureau and auditors only."""
    call.scope(Permission.READ_ELIGIBILITY)
    row = EligibilityRecordRow
    statement = eligibility.RECORDS.select()
    if state is not None:
        statement = statement.where(row.state == state)
    if q:
        statement = statement.where(
            row.applicant_name.startswith(q, autoescape=True)
            | row.decision_no.startswith(q, autoescape=True)
        )
    rows, cursor = await page.rows(call.session, statement, row.applicant_name, row.id)
    items = [EligibilityOut.of(eligibility.RECORDS.read(one), call.today) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/eligibility-records",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        PeriodInvalid,
        PersonTwice,
        SizeTooSmall,
        TierNotGranted,
        PersonBanned,
        EligibilityExists,
        EligibilityNotFound,
        TransitionRefused,
        DuplicatesFound,
        AlreadyDone,
        TooManyRequests,
    ),
)
async def grant_eligibility(
    body: EligibilityIn, call: Writer, response: Response
) -> EligibilityDetailOut:
    """Put a decision of the bureau on file. Purchasers only: every other attempt is recorded."""
    record = await commands.grant(
        call.session,
        call.actor,
        call.runtime.vault,
        _grant_of(body),
        replaces_id=body.replaces_id,
        acknowledged=body.acknowledge_duplicates,
    )
    return await _answer(call, record, response)


@router.get(
    "/eligibility-records/{record_id}", responses=problems(PermissionMissing, EligibilityNotFound)
)
async def read_eligibility(
    record_id: UUID, call: Reader, response: Response
) -> EligibilityDetailOut:
    """A record with its people, numbers masked."""
    call.scope(Permission.READ_ELIGIBILITY)
    return await _answer(call, await eligibility.record(call.session, record_id), response)


@router.get(
    "/eligibility-records/{record_id}/measures",
    responses=problems(PermissionMissing, EligibilityNotFound),
)
async def list_measures(record_id: UUID, call: Reader) -> MeasuresOut:
    """What was proposed and decided about a record, the latest first."""
    call.scope(Permission.READ_ELIGIBILITY)
    await eligibility.record(call.session, record_id)
    found = await eligibility.measures(call.session, record_id)
    return MeasuresOut(items=[MeasureOut.model_validate(one) for one in found])


@router.post(
    "/eligibility-records/{record_id}/measures",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, BanOnlyWithCancellation, MeasureBeforeRecord, AlreadyDone),
)
async def propose_measure(
    record_id: UUID, body: MeasureIn, call: Writer, if_match: IfMatch = None
) -> MeasureOut:
    """Propose to suspend, resume or cancel. It counts once somebody else has confirmed it."""
    record = await _held(call, Permission.GRANT_ELIGIBILITY, record_id, if_match)
    made = await measuring.propose(call.session, call.actor, record, body.model_dump())
    return MeasureOut.model_validate(made)


@router.post(
    "/eligibility-records/{record_id}/measures/{measure_id}/confirmation",
    responses=problems(*_STEP, MeasureNotFound, MakerIsChecker),
)
async def confirm_measure(
    record_id: UUID,
    measure_id: UUID,
    call: Writer,
    response: Response,
    body: MeasureDecisionIn | None = None,
    if_match: IfMatch = None,
) -> EligibilityDetailOut:
    """Decide as proposed: another person than who proposed it."""
    record = await _held(call, Permission.DECIDE_ELIGIBILITY, record_id, if_match)
    one = await eligibility.measure(call.session, record_id, measure_id)
    note = body.note if body else None
    await measuring.confirm(call.session, call.actor, record, one, note)
    return await _answer(call, await eligibility.record(call.session, record_id), response)


@router.post(
    "/eligibility-records/{record_id}/measures/{measure_id}/rejection",
    responses=problems(*_STEP, MeasureNotFound, MakerIsChecker),
)
async def reject_measure(
    record_id: UUID,
    measure_id: UUID,
    call: Writer,
    response: Response,
    body: MeasureDecisionIn | None = None,
    if_match: IfMatch = None,
) -> EligibilityDetailOut:
    """Decide against what was proposed; the record stays as it is."""
    record = await _held(call, Permission.DECIDE_ELIGIBILITY, record_id, if_match)
    one = await eligibility.measure(call.session, record_id, measure_id)
    note = body.note if body else None
    await measuring.reject(call.session, call.actor, record, one, note)
    return await _answer(call, record, response)


async def _held(
    call: Call, permission: Permission, record_id: UUID, if_match: str | None
) -> Record:
    call.scope(permission)
    record = await eligibility.record(call.session, record_id, lock=True)
    require_version(if_match, record.version)
    return record


async def _answer(call: Call, record: Record, response: Response) -> EligibilityDetailOut:
    etag(response, record.version)
    people = await eligibility.people(call.session, record.id)
    return EligibilityDetailOut.with_people(record, people, call.today)


def _grant_of(body: EligibilityIn) -> Grant:
    applicant = body.applicant
    people = [
        Grantee(applicant.name, APPLICANT, applicant.national_id, applicant.phone),
        *(Grantee(one.name, one.relation, one.national_id) for one in body.members),
    ]
    facts = body.model_dump(
        include={
            "decision_no",
            "tier",
            "approved_area_m2",
            "approved_rooms",
            "starts_on",
            "ends_on",
            "queued_on",
            "needs_easy_access",
            "note",
        }
    )
    groups = sorted(set(body.priority_groups))
    return Grant(people, {**facts, "size": body.size or len(people), "priority_groups": groups})
