"""The accounts of the ledger (domain.md 6.1)."""

from enum import StrEnum


class Account(StrEnum):
    RECEIVABLE_TREASURY = "A1"
    RECEIVABLE_OPERATOR = "A2"
    RENT_BANK = "A3"
    DEPOSIT_BANK = "A4"
    DUE_TO_TREASURY = "L1"
    UNALLOCATED = "L2"
    DEPOSITS_HELD = "L3"
    FEE_PAYABLE = "L4"
    REPAIRS_PAYABLE = "L5"
    PAYABLE_TO_OPERATOR = "O1"
    DEFERRED_RENT = "R1"
    TREASURY_REFUND_RECEIVABLE = "T1"
    SERVICE_FEE_EXPENSE = "F1"
    TREASURY_BUDGET = "B1"
