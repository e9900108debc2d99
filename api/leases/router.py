"""HTTP of leases."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.leases.schemas import LeaseDetailOut, LeaseOut
from api.web.contract import problems
from api.web.dependencies import Reader
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from api.web.versions import etag
from domain.access import Permission, PermissionMissing
from domain.leases import LeaseState
from persistence import lease_life, leases
from persistence.leases import LeaseNotFound
from persistence.tables.leases import LeaseRow

router = APIRouter(tags=["leases"])


@router.get("/leases", responses=problems(PermissionMissing, CursorInvalid))
async def list_leases(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    household_id: UUID | None = None,
    unit_id: UUID | None = None,
    state: LeaseState | None = None,
    q: Annotated[
        str | None, Query(max_length=64, description="Tenant, unit code or contract begins with.")
    ] = None,
) -> Page[LeaseOut]:
    """Leases by contract number."""
    statement = leases.leases(call.scope(Permission.READ_LEASE), query=q, on=call.today)
    wanted = {
        LeaseRow.project_id: project_id,
        LeaseRow.household_id: household_id,
        LeaseRow.unit_id: unit_id,
        LeaseRow.state: state,
    }
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, LeaseRow.contract_no, LeaseRow.id)
    items = [LeaseOut.model_validate(leases.Lease(*row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/leases/{lease_id}", responses=problems(PermissionMissing, LeaseNotFound))
async def read_lease(lease_id: UUID, call: Reader, response: Response) -> LeaseDetailOut:
    """A lease with how its rent came about, and what can be done with it."""
    scope = call.scope(Permission.READ_LEASE)
    lease = await leases.lease(call.session, scope, lease_id, on=call.today)
    etag(response, lease.version)
    return LeaseDetailOut.told(lease, await lease_life.record(call.session, scope, lease_id))
