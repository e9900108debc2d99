"""Ids made here: UUIDv7 (RFC 9562), for rows whose id must be known before they are stored."""

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """Milliseconds first, so that ids sort by the time they were made; the rest is random."""
    milliseconds = time.time_ns() // 1_000_000
    noise = secrets.randbits(74)
    value = (milliseconds << 80) | (0x7 << 76) | ((noise >> 62) << 64) | (0b10 << 62)
    return UUID(int=value | (noise & ((1 << 62) - 1)))
