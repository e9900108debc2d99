"""A lease's life, from draft to its end (domain.md 5.4)."""

from enum import StrEnum


class LeaseState(StrEnum):
    DRAFT = "draft"
    EXPLAINED = "explained"
    PENDING_SIGN = "pending_sign"
    SIGNED = "signed"
    ACTIVE = "active"
    RENEWAL_REVIEW = "renewal_review"
    EXPIRING = "expiring"
    RELOCATION = "relocation"
    HOLDOVER = "holdover"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    VOID = "void"


LIVE = frozenset(LeaseState) - {LeaseState.TERMINATED, LeaseState.VOID}
