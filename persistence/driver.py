"""The one place that opens a bare asyncpg connection: for roles, listening, and the queue."""

from typing import Any, cast

import asyncpg
from sqlalchemy.engine import URL, make_url


async def connect(url: str | URL) -> Any:
    """A connection of the driver itself (it comes without types), to a SQLAlchemy address."""
    plain = make_url(url).set(drivername="postgresql")
    open_: Any = cast("Any", asyncpg).connect
    return await open_(plain.render_as_string(hide_password=False))
