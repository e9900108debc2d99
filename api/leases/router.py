"""HTTP of leases."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field

from api.web.contract import problems
from api.web.dependencies import Reader
from api.web.kinds import DecimalWire, Fen, Out
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from api.web.versions import etag
from domain.access import Permission, PermissionMissing
from domain.leases import LeaseState
from domain.rent import Tier
from persistence import leases
from persistence.leases import LeaseNotFound
from persistence.tables.leases import LeaseRow

router = APIRouter(tags=["leases"])


class LeaseOut(Out):
    """A lease. `ends_on` is the last day on the paper; rent runs from `charged_from`.

    Rent, tier and discount are those of today: `terms_from` says since when, null for the paper's.
    """

    id: UUID
    project_id: UUID
    unit_id: UUID
    household_id: UUID
    contract_no: Annotated[str, Field(examples=["BT202500056"])]
    state: LeaseState
    starts_on: date
    ends_on: date
    charged_from: date
    vacated_on: date | None
    monthly_rent_fen: Fen
    rule_rent_fen: Annotated[Fen | None, Field(description="What the rent rule gave.")]
    tier: Tier
    discount: DecimalWire | None
    deposit_fen: Fen
    unit_code: Annotated[str, Field(examples=["XFJY-03-1-0401"])]
    building: str
    entrance: str
    room: str
    area_m2: DecimalWire
    tenant_name: Annotated[str, Field(examples=["赵福生"])]
    version: int
    terms_from: date | None


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
async def read_lease(lease_id: UUID, call: Reader, response: Response) -> LeaseOut:
    scope = call.scope(Permission.READ_LEASE)
    lease = await leases.lease(call.session, scope, lease_id, on=call.today)
    etag(response, lease.version)
    return LeaseOut.model_validate(lease)
