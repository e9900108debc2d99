"""The wire format of search."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Fen, Out
from domain.housing import UnitState
from domain.leases import LeaseState
from domain.rent import Tier
from domain.search import Matched
from persistence.search.documents import DocumentKind, FoundDocument
from persistence.search.homes import FoundUnit
from persistence.search.households import FoundHousehold


class SearchGroup(StrEnum):
    """A group of the answer, in its order."""

    HOUSEHOLDS = "households"
    UNITS = "units"
    DOCUMENTS = "documents"


class HouseholdHitOut(Out):
    """A household under its lease. Without a lease all of the lease's fields are null; what it
    owes is null for those who may not read rent.
    """

    household_id: UUID
    lease_id: UUID | None
    unit_id: UUID | None
    project_id: UUID
    project: str
    matched: Annotated[Matched, Field(description="By what it was found, the surest reading.")]
    tenant_name: str
    tier: Tier
    phone_mask: Annotated[str | None, Field(examples=["139****5521"])]
    contract_no: str | None
    lease_state: LeaseState | None
    ends_on: date | None
    monthly_rent_fen: Fen | None
    unit_code: str | None
    building: str | None
    entrance: str | None
    room: str | None
    owed_fen: Annotated[Fen | None, Field(description="All that is open, coming rent too.")]
    overdue_fen: Fen | None
    months_owed: Annotated[int | None, Field(examples=[2])]
    since_on: Annotated[date | None, Field(description="The oldest unpaid due day.")]

    @classmethod
    def of(cls, found: FoundHousehold, matched: Matched, *, may_read_rent: bool) -> Self:
        told = {name: getattr(found, name) for name in cls.model_fields if hasattr(found, name)}
        if not may_read_rent:
            told |= dict.fromkeys(("owed_fen", "overdue_fen", "months_owed", "since_on"))
        return cls.model_validate({**told, "matched": matched})


class UnitHitOut(Out):
    """A home, let or empty."""

    unit_id: UUID
    project_id: UUID
    project: str
    code: Annotated[str, Field(examples=["XFJY-03-1-0401"])]
    building: str
    entrance: str
    room: str
    state: UnitState
    vacant_since: date | None
    lease_id: UUID | None
    household_id: UUID | None
    tenant_name: Annotated[str | None, Field(description="Masked for some roles.")]

    @classmethod
    def of(cls, found: FoundUnit, tenant_name: str | None) -> Self:
        told = {name: getattr(found, name) for name in cls.model_fields}
        return cls.model_validate({**told, "tenant_name": tenant_name})


class DocumentHitOut(Out):
    """A paper, or a project, by its number. `name` is whom it is about, or the project."""

    kind: DocumentKind
    id: UUID
    number: Annotated[str, Field(examples=["XFJY-2026-000113"])]
    project_id: UUID
    project: str
    on_date: date | None
    amount_fen: Fen | None
    state: str | None
    lease_id: UUID | None
    name: str | None

    @classmethod
    def of(cls, found: FoundDocument) -> Self:
        return cls.model_validate(found)


class SearchOut(Out):
    """What was found, group by group, best first. `more` names the groups that were cut off."""

    q: str
    households: list[HouseholdHitOut]
    units: list[UnitHitOut]
    documents: list[DocumentHitOut]
    more: list[SearchGroup]
