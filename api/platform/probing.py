"""Trying out who is known to the office is slowed down, like guessing passwords."""

from datetime import timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from api.web.problems import TooManyRequests
from domain.access import Actor
from domain.errors import DomainError
from persistence import audit

WINDOW: Final = timedelta(hours=1)
MOST: Final = 30


async def require_few_probes(
    session: AsyncSession, actor: Actor, refusal: type[DomainError]
) -> None:
    """So many attempts an hour may meet a refusal that tells something of a person.

    The refusal must be `recorded`: the trail is what is counted. Raises TooManyRequests.
    """
    if await audit.refusals(session, actor, refusal.code, within=WINDOW) >= MOST:
        raise TooManyRequests(wait_seconds=int(WINDOW.total_seconds()))
