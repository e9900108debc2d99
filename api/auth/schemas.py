"""The wire format of sign-in."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from api.platform.auth import TokenPair
from api.web.kinds import In, Line, Out
from domain.access import Permission, Role
from persistence.people import Desk

Password = Annotated[
    str, Field(min_length=1, max_length=128, examples=["a long sentence of yours"])
]


class CredentialsIn(In):
    username: Annotated[Line, Field(examples=["lu.cashier"])]
    password: Password
    authority_id: UUID | None = None


class PasswordGrantIn(In):
    """Sign in on a device with name and password."""

    grant_type: Literal["password"]
    username: Annotated[Line, Field(examples=["lu.cashier"])]
    password: Password
    authority_id: UUID | None = None


class RefreshGrantIn(In):
    """Trade a refresh token for the next pair. Each is good once."""

    grant_type: Literal["refresh_token"]
    refresh_token: Annotated[str, Field(min_length=20, max_length=200)]


TokenIn = Annotated[PasswordGrantIn | RefreshGrantIn, Field(discriminator="grant_type")]


class TokenOut(Out):
    access_token: str
    token_type: Literal["Bearer"]
    expires_in: Annotated[int, Field(description="Seconds.")]
    refresh_token: str
    authority_id: UUID

    @classmethod
    def of(cls, pair: TokenPair) -> Self:
        return cls(
            access_token=pair.access_token,
            token_type="Bearer",  # noqa: S106 - the scheme's name
            expires_in=pair.expires_in,
            refresh_token=pair.refresh_token,
            authority_id=pair.authority_id,
        )


class AuthorityIn(In):
    authority_id: UUID


class DeskOut(Out):
    """An authority in which the person works."""

    authority_id: UUID
    authority: Annotated[str, Field(examples=["包头市住房和城乡建设局"])]
    authority_en: str
    organisation_id: UUID
    organisation: str
    roles: list[Role]

    @classmethod
    def of(cls, desk: Desk) -> Self:
        return cls(
            authority_id=desk.authority_id,
            authority=desk.authority,
            authority_en=desk.authority_en,
            organisation_id=desk.organisation_id,
            organisation=desk.organisation,
            roles=list(desk.roles),
        )


class MeOut(Out):
    """Who is signed in, where, and what that allows."""

    person_id: UUID
    name: str
    username: str
    authority_id: UUID
    roles: list[Role]
    permissions: list[Permission]
    desks: list[DeskOut]
