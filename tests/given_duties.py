"""What waits for somebody."""

from typing import Any


async def desk(client: Any, *kinds: str, **query: Any) -> list[Any]:
    """The caller's duties of these kinds, all if none are named."""
    answer = await client.read("/desk", **query)
    return [one for one in answer["items"] if not kinds or one["kind"] in kinds]


def told(duties: list[Any]) -> list[tuple[str, str]]:
    return [(one["kind"], one["action"]) for one in duties]
