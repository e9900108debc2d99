"""HTTP of renewals and reviews: listed, read, begun; and the lease that follows."""

from datetime import date
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.leases.life import LeaseStepOutOfOrder
from api.leases.life_router import answer as lease_answer
from api.leases.life_router import held_lease
from api.leases.schemas import LeaseDetailOut
from api.leases.succeeding import ExitStillOpen, FollowsNoLease, LeaseBeginsLater, take_over
from api.renewals import commands, deciding, drafting
from api.renewals.answering import answer
from api.renewals.schemas import (
    NextLeaseIn,
    RenewalApplicationIn,
    RenewalDetailOut,
    RenewalOut,
    ReviewIn,
)
from api.reservations.commands import HouseholdNotEligible
from api.web.contract import problems
from api.web.dependencies import Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch
from domain.access import Permission, PermissionMissing, RoleMissing
from domain.dating import BackdatingNeedsReason
from domain.lease_drafts import TermEndsBeforeStart, TermTooLong
from domain.renewals import (
    ArrearsOpen,
    ConsentToChecksMissing,
    LeaseNotRenewable,
    NotGranted,
    RenewalKind,
    RenewalState,
)
from domain.rent import RentInputsInvalid
from domain.states import TransitionRefused
from persistence import renewals
from persistence.files import FileNotFound
from persistence.leases import LeaseNotFound
from persistence.renewals import RenewalNotFound
from persistence.session import AlreadyDone, Busy, CodeTaken
from persistence.tables.renewals import RenewalRow

router = APIRouter(tags=["leases"])


@router.get("/renewals", responses=problems(PermissionMissing, CursorInvalid))
async def list_renewals(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    lease_id: UUID | None = None,
    kind: RenewalKind | None = None,
    state: RenewalState | None = None,
    through: Annotated[date | None, Query(description="To be applied for by then.")] = None,
) -> Page[RenewalOut]:
    """Renewals and reviews, the earliest last day to apply first."""
    statement, row = renewals.renewals(call.scope(Permission.READ_LEASE)), RenewalRow
    wanted = {
        row.project_id: project_id,
        row.lease_id: lease_id,
        row.kind: kind,
        row.state: state,
    }
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    if through is not None:
        statement = statement.where(row.apply_by <= through)
    rows, cursor = await page.rows(call.session, statement, row.apply_by, row.id)
    items = [RenewalOut.of(renewals.listed(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/renewals/{renewal_id}", responses=problems(PermissionMissing, RenewalNotFound))
async def read_renewal(renewal_id: UUID, call: Reader, response: Response) -> RenewalDetailOut:
    """A renewal with its reminders, what is owed, and what may follow."""
    return await answer(call, renewal_id, response)


@router.post(
    "/leases/{lease_id}/renewal",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        RoleMissing,
        LeaseNotFound,
        LeaseNotRenewable,
        ConsentToChecksMissing,
        LeaseStepOutOfOrder,
        AlreadyDone,
        FileNotFound,
        Busy,
    ),
)
async def apply_for_renewal(
    lease_id: UUID, body: RenewalApplicationIn, call: Writer, response: Response
) -> RenewalDetailOut:
    """Apply for a renewal 申请续租, invited or not. Late, the approver must take it first."""
    renewal_id = await commands.apply_for(
        call.session, call.actor, lease_id, body.to_application(), today=call.today
    )
    return await answer(call, renewal_id, response)


@router.post(
    "/leases/{lease_id}/review",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, LeaseNotFound, LeaseNotRenewable, AlreadyDone, Busy),
)
async def open_lease_review(
    lease_id: UUID, body: ReviewIn, call: Writer, response: Response
) -> RenewalDetailOut:
    """Ask a household to declare income and housing 年审."""
    renewal_id = await deciding.open_review(call.session, call.actor, lease_id, body.answer_by)
    return await answer(call, renewal_id, response)


@router.post(
    "/renewals/{renewal_id}/lease",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        RenewalNotFound,
        NotGranted,
        ArrearsOpen,
        HouseholdNotEligible,
        BackdatingNeedsReason,
        TermTooLong,
        TermEndsBeforeStart,
        RentInputsInvalid,
        AlreadyDone,
        CodeTaken,
        Busy,
    ),
)
async def draft_next_lease(
    renewal_id: UUID, body: NextLeaseIn, call: Writer, response: Response
) -> LeaseDetailOut:
    """Draft the lease that follows a granted renewal, from the day after the old one's last."""
    held = await commands.hold(call.session, call.scope(Permission.DRAFT_LEASE), renewal_id)
    lease_id = await drafting.draft_next(
        call.session,
        call.actor,
        held,
        ends_on=body.ends_on,
        contract_no=body.contract_no,
        reason=body.reason,
        today=call.today,
    )
    return await lease_answer(call, lease_id, response)


@router.post(
    "/leases/{lease_id}/takeover",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        RoleMissing,
        LeaseNotFound,
        FollowsNoLease,
        LeaseBeginsLater,
        TransitionRefused,
        LeaseStepOutOfOrder,
        ExitStillOpen,
        PreconditionRequired,
        VersionConflict,
        Busy,
    ),
)
async def take_lease_over(
    lease_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> LeaseDetailOut:
    """Let a signed renewal take the old lease's place now; the calendar does so on its day."""
    scope = call.scope(Permission.CHECK_IN)
    held = await held_lease(call, scope, lease_id, if_match, alone=True, with_unit=True)
    await take_over(call.session, call.actor, scope, held, today=call.today)
    return await lease_answer(call, lease_id, response)
