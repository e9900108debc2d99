"""Reading again what has not changed costs a header (RFC 9110: If-None-Match, 304)."""

from collections.abc import Awaitable, Callable
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated, Any, Final, TypeVar

from fastapi import Header, Response

T = TypeVar("T")

IfNoneMatch = Annotated[
    str | None,
    Header(
        alias="If-None-Match",
        max_length=1000,
        description="The ETag of what is at hand; the answer is 304 while it is as it was.",
    ),
]

#: For the `responses` of a route that can answer so.
NOT_MODIFIED: Final[dict[int | str, dict[str, Any]]] = {
    304: {"description": "Nothing has changed since the ETag that was sent."}
}
_LENGTH: Final = 32


def tag_of(*parts: object) -> str:
    """A weak ETag of everything that the answer depends on."""
    told = "\n".join(map(str, parts)).encode()
    return f'W/"{sha256(told).hexdigest()[:_LENGTH]}"'


async def unless_known(
    response: Response, if_none_match: str | None, tag: str, make: Callable[[], Awaitable[T]]
) -> T | Response:
    """304 for a caller who has this very answer; else the answer, made now, with its tag."""
    if _is_known(if_none_match, tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})
    response.headers["ETag"] = tag
    return await make()


def _is_known(if_none_match: str | None, tag: str) -> bool:
    """The comparison is weak, as for any GET."""
    if if_none_match is None:
        return False
    known = {one.strip().removeprefix("W/") for one in if_none_match.split(",")}
    return "*" in known or tag.removeprefix("W/") in known
