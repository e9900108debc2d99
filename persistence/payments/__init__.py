"""Money received: what is asked of it, how it settles debts, and how that is taken back."""

from persistence.payments.posting import (
    IS_OPEN,
    Received,
    is_open,
    lock_leases,
    receive,
    receive_lines,
)
from persistence.payments.records import (
    Payment,
    PaymentNotFound,
    Refund,
    Settled,
    Suggested,
    change_payment,
    lock_payment,
    payment,
    payments,
    settled_by,
    suggested_leases,
)
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
    "Received",
    "Refund",
    "Settled",
    "Suggested",
    "add_refund",
    "add_reversal",
    "change_payment",
    "is_open",
    "lock_leases",
    "lock_payment",
    "payment",
    "payments",
    "receive",
    "receive_lines",
    "refunds",
    "reopen_charges",
    "require_not_refunded",
    "settled_by",
    "suggested_leases",
]
