"""The names that printed forms and lists carry: who is purchaser, finance office, cashier."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Role
from persistence.tables.authorities import AuthorityRow, OrganisationRow
from persistence.tables.people import MembershipRow, PersonRow
from persistence.tables.rent import ChargeRow


@dataclass(frozen=True, slots=True)
class Offices:
    """The purchaser, and the finance office beside it (empty until somebody works there)."""

    purchaser: str
    finance: str


async def offices(session: AsyncSession, authority_id: UUID) -> Offices:
    purchaser = await session.scalar(
        select(AuthorityRow.name).where(AuthorityRow.id == authority_id)
    )
    finance = await session.scalar(
        select(OrganisationRow.name)
        .join(MembershipRow, MembershipRow.organisation_id == OrganisationRow.id)
        .where(
            MembershipRow.authority_id == authority_id,
            MembershipRow.roles.contains([Role.FINANCE_OFFICER]),
        )
        .order_by(MembershipRow.id)
        .limit(1)
    )
    return Offices(purchaser or "", finance or "")


async def names(session: AsyncSession, person_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Who these people are."""
    wanted = [one for one in person_ids if one is not None]
    found = await session.execute(
        select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(wanted))
    )
    return dict(found.all())


async def outstanding(session: AsyncSession, charge_ids: Iterable[UUID]) -> dict[UUID, int]:
    """What is still owed on these charges, in fen."""
    row = ChargeRow
    found = await session.execute(
        select(row.id, row.treasury_claim_fen + row.operator_claim_fen).where(
            row.id.in_(list(charge_ids))
        )
    )
    return dict(found.all())
