"""The schema, one file per feature, nothing else. Importing this fills `METADATA`."""

from persistence.tables import (
    assets,
    authorities,
    calendars,
    contracts,
    equipment,
    handovers,
    households,
    housing,
    leases,
    ledger,
    payments,
    people,
    platform,
    rent,
)
from persistence.tables.base import Row

METADATA = Row.metadata

__all__ = [
    "METADATA",
    "assets",
    "authorities",
    "calendars",
    "contracts",
    "equipment",
    "handovers",
    "households",
    "housing",
    "leases",
    "ledger",
    "payments",
    "people",
    "platform",
    "rent",
]
