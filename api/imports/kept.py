"""The grid that was read last, for whoever confirms soon after: the same bytes, the same cells."""

import asyncio
from hashlib import sha256
from typing import Final

from api.imports.workbook import Grid, read_workbook

#: People look at a report about so long. What they read is somebody's data: then it is forgotten.
_SECONDS: Final = 300

_Key = tuple[bytes, str]
_kept: Final[dict[_Key, Grid]] = {}


async def grid_of(data: bytes, *, prefer: str) -> Grid:
    """As `read_workbook`; one grid is remembered for a few minutes, and never what follows from
    it: a book is checked anew against what is stored by then (ADR 7).
    """
    key = (sha256(data).digest(), prefer)
    if key in _kept:
        return _kept[key]
    grid = await asyncio.to_thread(read_workbook, data, prefer=prefer)
    _kept.clear()
    _kept[key] = grid
    asyncio.get_running_loop().call_later(_SECONDS, _kept.pop, key, None)
    return grid
