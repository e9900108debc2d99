"""What is announced: who may hear of it, what is everyday, and up to where somebody has read.

A kind is `feature.thing.past_tense`. Events carry ids and figures, never names or numbers of
people; what they are about is read under the reader's own rights.
"""

import re
from collections.abc import Mapping
from typing import Final

from domain.access import Actor, Permission
from domain.errors import Invalid

_P = Permission

#: The right that each feature's events ask for. A feature that is not here is the auditor's.
READERS: Final[Mapping[str, Permission]] = {
    "advances": _P.READ_LEDGER,
    "assets": _P.READ_HOUSING,
    "check_ins": _P.READ_LEASE,
    "closings": _P.READ_LEDGER,
    "contracts": _P.READ_CONTRACT,
    "deposits": _P.READ_LEDGER,
    "eligibility": _P.READ_ELIGIBILITY,
    "equipment": _P.READ_HOUSING,
    "exits": _P.READ_LEASE,
    "handovers": _P.READ_HOUSING,
    "holds": _P.READ_LEASE,
    "housing": _P.READ_HOUSING,
    "imports": _P.READ_HOUSEHOLD,
    "leases": _P.READ_LEASE,
    "payments": _P.READ_RENT,
    "recoveries": _P.READ_LEDGER,
    "remittances": _P.READ_LEDGER,
    "renewals": _P.READ_LEASE,
    "rent": _P.READ_RENT,
    "reservations": _P.READ_ROUND,
    "rounds": _P.READ_ROUND,
    "settlement": _P.READ_CONTRACT,
}

#: Features whose things belong to a service contract: an operator hears of its own alone.
CONTRACTUAL: Final = frozenset({"contracts", "settlement"})

#: Everyday work that the drawer leaves out, because it would leave nothing else in it.
QUIET: Final = frozenset({"payments.payment.taken", "rent.run.started"})

_SEEN: Final = re.compile(r"[0-9]{1,19}:[0-9]{1,19}:([0-9]{1,19}(,[0-9]{1,19})*)?")
_LARGEST: Final = 2**63


class EventMarkInvalid(Invalid):
    """Not what a page of events gave as `seen`."""


def heard_by(actor: Actor) -> tuple[str, ...] | None:
    """The features whose events the actor may hear of; None: all, even those not listed here."""
    if _P.READ_AUDIT in actor.permissions:
        return None
    return tuple(sorted(one for one, right in READERS.items() if right in actor.permissions))


def feature_of(kind: str) -> str:
    return kind.partition(".")[0]


def subject_type_of(kind: str) -> str:
    """`advances.voucher` of `advances.voucher.paid`."""
    return kind.rpartition(".")[0]


def checked_mark(seen: str) -> str:
    """A mark that the database can read. Raises EventMarkInvalid.

    It is a snapshot: all transactions before the first number are in it, none from the second
    on, and none of the listed ones.
    """
    if not _SEEN.fullmatch(seen):
        raise EventMarkInvalid(pointer="/seen")
    first, beyond, listed = seen.split(":")
    running = [int(one) for one in listed.split(",") if one]
    bounds = [int(first), *running, int(beyond)]
    is_ascending = running == sorted(set(running)) and bounds == sorted(bounds)
    is_within = bounds[0] > 0 and bounds[-1] < _LARGEST and int(beyond) not in running
    if not (is_ascending and is_within):
        raise EventMarkInvalid(pointer="/seen")
    return seen
