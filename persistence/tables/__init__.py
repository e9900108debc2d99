"""The schema, one file per feature, nothing else. Importing this fills `METADATA`."""

from persistence.tables import (
    allocation_rounds,
    assets,
    authorities,
    calendars,
    check_ins,
    contracts,
    deposits,
    eligibility,
    equipment,
    handovers,
    households,
    housing,
    lease_papers,
    leases,
    ledger,
    payments,
    people,
    platform,
    registry,
    rent,
    reservations,
)
from persistence.tables.base import Row

METADATA = Row.metadata

__all__ = [
    "METADATA",
    "allocation_rounds",
    "assets",
    "authorities",
    "calendars",
    "check_ins",
    "contracts",
    "deposits",
    "eligibility",
    "equipment",
    "handovers",
    "households",
    "housing",
    "lease_papers",
    "leases",
    "ledger",
    "payments",
    "people",
    "platform",
    "registry",
    "rent",
    "reservations",
]
