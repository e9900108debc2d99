"""How often somebody asked, counted for all processes at once: tokens of a window, handed out."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, func, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from persistence.tables.platform import RateLimitRow

_KEPT: Final = text("interval '2 hours'")

_OVER: Final = "r.began_at <= now() - make_interval(secs => :seconds)"
#: The window begins with its first token; when it is over, the next one begins anew.
_HAND_OUT: Final = text(f"""
insert into rate_limits as r (key, began_at, granted, handed)
values (:key, now(), :wanted, :wanted)
on conflict (key) do update set
  began_at = case when {_OVER} then now() else r.began_at end,
  granted = case when {_OVER} then :wanted
    else r.granted + greatest(0, least(:wanted, :most - r.granted)) end,
  handed = case when {_OVER} then :wanted
    else greatest(0, least(:wanted, :most - r.granted)) end
returning handed, granted,
  extract(epoch from began_at + make_interval(secs => :seconds) - now()) as ends_in
""")


@dataclass(frozen=True, slots=True)
class Handed:
    """Tokens that one process may spend until its window ends."""

    tokens: int
    granted: int
    ends_in: float


async def hand_out(
    connection: AsyncConnection, key: str, *, wanted: int, most: int, seconds: int
) -> Handed:
    """Take up to `wanted` tokens of the `most` that a window of `seconds` has."""
    facts = {"key": key, "wanted": min(wanted, most), "most": most, "seconds": float(seconds)}
    row = (await connection.execute(_HAND_OUT, facts)).one()
    return Handed(row.handed, row.granted, float(row.ends_in))


async def forget_old(session: AsyncSession) -> None:
    """Drop the windows that ended long ago, such as those of addresses that never came back."""
    await session.execute(delete(RateLimitRow).where(RateLimitRow.began_at < func.now() - _KEPT))
