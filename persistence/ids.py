"""Ids: UUIDv7 (RFC 9562), for rows whose id must be known before they are stored, or for many."""

import secrets
import time
from typing import Final
from uuid import UUID

#: SQL: the id of each row of a query whose rows are all stored; in the order in which it has them.
EACH_ID: Final = "uuid_v7_of((select uuid_v7()), row_number() over ())"


def new_id() -> UUID:
    """Milliseconds first, so that ids sort by the time they were made; the rest is random."""
    milliseconds = time.time_ns() // 1_000_000
    noise = secrets.randbits(74)
    value = (milliseconds << 80) | (0x7 << 76) | ((noise >> 62) << 64) | (0b10 << 62)
    return UUID(int=value | (noise & ((1 << 62) - 1)))
