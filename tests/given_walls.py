"""Which tables are walled."""

from typing import Final

from persistence.tables import METADATA

#: Shared, although they name an authority: desks, sign-ins, and addresses that the public may ask.
SHARED: Final = frozenset({"memberships", "sessions", "public_addresses"})
TRADE: Final = sorted(
    table.name
    for table in METADATA.tables.values()
    if "authority_id" in table.c and table.name not in SHARED
)
