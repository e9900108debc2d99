"""Texts of a city and of its leases, explanations and signatures, as they are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NotFound
from domain.lease_signing import Acknowledgement, IdentityWay, SignatureWay, SigningSide
from domain.lease_texts import Clause, TemplateState, TextKind, from_json
from persistence.reading import model
from persistence.tables.authorities import OrganisationRow
from persistence.tables.base import Statement
from persistence.tables.households import HouseholdRow, MemberRow
from persistence.tables.housing import BuildingRow, ProjectRow, UnitRow
from persistence.tables.lease_papers import (
    LeaseExplanationRow,
    LeaseSignatureRow,
    LeaseTemplateRow,
    LeaseTextRow,
)
from persistence.tables.leases import LeaseRow


class LeaseTemplateNotFound(NotFound):
    """No such text for leases in this authority."""


class LeaseTextNotFound(NotFound):
    """Nothing of the kind was written for the lease yet."""


@dataclass(frozen=True, slots=True)
class Template:
    """A city's own text, from a day on once it is approved."""

    id: UUID
    kind: TextKind
    number: int
    clauses: list[dict[str, str]]
    sha256: bytes
    valid_from: date
    document_no: str
    state: TemplateState
    maker_id: UUID
    made_at: datetime
    checker_id: UUID | None
    checked_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class LeaseText:
    """A text of a lease, filled in."""

    id: UUID
    lease_id: UUID
    kind: TextKind
    number: int
    template_id: UUID | None
    clauses: list[dict[str, str]]
    sha256: bytes
    maker_id: UUID
    made_at: datetime

    @property
    def read(self) -> list[Clause]:
        return from_json(self.clauses)


@dataclass(frozen=True, slots=True)
class Explanation:
    id: UUID
    lease_id: UUID
    text_id: UUID
    explained_on: date
    explained_by: UUID
    acknowledgement: Acknowledgement
    acknowledged_by: str
    file_id: UUID | None
    proxy_name: str | None
    proxy_file_id: UUID | None
    note: str | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Signature:
    id: UUID
    lease_id: UUID
    text_id: UUID
    side: SigningSide
    way: SignatureWay
    name: str
    signed_on: date
    file_id: UUID
    file_sha256: str
    identity_way: str | None
    proxy_name: str | None
    proxy_file_id: UUID | None
    at_counter: bool
    by: UUID
    made_at: datetime

    @property
    def identity(self) -> IdentityWay | None:
        return None if self.identity_way is None else IdentityWay(self.identity_way)


@dataclass(frozen=True, slots=True)
class Named:
    """What a text has filled in of the home and who runs it."""

    project: str
    district: str
    address: str
    operator: str | None
    building: str
    entrance: str
    room: str
    unit_code: str
    layout: str | None
    structure: str | None
    area_m2: Any
    tenant: str
    people: int


_TEMPLATES: Final = model(Template, LeaseTemplateRow)
_TEXTS: Final = model(LeaseText, LeaseTextRow)
_EXPLANATIONS: Final = model(Explanation, LeaseExplanationRow)
_SIGNATURES: Final = model(Signature, LeaseSignatureRow)


def templates() -> Statement:
    """Statement: every text of the authority, drafts too."""
    return _TEMPLATES.select()


def template_of(row: Sequence[Any]) -> Template:
    return _TEMPLATES.read(row)


async def template(session: AsyncSession, template_id: UUID, *, lock: bool = False) -> Template:
    """Raises LeaseTemplateNotFound."""
    statement = templates().where(LeaseTemplateRow.id == template_id)
    found = await _TEMPLATES.first(session, statement.with_for_update() if lock else statement)
    if found is None:
        raise LeaseTemplateNotFound(template_id=str(template_id))
    return found


async def template_on(session: AsyncSession, kind: TextKind, on: date) -> Template | None:
    """The approved text of that day; of two from the same day the later made. None: as shipped."""
    row = LeaseTemplateRow
    statement = templates().where(
        row.kind == kind, row.state == TemplateState.APPROVED, row.valid_from <= on
    )
    order = row.valid_from.desc(), row.number.desc()
    return await _TEMPLATES.first(session, statement.order_by(*order).limit(1))


