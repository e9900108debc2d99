"""Runs every check over an authority, or over one project of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.ledger import Account, check_balances
from persistence.verifying import books, charges, deposits, seals

#: Per check; more of the same kind say nothing new.
_AT_MOST: Final = 100

_CHECKS: Final[Mapping[str, str]] = {
    **charges.CHECKS,
    **books.CHECKS,
    **deposits.CHECKS,
    **seals.CHECKS,
}
_BALANCES: Final = text(
    """
    select t.project_id, side.account, sum(side.fen)::bigint
    from transfers t
    cross join lateral (values (t.debit, t.amount_fen), (t.credit, -t.amount_fen))
      side (account, fen)
    where cast(:project_id as uuid) is null or t.project_id = :project_id
    group by 1, 2
    """
)

#: Every code a finding may have; the identities of the books add their own words to `facts`.
CODES: Final = (*_CHECKS, *seals.CHAIN_CHECKS, "book_identity_broken")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the books that cannot be. `subject` is the id of the row it is about."""

    code: str
    subject: UUID
    facts: Mapping[str, Any]


async def findings(session: AsyncSession, *, project_id: UUID | None = None) -> list[Finding]:
    """What is wrong, at most 100 of a kind; nothing when the books are in order.

    The session's authority is checked; `project_id` narrows it, and then leaves out the chain of
    seals, which is the authority's as a whole.
    """
    checks = dict(_CHECKS) if project_id else {**_CHECKS, **seals.CHAIN_CHECKS}
    found: list[Finding] = []
    for code, statement in checks.items():
        rows = await session.execute(
            text(f"select subject, facts from ({statement}) found limit {_AT_MOST}"),
            {"project_id": project_id} if project_id or ":project_id" in statement else {},
        )
        found += [Finding(code, subject, facts) for subject, facts in rows]
    return [*found, *await _broken_identities(session, project_id)]


async def _broken_identities(session: AsyncSession, project_id: UUID | None) -> list[Finding]:
    standing: dict[UUID, dict[Account, int]] = {}
    for project, account, fen in await session.execute(_BALANCES, {"project_id": project_id}):
        standing.setdefault(project, {})[Account(account)] = fen
    return [
        Finding(
            "book_identity_broken",
            project,
            {"identity": violation.code, "off_by_fen": violation.off_by_fen},
        )
        for project, accounts in standing.items()
        for violation in check_balances(accounts)
    ]
