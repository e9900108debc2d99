"""The numbers that papers of a project's year get, one after the other and without gaps."""

from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from persistence.tables.housing import ProjectRow
from persistence.tables.payments import ReceiptCounterRow

_RECEIPT: Final = "receipt"


async def next_receipt_no(session: AsyncSession, project_id: UUID, year: int) -> str:
    """The next receipt number of the project's year, `XFJY-2026-000001`, without gaps.

    Its row is held until the transaction ends: take the number as late as possible.
    """
    code, number = await next_number(session, project_id, _RECEIPT, year)
    return f"{code}-{year}-{number:06d}"


async def next_number(
    session: AsyncSession, project_id: UUID, kind: str, year: int
) -> tuple[str, int]:
    """The project's code, and its next number of that kind in the year; held like a receipt's."""
    row = ReceiptCounterRow
    number = await session.scalar(
        upsert(row)
        .values(project_id=project_id, kind=kind, year=year, last_no=1)
        .on_conflict_do_update(
            index_elements=["authority_id", "project_id", "kind", "year"],
            set_={"last_no": row.last_no + 1},
        )
        .returning(row.last_no)
    )
    code = await session.scalar(select(ProjectRow.code).where(ProjectRow.id == project_id))
    return str(code), int(number or 0)
