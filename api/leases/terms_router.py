"""HTTP of a lease's terms over time: tier and rent from a day on."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Response

from api.leases import terms
from api.leases.terms import Draft, Held
from api.leases.terms_schemas import (
    LeaseTermsDetailOut,
    LeaseTermsIn,
    LeaseTermsOut,
    PutRightOut,
    TermsApprovalIn,
)
from api.web.contract import problems
from api.web.dependencies import Call, MoneyCall, MoneyWriter, Reader
from api.web.pages import Page, PagingDep
from api.web.problems import KEY_PROBLEMS, CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.lease_terms import DecidedInFuture, TermsRetroactive, TermsState
from domain.money import Money
from domain.rent import RentInputsInvalid
from domain.states import TransitionRefused
from persistence import lease_terms, leases
from persistence.lease_changes import LeaseChangeNotFound
from persistence.lease_terms import LeaseTerms, TermsNotFound
from persistence.leases import LeaseNotFound
from persistence.tables.leases import LeaseTermsRow

router = APIRouter(tags=["leases"])
_STEP = (
    PermissionMissing,
    TermsNotFound,
    TransitionRefused,
    MakerIsChecker,
    PreconditionRequired,
    VersionConflict,
    *KEY_PROBLEMS,
)


@router.get(
    "/leases/{lease_id}/terms",
    responses=problems(PermissionMissing, LeaseNotFound, CursorInvalid),
)
async def list_lease_terms(lease_id: UUID, call: Reader, page: PagingDep) -> Page[LeaseTermsOut]:
    """The lease's terms after those of the paper, the latest day first; drafts too."""
    scope, row = call.scope(Permission.READ_LEASE), LeaseTermsRow
    await leases.lease(call.session, scope, lease_id)
    statement = lease_terms.terms(scope).where(row.lease_id == lease_id)
    rows, cursor = await page.rows(call.session, statement, row.valid_from, row.id, descending=True)
    items = [LeaseTermsOut.model_validate(lease_terms.terms_of(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/leases/{lease_id}/terms",
    status_code=HTTPStatus.CREATED,
    response_model=LeaseTermsDetailOut,
    responses=problems(
        PermissionMissing,
        LeaseNotFound,
        LeaseChangeNotFound,
        DecidedInFuture,
        RentInputsInvalid,
        *KEY_PROBLEMS,
    ),
)
async def draft_lease_terms(lease_id: UUID, body: LeaseTermsIn, call: MoneyWriter) -> Response:
    """Put down a decision about tier and rent 租金档次变更, for the approver."""

    async def deed() -> LeaseTermsDetailOut:
        rent = body.monthly_rent_fen
        wanted = Draft(
            tier=body.tier,
            monthly_rent=None if rent is None else Money(rent),
            discount=body.discount,
            decided_on=body.decided_on,
            valid_from=body.valid_from,
            document_no=body.document_no,
            reason=body.reason,
            change_id=body.change_id,
        )
        terms_id = await terms.draft(call.session, call.actor, lease_id, wanted, today=call.today)
        return await _out(call, terms_id)

    return await call.once(deed)


@router.get("/lease-terms/{terms_id}", responses=problems(PermissionMissing, TermsNotFound))
async def read_lease_terms(terms_id: UUID, call: Reader, response: Response) -> LeaseTermsDetailOut:
    told = await _out(call, terms_id)
    etag(response, told.version)
    return told


@router.post(
    "/lease-terms/{terms_id}/approval",
    status_code=HTTPStatus.CREATED,
    response_model=LeaseTermsDetailOut,
    responses=problems(*_STEP, TermsRetroactive),
)
async def approve_lease_terms(
    terms_id: UUID, body: TermsApprovalIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Put the terms in force; months that are charged already are put right in the open month."""

    async def deed() -> LeaseTermsDetailOut:
        held = await _held(call, terms_id, if_match)
        await terms.approve(
            call.session, call.actor, held, is_retroactive=body.is_retroactive, today=call.today
        )
        return await _out(call, terms_id)

    return await call.once(deed)


@router.post(
    "/lease-terms/{terms_id}/rejection",
    status_code=HTTPStatus.CREATED,
    response_model=LeaseTermsDetailOut,
    responses=problems(*_STEP),
)
async def reject_lease_terms(
    terms_id: UUID, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Nothing comes of the draft."""

    async def deed() -> LeaseTermsDetailOut:
        await terms.reject(call.session, call.actor, await _held(call, terms_id, if_match))
        return await _out(call, terms_id)

    return await call.once(deed)


async def _held(call: MoneyCall, terms_id: UUID, if_match: str | None) -> Held:
    held = await terms.hold(call.session, call.actor, terms_id)
    require_version(if_match, held.terms.version)
    return held


async def _out(call: Call, terms_id: UUID) -> LeaseTermsDetailOut:
    found = await lease_terms.one(call.session, call.scope(Permission.READ_LEASE), terms_id)
    return LeaseTermsDetailOut(
        **LeaseTermsOut.model_validate(found).model_dump(), months=await _months(call, found)
    )


async def _months(call: Call, found: LeaseTerms) -> list[PutRightOut]:
    if found.state is TermsState.DRAFTED:
        return [
            PutRightOut(
                month=one.month,
                was_fen=one.was.fen,
                due_fen=one.due.fen,
                difference_fen=one.amount.fen,
                credited_fen=0,
                charge_id=None,
            )
            for one in await terms.preview(call.session, call.actor, found)
        ]
    return [
        PutRightOut(
            month=one.month,
            was_fen=one.was_fen,
            due_fen=one.due_fen,
            difference_fen=one.due_fen - one.was_fen,
            credited_fen=one.credited_fen,
            charge_id=one.charge_id,
        )
        for one in await lease_terms.put_right(call.session, found.id)
    ]
