"""How often somebody may ask: one count for all processes, without asking for each request.

PostgreSQL hands a window's tokens to a process a twentieth at a time, on a connection beside the
pool that requests use. So most requests cost nothing, and together the processes never give more
than the limit; what one holds unspent at the end of a window is the price.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from api.settings import Settings
from api.web.problems import WAIT, RateLimited
from persistence import rate_limits
from persistence.session import Database

log = structlog.get_logger()

_A_MINUTE: Final = 60
_AN_HOUR: Final = 3600
_REMEMBERED: Final = 10_000
_SHARES: Final = 20


class Of(StrEnum):
    """What is counted, and for whom."""

    PERSON = "person"
    TOKEN = "token"  # noqa: S105 - a name
    SIGN_IN = "sign-in"
    REVEAL = "reveal"


@dataclass(frozen=True, slots=True)
class Policy:
    """So many in a window of so many seconds."""

    most: int
    seconds: int

    @property
    def share(self) -> int:
        """What a process takes at once."""
        return max(1, self.most // _SHARES)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands after a request."""

    of: Of
    policy: Policy
    is_granted: bool
    left: int
    ends_in: int

    def check(self) -> None:
        """Raises RateLimited."""
        if not self.is_granted:
            raise RateLimited(limit=self.policy.most, **{WAIT: self.ends_in})

    @property
    def used(self) -> int:
        return self.policy.most - self.left

    def headers(self) -> list[tuple[bytes, bytes]]:
        """`RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10)."""
        policy = f'"{self.of}";q={self.policy.most};w={self.policy.seconds}'
        state = f'"{self.of}";r={self.left};t={self.ends_in}'
        return [(b"ratelimit-policy", policy.encode()), (b"ratelimit", state.encode())]


@dataclass(slots=True)
class _Share:
    """Tokens of one key that are here, and what is left for all until the window ends."""

    here: int = 0
    elsewhere: int = 0
    ends: float = 0.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Limits:
    """Counts requests. Where `heeded` is False it lets everything through: our own command line."""

    def __init__(
        self,
        database: Database,
        settings: Settings,
        *,
        heeded: bool = True,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._heeded = heeded
        self._now = now
        self._shares: dict[str, _Share] = {}
        self._policies = {
            Of.PERSON: Policy(settings.user_limit, _A_MINUTE),
            Of.TOKEN: Policy(settings.token_limit, _A_MINUTE),
            Of.SIGN_IN: Policy(settings.sign_in_address_limit, _A_MINUTE),
            Of.REVEAL: Policy(settings.reveal_limit, _AN_HOUR),
        }

    async def take(self, of: Of, who: object) -> Standing | None:
        """Count one request, granted or not. None where nothing is counted.

        When the count cannot be reached the request goes through: an office does not stop for it.
        """
        if not self._heeded:
            return None
        policy, key = self._policies[of], f"{of}:{who}"
        share = self._shares.get(key) or self._remember(key)
        async with share.lock:
            if self._now() >= share.ends or (share.here == 0 and share.elsewhere > 0):
                await self._refill(share, key, policy)
            is_granted = share.here > 0
            share.here -= is_granted
            ends_in = max(1, ceil(share.ends - self._now()))
            left = share.here + share.elsewhere
        return Standing(of, policy, is_granted, left, ends_in)

    async def spend(self, of: Of, who: object) -> Standing | None:
        """Count one request. Raises RateLimited."""
        standing = await self.take(of, who)
        if standing is not None:
            standing.check()
        return standing

    async def _refill(self, share: _Share, key: str, policy: Policy) -> None:
        try:
            async with self._database.beside() as connection:
                handed = await rate_limits.hand_out(
                    connection,
                    key,
                    wanted=policy.share,
                    most=policy.most,
                    seconds=policy.seconds,
                )
        except (SQLAlchemyError, OSError) as error:
            log.warning("limits.unreachable", key=key, exc_info=error)
            handed = rate_limits.Handed(policy.share, policy.share, policy.seconds)
        share.here = handed.tokens
        share.elsewhere = max(0, policy.most - handed.granted)
        share.ends = self._now() + handed.ends_in

    def _remember(self, key: str) -> _Share:
        if len(self._shares) >= _REMEMBERED:
            now = self._now()
            self._shares = {
                known: share
                for known, share in self._shares.items()
                if share.ends > now or share.lock.locked()
            }
        return self._shares.setdefault(key, _Share())
