"""ETag and If-Match: nobody overwrites what they have not read (RFC 9110)."""

from typing import Annotated

from fastapi import Header, Response

from api.web.problems import PreconditionRequired, VersionConflict

IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", description="The ETag that was read.", examples=['"3"']),
]


def etag(response: Response, version: int) -> None:
    response.headers["ETag"] = f'"{version}"'


def require_version(if_match: str | None, version: int) -> None:
    """Raises PreconditionRequired without If-Match, VersionConflict when it is stale."""
    if if_match is None:
        raise PreconditionRequired
    if if_match.strip() not in {f'"{version}"', "*"}:
        raise VersionConflict(current=f'"{version}"')
