"""Signing in and out: browser sessions by cookie, devices by access and refresh token."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.platform import passwords
from api.platform.limits import Of
from api.platform.secrets import digest, new_secret
from api.platform.tokens import LIFETIME, Claims
from api.runtime import Runtime
from api.web.problems import WAIT, TooManyRequests
from domain.errors import Refused, Unauthenticated
from persistence import people

BROWSER_LASTS: Final = timedelta(hours=12)
DEVICE_LASTS: Final = timedelta(days=60)
#: A replayed refresh within this time is a lost answer, not a theft (trust.md 5).
GRACE: Final = timedelta(seconds=30)
_PER_ADDRESS: Final = 60


class CredentialsWrong(Unauthenticated):
    """The name or the password is wrong. It does not say which."""


class RefreshTokenInvalid(Unauthenticated):
    """The refresh token is unknown, spent or revoked. Sign in again."""


class NotYourAuthority(Refused):
    """You have no desk in this authority."""


@dataclass(frozen=True, slots=True)
class TokenPair:
    access_token: str
    refresh_token: str
    expires_in: int
    authority_id: UUID


async def check_credentials(runtime: Runtime, username: str, password: str, address: str) -> UUID:
    """The person with this name and password. Slows guessing by name and by address.

    Raises: RateLimited, TooManyRequests, CredentialsWrong.
    """
    await runtime.limits.spend(Of.SIGN_IN, address)
    async with runtime.database.transaction() as session:
        by_name, by_address = await people.recent_failures(session, username, address)
        found = await people.credentials(session, username)
    if by_name >= runtime.settings.sign_in_limit or by_address >= _PER_ADDRESS:
        raise TooManyRequests(**{WAIT: int(people.WINDOW.total_seconds())})
    right = await passwords.matches(password, found[1] if found else passwords.NOBODY)
    async with runtime.database.transaction() as session:
        if not (found and right):
            await people.note_failure(session, username, address)
        else:
            await people.forget_failures(session, username)
    if not (found and right):
        raise CredentialsWrong
    return found[0]


async def choose_desk(session: AsyncSession, person_id: UUID, wanted: UUID | None) -> UUID:
    """The authority to work in: the one asked for, or the first of the person's desks."""
    desks = await people.desks(session, person_id)
    chosen = next((d for d in desks if wanted in (None, d.authority_id)), None)
    if chosen is None:
        raise NotYourAuthority(authority_id=str(wanted))
    return chosen.authority_id


async def open_browser_session(session: AsyncSession, person_id: UUID, authority_id: UUID) -> str:
    """The secret for the cookie."""
    secret = new_secret()
    await people.open_session(
        session,
        person_id,
        authority_id,
        kind="browser",
        lasting=BROWSER_LASTS,
        secret_hash=digest(secret),
    )
    return secret


async def open_device_session(
    runtime: Runtime, session: AsyncSession, person_id: UUID, authority_id: UUID
) -> TokenPair:
    session_id = await people.open_session(
        session, person_id, authority_id, kind="device", lasting=DEVICE_LASTS
    )
    return await _issue(runtime, session, Claims(person_id, session_id, authority_id))


async def refresh(runtime: Runtime, session: AsyncSession, refresh_token: str) -> TokenPair | None:
    """Trade a refresh token for the next pair. None: it was stolen, and the session is closed.

    A spent token that comes back after the grace time ends the whole session; the caller must
    let that be saved before it refuses. Raises RefreshTokenInvalid.
    """
    token = await people.lock_refresh_token(session, digest(refresh_token))
    if token is None:
        raise RefreshTokenInvalid
    found = await people.arrive(session, token.session_id)
    if found is None:
        raise RefreshTokenInvalid
    if token.spent_at is not None and datetime.now(UTC) - token.spent_at > GRACE:
        await people.close_session(session, token.session_id)
        return None
    if token.spent_at is None:
        await people.spend(session, token.token_id)
    return await _issue(
        runtime, session, Claims(found.person_id, found.session_id, found.authority_id)
    )


async def _issue(runtime: Runtime, session: AsyncSession, claims: Claims) -> TokenPair:
    secret = new_secret()
    await people.add_refresh_token(session, claims.session_id, digest(secret))
    access = runtime.signer.sign(
        claims, at=datetime.now(UTC), token_id=UUID(bytes=digest(secret)[:16])
    )
    return TokenPair(access, secret, int(LIFETIME.total_seconds()), claims.authority_id)
