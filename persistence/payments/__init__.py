"""Money received: what is asked of it, how it settles debts, and how that is taken back."""

from persistence.payments.posting import IS_OPEN, lock_debts, settle
from persistence.payments.records import (
    Payment,
    PaymentNotFound,
    Refund,
    Settled,
    Suggested,
    add_payment,
    change_payment,
    lock_payment,
    next_number,
    next_receipt_no,
    payment,
    payments,
    settled_by,
    suggested_leases,
)
from persistence.payments.release import release, released
from persistence.payments.reversal import (
    CreditAlreadyRefunded,
    add_refund,
    add_reversal,
    refunds,
    reopen_charges,
    require_not_refunded,
)

__all__ = [
    "IS_OPEN",
    "CreditAlreadyRefunded",
    "Payment",
    "PaymentNotFound",
    "Refund",
    "Settled",
    "Suggested",
    "add_payment",
    "add_refund",
    "add_reversal",
    "change_payment",
    "lock_debts",
    "lock_payment",
    "next_number",
    "next_receipt_no",
    "payment",
    "payments",
    "refunds",
    "release",
    "released",
    "reopen_charges",
    "require_not_refunded",
    "settle",
    "settled_by",
    "suggested_leases",
]
