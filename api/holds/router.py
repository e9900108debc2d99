"""HTTP of holds."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from api.holds import commands
from api.holds.schemas import HoldEndIn, HoldIn, HoldOut
from api.web.contract import problems
from api.web.dependencies import Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from domain.access import Permission, PermissionMissing
from domain.holds import HoldEnded, HoldEndsBeforeItBegins
from persistence import holds, leases
from persistence.holds import HoldNotFound
from persistence.leases import LeaseNotFound
from persistence.tables.leases import LeaseHoldRow

router = APIRouter(tags=["holds"])


@router.get(
    "/leases/{lease_id}/holds",
    responses=problems(PermissionMissing, LeaseNotFound, CursorInvalid),
)
async def list_holds(lease_id: UUID, call: Reader, page: PagingDep) -> Page[HoldOut]:
    """The holds on a lease, the latest first."""
    scope = call.scope(Permission.READ_LEASE)
    await leases.lease(call.session, scope, lease_id)
    statement = holds.holds(scope).where(LeaseHoldRow.lease_id == lease_id)
    rows, cursor = await page.rows(call.session, statement, LeaseHoldRow.id, descending=True)
    items = [HoldOut.model_validate(holds.hold_of(row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/leases/{lease_id}/holds",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, LeaseNotFound, HoldEndsBeforeItBegins),
)
async def place_hold(lease_id: UUID, body: HoldIn, call: Writer) -> HoldOut:
    """Place a hold on a lease. Purchasers only."""
    hold_id = await commands.place(
        call.session,
        call.actor,
        lease_id,
        kind=body.kind,
        from_on=body.from_on,
        until_on=body.until_on,
        reason=body.reason,
    )
    scope = call.scope(Permission.READ_LEASE)
    return HoldOut.model_validate(await holds.hold(call.session, scope, hold_id))


@router.post(
    "/holds/{hold_id}/end",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, HoldNotFound, HoldEnded, HoldEndsBeforeItBegins),
)
async def end_hold(hold_id: UUID, body: HoldEndIn, call: Writer) -> HoldOut:
    """Say which day is the hold's last. Purchasers only."""
    await commands.end(call.session, call.actor, hold_id, body.until_on)
    scope = call.scope(Permission.READ_LEASE)
    return HoldOut.model_validate(await holds.hold(call.session, scope, hold_id))