async def add_template(session: AsyncSession, *, kind: TextKind, **values: Any) -> UUID:
    """The next version of its kind. Raises AlreadyDone where two are made at once."""
    row = LeaseTemplateRow
    last = await session.scalar(select(func.max(row.number)).where(row.kind == kind))
    made = await session.execute(
        insert(row).values(kind=kind, number=(last or 0) + 1, **values).returning(row.id)
    )
    return made.scalar_one()


async def decide_template(
    session: AsyncSession, template_id: UUID, state: TemplateState, *, checker_id: UUID
) -> None:
    row = LeaseTemplateRow
    await session.execute(
        update(row)
        .where(row.id == template_id)
        .values(state=state, checker_id=checker_id, checked_at=func.now(), version=row.version + 1)
    )


async def latest_text(session: AsyncSession, lease_id: UUID, kind: TextKind) -> LeaseText | None:
    row = LeaseTextRow
    statement = _TEXTS.select().where(row.lease_id == lease_id, row.kind == kind)
    return await _TEXTS.first(session, statement.order_by(row.number.desc()).limit(1))


async def text(session: AsyncSession, lease_id: UUID, kind: TextKind) -> LeaseText:
    """The latest of the kind. Raises LeaseTextNotFound."""
    found = await latest_text(session, lease_id, kind)
    if found is None:
        raise LeaseTextNotFound(lease_id=str(lease_id), kind=kind)
    return found


async def add_text(session: AsyncSession, *, lease_id: UUID, kind: TextKind, **values: Any) -> UUID:
    """The lease's next text of the kind; the lease must be held."""
    last = await latest_text(session, lease_id, kind)
    row = LeaseTextRow
    number = 1 if last is None else last.number + 1
    made = await session.execute(
        insert(row).values(lease_id=lease_id, kind=kind, number=number, **values).returning(row.id)
    )
    return made.scalar_one()


async def explanation(session: AsyncSession, lease_id: UUID) -> Explanation | None:
    statement = _EXPLANATIONS.select().where(LeaseExplanationRow.lease_id == lease_id)
    return await _EXPLANATIONS.first(session, statement)


async def add_explanation(session: AsyncSession, **values: Any) -> UUID:
    row = LeaseExplanationRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def signatures(session: AsyncSession, lease_id: UUID) -> list[Signature]:
    """All that were ever given for the lease, the first first."""
    row = LeaseSignatureRow
    statement = _SIGNATURES.select().where(row.lease_id == lease_id)
    return await _SIGNATURES.all(session, statement.order_by(row.made_at, row.id))


async def add_signature(session: AsyncSession, **values: Any) -> UUID:
    """Raises SignedAlready through its unique key."""
    row = LeaseSignatureRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def named(session: AsyncSession, lease_id: UUID) -> Named:
    """The home, the household and the operator of a lease, in words. It must be within reach."""
    lease, unit, project = LeaseRow, UnitRow, ProjectRow
    found = await session.execute(
        select(
            project.name,
            project.district,
            project.address,
            OrganisationRow.name,
            BuildingRow.name,
            unit.entrance,
            unit.room,
            unit.code,
            unit.layout,
            unit.structure,
            unit.area_m2,
            HouseholdRow.tenant_name,
            HouseholdRow.size,
        )
        .select_from(lease)
        .join(unit, (unit.authority_id == lease.authority_id) & (unit.id == lease.unit_id))
        .join(
            BuildingRow,
            (BuildingRow.authority_id == unit.authority_id) & (BuildingRow.id == unit.building_id),
        )
        .join(
            project,
            (project.authority_id == lease.authority_id) & (project.id == lease.project_id),
        )
        .join(
            HouseholdRow,
            (HouseholdRow.authority_id == lease.authority_id)
            & (HouseholdRow.id == lease.household_id),
        )
        .outerjoin(OrganisationRow, OrganisationRow.id == project.operator_id)
        .where(lease.id == lease_id)
    )
    return Named(*found.one())


async def people(session: AsyncSession, household_id: UUID, on: date) -> list[tuple[str, Any]]:
    """Name and masked number of who belongs to the household on a day, the tenant first."""
    row = MemberRow
    found = await session.execute(
        select(row.name, row.national_id_mask)
        .where(
            row.household_id == household_id,
            (row.joined_on.is_(None)) | (row.joined_on <= on),
            (row.left_on.is_(None)) | (row.left_on > on),
        )
        .order_by(row.is_tenant.desc(), row.id)
    )
    return [(name, mask) for name, mask in found]
