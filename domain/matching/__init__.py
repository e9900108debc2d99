"""Whose money a bank line is: matched by what names a home or a contract, else only suggested.

A unit code, a contract number and an address are strong: each names one home or one lease.
A name or an amount never is, and two strong references that disagree are none. Money that is
not matched goes to suspense, never to a guessed tenant.
"""

from domain.matching.stock import Stock, StockLease
from domain.matching.verdict import (
    SCORES,
    Hint,
    Line,
    Matched,
    Reference,
    Suggestion,
    Suggestions,
    match,
)

__all__ = [
    "SCORES",
    "Hint",
    "Line",
    "Matched",
    "Reference",
    "Stock",
    "StockLease",
    "Suggestion",
    "Suggestions",
    "match",
]
