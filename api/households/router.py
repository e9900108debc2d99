"""HTTP of households. Numbers are masked; the full one is a call of its own, with a reason."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from api.households import commands
from api.web.contract import problems
from api.web.dependencies import Reader, Writer
from api.web.kinds import In, Line, Out
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from domain.access import Permission, PermissionMissing
from domain.identity import PhoneInvalid, normalise_phone
from domain.rent import Tier
from persistence import households
from persistence.households import HouseholdNotFound, MemberNotFound
from persistence.tables.households import HouseholdRow

router = APIRouter(tags=["households"])


class HouseholdOut(Out):
    id: UUID
    project_id: UUID
    tenant_name: Annotated[str, Field(examples=["赵福生"])]
    tier: Tier
    size: Annotated[int, Field(description="People, as the eligibility record counts.")]
    note: str | None
    made_at: datetime
    voided_at: Annotated[datetime | None, Field(description="Its import was taken back.")]
    version: int


class MemberOut(Out):
    id: UUID
    name: str
    relation: Annotated[str, Field(examples=["配偶"])]
    is_tenant: bool
    national_id_mask: Annotated[str | None, Field(examples=["150203********1239"])]
    phone_mask: Annotated[str | None, Field(examples=["139****5521"])]


class HouseholdDetailOut(HouseholdOut):
    members: list[MemberOut]


class RevealIn(In):
    reason: Annotated[Line, Field(min_length=4, examples=["核对合同原件"])]


class RevealOut(Out):
    """The full numbers. The reading was recorded with its reason."""

    national_id: str | None
    phone: str | None


@router.get("/households", responses=problems(PermissionMissing, CursorInvalid))
async def list_households(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    q: Annotated[
        str | None,
        Query(max_length=64, description="Tenant, unit code or contract begins with; or a phone."),
    ] = None,
) -> Page[HouseholdOut]:
    """Households by tenant's name."""
    statement = households.households(
        call.scope(Permission.READ_HOUSEHOLD), query=q, phone_index=_phone_index(call, q)
    )
    statement = statement.where(HouseholdRow.voided_at.is_(None))
    if project_id:
        statement = statement.where(HouseholdRow.project_id == project_id)
    rows, cursor = await page.rows(
        call.session, statement, HouseholdRow.tenant_name, HouseholdRow.id
    )
    items = [HouseholdOut.model_validate(households.Household(*row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/households/{household_id}", responses=problems(PermissionMissing, HouseholdNotFound))
async def read_household(household_id: UUID, call: Reader) -> HouseholdDetailOut:
    """A household with its members, numbers masked."""
    scope = call.scope(Permission.READ_HOUSEHOLD)
    household = await households.household(call.session, scope, household_id)
    members = await households.members(call.session, household_id)
    return HouseholdDetailOut(
        **HouseholdOut.model_validate(household).model_dump(),
        members=[MemberOut.model_validate(member) for member in members],
    )


@router.post(
    "/households/{household_id}/members/{member_id}/reveal",
    responses=problems(PermissionMissing, HouseholdNotFound, MemberNotFound),
)
async def reveal_member(
    household_id: UUID, member_id: UUID, body: RevealIn, call: Writer
) -> RevealOut:
    """Show the full identity number and phone. Who, when and why are recorded first."""
    national_id, phone = await commands.reveal(
        call.session, call.actor, call.runtime.vault, household_id, member_id, body.reason
    )
    return RevealOut(national_id=national_id, phone=phone)


def _phone_index(call: Reader, query: str | None) -> bytes | None:
    if not query:
        return None
    try:
        return call.runtime.vault.index("phone", normalise_phone(query))
    except PhoneInvalid:
        return None
