"""HTTP of timelines."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter

from api.timelines.schemas import TimelineEntryOut
from api.web.contract import problems
from api.web.dependencies import Call, Reader
from api.web.pages import Page, Paging, PagingDep
from api.web.problems import CursorInvalid
from domain.access import Permission, PermissionMissing
from domain.timelines import EntryKind
from persistence import households, leases, names
from persistence.households import HouseholdNotFound
from persistence.leases import LeaseNotFound
from persistence.timelines.source import entries, entry_of

router = APIRouter(tags=["timelines"])


@router.get(
    "/households/{household_id}/timeline",
    responses=problems(PermissionMissing, HouseholdNotFound, CursorInvalid),
)
async def list_household_timeline(
    household_id: UUID, call: Reader, page: PagingDep, kind: EntryKind | None = None
) -> Page[TimelineEntryOut]:
    """Everything that happened to a household under all its leases, newest first."""
    scope = call.scope(Permission.READ_HOUSEHOLD)
    await households.household(call.session, scope, household_id)
    own = await leases.of_household_ids(call.session, scope, household_id)
    return await _told(call, page, own, household_id, kind)


@router.get(
    "/leases/{lease_id}/timeline",
    responses=problems(PermissionMissing, LeaseNotFound, CursorInvalid),
)
async def list_lease_timeline(
    lease_id: UUID, call: Reader, page: PagingDep, kind: EntryKind | None = None
) -> Page[TimelineEntryOut]:
    """Everything that happened under one lease, newest first; a tenant's own too."""
    lease = await leases.lease(call.session, call.scope(Permission.READ_LEASE), lease_id)
    return await _told(call, page, [lease.id], lease.household_id, kind)


async def _told(
    call: Call,
    page: Paging,
    lease_ids: Sequence[UUID],
    household_id: UUID,
    kind: EntryKind | None,
) -> Page[TimelineEntryOut]:
    statement, told = entries(call.actor, lease_ids, household_id, call.today)
    if kind is not None:
        statement = statement.where(told.c.kind == kind)
    rows, cursor = await page.rows(
        call.session,
        statement,
        told.c.on_date,
        told.c.at,
        told.c.id,
        told.c.kind,
        descending=True,
    )
    found = [entry_of(row) for row in rows]
    known = await names.named(call.session, call.actor, (one.person_id for one in found))
    items = [TimelineEntryOut.of(one, known) for one in found]
    return Page(items=items, next_cursor=cursor)
