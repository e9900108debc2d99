"""Money received: what is asked of it, how it settles debts, and how that is taken back."""

from persistence.payments.at_counter import Received, receive
from persistence.payments.debts import IS_OPEN, is_open, lock_leases
from persistence.payments.from_bank import receive_lines
from persistence.payments.from_deposit import receive_deposit
from persistence.payments.numbers import next_number, next_receipt_no
from persistence.payments.passing import is_credit_of, pass_on
from persistence.payments.records import (
    REFUNDS,
    LastPayment,
    Payment,
    PaymentNotFound,
    Refund,
    Settled,
    Suggested,
    change_payment,
    detail,
    last_payments,
    lock_payment,
    payment,
    payments,
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
    "REFUNDS",
    "CreditAlreadyRefunded",
    "LastPayment",
    "Payment",
    "PaymentNotFound",
    "Received",
    "Refund",
    "Settled",
    "Suggested",
    "add_refund",
    "add_reversal",
    "change_payment",
    "detail",
    "is_credit_of",
    "is_open",
    "last_payments",
    "lock_leases",
    "lock_payment",
    "next_number",
    "next_receipt_no",
    "pass_on",
    "payment",
    "payments",
    "receive",
    "receive_deposit",
    "receive_lines",
    "refunds",
    "release",
    "released",
    "reopen_charges",
    "require_not_refunded",
    "suggested_leases",
]
