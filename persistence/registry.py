"""The person registry: whom this bureau knows, and whether another one does."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from sqlalchemy import ARRAY, LargeBinary, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import DomainError
from persistence.tables.registry import KnownPersonRow

_TOO_MANY: Final = "AJ429"
_ASK: Final = text(
    "select known, reference from known_elsewhere(:asked, :on_day, :purpose, :reason)"
).bindparams(bindparam("asked", type_=ARRAY(LargeBinary)))


class InquiriesExhausted(DomainError):
    """30 people an hour may be asked about in other bureaus; the rest has to wait."""

    recorded = True


class Purpose(StrEnum):
    """Why somebody is looked for elsewhere. An INQUIRY stands alone, so it is bounded."""

    INQUIRY = "inquiry"
    GRANT = "grant"
    IMPORT = "import"


async def note(session: AsyncSession, people: Iterable[bytes]) -> None:
    """From now on this bureau knows them; harmless when it does already."""
    wanted = func.unnest(
        bindparam("people", sorted(set(people)), type_=ARRAY(LargeBinary)), type_=LargeBinary
    )
    await session.execute(
        insert(KnownPersonRow)
        .from_select(["person_index"], select(wanted), include_defaults=False)
        .on_conflict_do_nothing()
    )


async def known_elsewhere(
    session: AsyncSession, people: Sequence[bytes], day: date, *, purpose: Purpose, reason: str
) -> Mapping[bytes, str]:
    """Who of them has a record, a home or a ban at another bureau, with what to quote to it.

    The question is noted in the database itself. Raises InquiriesExhausted.
    """
    if not people:
        return {}
    try:
        found = await session.execute(
            _ASK,
            {
                "asked": sorted(set(people)),
                "on_day": day,
                "purpose": purpose.value,
                "reason": reason,
            },
        )
    except DBAPIError as error:
        cause = error.orig.__cause__ if error.orig else None
        if getattr(cause, "sqlstate", None) == _TOO_MANY:
            raise InquiriesExhausted(an_hour=30) from error
        raise
    return {one.known: one.reference for one in found}


async def person_of(session: AsyncSession, reference: str) -> bytes | None:
    """Whom another bureau means by this reference, if it is one of ours."""
    return await session.scalar(
        select(KnownPersonRow.person_index).where(KnownPersonRow.reference == reference)
    )
