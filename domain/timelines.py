"""经过, a timeline: everything that ever happened to a household, in one order."""

from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry tells. A feature with entries of another kind adds its word here."""

    LEASE_STARTED = "lease_started"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    HOLD_PLACED = "hold_placed"
    HOLD_ENDED = "hold_ended"
    CHARGED = "charged"
    ADJUSTMENT_DRAFTED = "adjustment_drafted"
    ADJUSTMENT_APPROVED = "adjustment_approved"
    ADJUSTMENT_REJECTED = "adjustment_rejected"
    PAID = "paid"
    PAYMENT_REVERSED = "payment_reversed"
    REFUNDED = "refunded"
    ADVANCED = "advanced"
    WRITTEN_OFF = "written_off"
    DEPOSIT_HELD = "deposit_held"
    IDENTITY_REVEALED = "identity_revealed"
    LEASE_STEPPED = "lease_stepped"
    ELIGIBILITY_GRANTED = "eligibility_granted"
    HANDED_OVER = "handed_over"
    LEASE_FILED = "lease_filed"
    RENEWAL_DECIDED = "renewal_decided"
    EXIT_STEPPED = "exit_stepped"
    CONTACTED = "contacted"
    RECORDED = "recorded"
