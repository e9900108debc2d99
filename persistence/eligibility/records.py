"""Eligibility records and their people as the bureau has them on file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ARRAY, Date, LargeBinary, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.eligibility import EligibilityState, Terms
from domain.errors import NotFound
from persistence.bulk import insert_columns
from persistence.reading import model
from persistence.tables.eligibility import EligibilityRecordRow, EligiblePersonRow


class EligibilityNotFound(NotFound):
    """No such eligibility record in this authority."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record as the bureau reads it. Operators never get this."""

    id: UUID
    decision_no: str
    applicant_name: str
    person_index: bytes
    tier: str
    size: int
    approved_area_m2: Decimal | None
    approved_rooms: int | None
    starts_on: date
    ends_on: date
    until_on: date | None
    queued_on: date
    priority_groups: list[str]
    needs_easy_access: bool
    state: EligibilityState
    replaces_id: UUID | None
    import_id: UUID | None
    note: str | None
    maker_id: UUID
    made_at: datetime
    version: int

    @property
    def terms(self) -> Terms:
        return Terms(self.state, self.starts_on, self.ends_on, self.until_on)


@dataclass(frozen=True, slots=True)
class Person:
    """The applicant or somebody with them, numbers masked."""

    id: UUID
    name: str
    relation: str
    is_applicant: bool
    national_id_mask: str
    phone_mask: str | None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A number that only the vault opens, with the row that it is bound to."""

    person_id: UUID
    number: bytes


@dataclass(frozen=True, slots=True)
class SealedPerson:
    """Somebody of a record as only the vault can read them: for the household made of it."""

    id: UUID
    name: str
    relation: str
    is_applicant: bool
    national_id_sealed: bytes
    national_id_index: bytes
    phone_sealed: bytes | None


RECORDS: Final = model(Record, EligibilityRecordRow)
_PEOPLE: Final = model(Person, EligiblePersonRow)
_SEALED: Final = model(SealedPerson, EligiblePersonRow)
_STANDING: Final = (EligibilityState.VALID, EligibilityState.SUSPENDED)


async def record(session: AsyncSession, record_id: UUID, *, lock: bool = False) -> Record:
    """Raises EligibilityNotFound."""
    statement = RECORDS.select().where(EligibilityRecordRow.id == record_id)
    found = await RECORDS.first(session, statement.with_for_update() if lock else statement)
    if found is None:
        raise EligibilityNotFound(record_id=str(record_id))
    return found


async def standing_record(session: AsyncSession, person_index: bytes) -> Record | None:
    """The person's record that nobody took or replaced, held; its time may be over."""
    row = EligibilityRecordRow
    statement = RECORDS.select().where(row.person_index == person_index, row.state.in_(_STANDING))
    return await RECORDS.first(session, statement.with_for_update())


async def people(session: AsyncSession, record_id: UUID) -> list[Person]:
    """The applicant first."""
    row = EligiblePersonRow
    statement = _PEOPLE.select().where(row.record_id == record_id)
    order = row.is_applicant.desc(), row.relation, row.name, row.id
    return await _PEOPLE.all(session, statement.order_by(*order))


async def people_sealed(session: AsyncSession, record_id: UUID) -> list[SealedPerson]:
    """The applicant first."""
    row = EligiblePersonRow
    statement = _SEALED.select().where(row.record_id == record_id)
    return await _SEALED.all(session, statement.order_by(row.is_applicant.desc(), row.id))


async def applicants_sealed(
    session: AsyncSession, record_ids: Sequence[UUID]
) -> Mapping[UUID, Sealed]:
    """The applicant's number of each record, for the masks of a published list."""
    row = EligiblePersonRow
    found = await session.execute(
        select(row.record_id, row.id, row.national_id_sealed).where(
            row.record_id == func.any(list(record_ids)), row.is_applicant
        )
    )
    return {record_id: Sealed(person_id, number) for record_id, person_id, number in found}


async def add_records(
    session: AsyncSession,
    granted: Mapping[str, Sequence[Any]],
    of_people: Mapping[str, Sequence[Any]],
) -> None:
    """New records with their people, two statements for any number.

    A person's records that ran out before their new one begins are replaced by it first.
    """
    await replace_expired(session, granted["person_index"], granted["starts_on"])
    await insert_columns(session, EligibilityRecordRow, granted)
    await insert_columns(session, EligiblePersonRow, of_people)


async def replace_expired(
    session: AsyncSession, people: Sequence[bytes], starts_on: Sequence[date]
) -> None:
    row = EligibilityRecordRow
    new = (
        func.unnest(
            bindparam("people", list(people), type_=ARRAY(LargeBinary)),
            bindparam("starts", list(starts_on), type_=ARRAY(Date)),
        )
        .table_valued("person_index", "starts_on", name="new")
        .render_derived()
    )
    await session.execute(
        update(row)
        .where(
            row.person_index == new.c.person_index,
            row.state == EligibilityState.VALID,
            row.ends_on < new.c.starts_on,
        )
        .values(
            state=EligibilityState.REPLACED.value,
            until_on=new.c.starts_on,
            version=row.version + 1,
        )
    )


async def change(session: AsyncSession, record_id: UUID, **values: Any) -> None:
    row = EligibilityRecordRow
    await session.execute(
        update(row).where(row.id == record_id).values(**values, version=row.version + 1)
    )
