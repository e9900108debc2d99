"""Allocation rounds 配租. Payments are allocated in `persistence.payments`; here homes are."""

from persistence.allocation_rounds import (
    objections,
    orderings,
    publications,
    registrations,
    rounds,
    turns,
)

__all__ = ["objections", "orderings", "publications", "registrations", "rounds", "turns"]
