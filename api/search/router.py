"""HTTP of search."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.search.finding import Seeker, find
from api.search.schemas import SearchGroup, SearchOut
from api.web.dependencies import Reader

router = APIRouter(tags=["search"])

_Q = Annotated[
    str,
    Query(
        min_length=1,
        max_length=64,
        description=(
            "Begins a tenant's name, a unit code, a contract, receipt or other number; or is an"
            " address (3栋1单元401), a room, a phone or identity number, or the last four of one."
        ),
        examples=["赵福"],
    ),
]


@router.get("/search")
async def search(
    q: _Q,
    call: Reader,
    limit: Annotated[int, Query(ge=1, le=50, description="Hits a group.")] = 8,
    only: Annotated[SearchGroup | None, Query(description="One group alone.")] = None,
) -> SearchOut:
    """Find households, homes and papers by a few characters, each group best first.

    Groups that the caller's roles do not reach are empty.
    """
    seeker = Seeker(call.session, call.actor, call.runtime.vault, call.today, limit)
    return await find(seeker, q, only)
