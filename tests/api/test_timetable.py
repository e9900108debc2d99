"""By the clock, every authority has its turn, whatever happens in another."""

from uuid import UUID

import pytest

from api.platform.everywhere import everywhere
from api.runtime import Runtime
from tests.given import City, found_city


async def test_one_citys_trouble_keeps_no_other_waiting(city: City) -> None:
    other = await found_city(city.runtime, city.http)
    visited: list[UUID] = []

    async def deed(_: Runtime, authority_id: UUID) -> None:
        visited.append(authority_id)
        if authority_id == city.authority_id:
            raise ValueError("账册打不开")

    with pytest.raises(ExceptionGroup, match="not done in every authority") as told:
        await everywhere(deed)(city.runtime)

    assert {city.authority_id, other.authority_id} <= set(visited)
    assert len(visited) == len(set(visited))
    assert [str(one) for one in told.value.exceptions] == ["账册打不开"]
