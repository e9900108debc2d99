"""A unit's life, from the register to disposal (domain.md 5.1)."""

from enum import StrEnum


class UnitState(StrEnum):
    DRAFT = "draft"
    ACCEPTANCE = "acceptance"
    AVAILABLE = "available"
    RESERVED = "reserved"
    LEASED = "leased"
    NOTICE = "notice"
    TURNOVER = "turnover"
    REPAIR = "repair"
    FROZEN = "frozen"
    WITHDRAWN = "withdrawn"
