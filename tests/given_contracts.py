"""Service contracts for tests that are about what follows from them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert
from sqlalchemy.ext.asyncio import AsyncSession

from domain.advances import Exclusion
from persistence.tables.contracts import ServiceContractRow
from tests.given import City


async def contract(
    city: City,
    project: Any,
    *,
    recovery_mode: str = "RETAIN",
    exclusions: Sequence[str] = tuple(Exclusion),
    state: str = "active",
    starts_on: date = date(2025, 1, 1),
    ends_on: date = date(2027, 12, 31),
    operator_id: UUID | None = None,
    **facts: Any,
) -> UUID:
    """A signed contract between the city's bureau and its operator for the project."""
    async with city.runtime.database.transaction(city.context) as session:
        made = await session.execute(
            insert(ServiceContractRow)
            .values(
                project_id=project["id"],
                operator_id=operator_id or city.organisations["operator"],
                contract_no=f"FW-{uuid4().hex[:8]}",
                procurement_no="CG-2025-001",
                state=state,
                starts_on=starts_on,
                ends_on=ends_on,
                recovery_mode=recovery_mode,
                exclusions=list(exclusions),
                maker_id=city.officer.person_id,
                signed_by=city.approver.person_id,
                **facts,
            )
            .returning(ServiceContractRow.id)
        )
        return made.scalar_one()


async def who_is_served_first(
    session: AsyncSession, city: City, project_id: UUID, *, treasury_first: bool
) -> None:
    """A contract that says it, in the caller's transaction."""
    await session.execute(
        insert(ServiceContractRow).values(
            project_id=project_id,
            operator_id=city.organisations["operator"],
            contract_no=f"FW-{uuid4().hex[:8]}",
            procurement_no="CG-2025-001",
            state="active",
            starts_on=date(2025, 1, 1),
            ends_on=date(2027, 12, 31),
            recovery_mode="RETAIN",
            exclusions=[],
            treasury_first=treasury_first,
            maker_id=city.officer.person_id,
            signed_by=city.approver.person_id,
            signed_at=func.now(),
        )
    )
