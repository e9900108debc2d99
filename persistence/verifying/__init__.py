"""The ledger checked against itself: everything recomputed from transfers (`anju ledger verify`).

Each check is a query that returns no row when all is well.
"""

from persistence.verifying.findings import CODES, Finding, findings

__all__ = ["CODES", "Finding", "findings"]
