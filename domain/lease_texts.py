"""The text of a lease 合同文本: templates with the clauses that the law asks for, filled in once.

公租房管理办法 Art. 16: duties and return cases are explained before signing; Art. 17: what a lease
must say. Which clauses are mandatory is the city's to set (`lease.mandatory_clauses`,
`lease.explained_topics`). A text is a version with a hash: what is signed is exactly that.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from domain.errors import Invalid, Refused
from domain.states import Machine


class TextKind(StrEnum):
    LEASE = "lease"
    EXPLANATION = "explanation"


class TemplateState(StrEnum):
    DRAFTED = "drafted"
    APPROVED = "approved"
    REJECTED = "rejected"


class TemplateEvent(StrEnum):
    APPROVE = "approve"
    REJECT = "reject"


TEMPLATE: Final = Machine(
    "lease_template",
    {
        (TemplateState.DRAFTED, TemplateEvent.APPROVE): TemplateState.APPROVED,
        (TemplateState.DRAFTED, TemplateEvent.REJECT): TemplateState.REJECTED,
    },
)

#: Which parameter lists the codes that a text of the kind must have.
MANDATORY: Final[Mapping[TextKind, str]] = {
    TextKind.LEASE: "lease.mandatory_clauses",
    TextKind.EXPLANATION: "lease.explained_topics",
}

#: What a clause may have filled in, written {tenant}.
FIELDS: Final = frozenset(
    {"contract_no", "purchaser", "operator", "tenant", "national_id", "members", "people"}
    | {"project", "address", "unit_code", "layout", "area_m2", "structure", "tier"}
    | {"starts_on", "ends_on", "months", "rent", "rent_capitals", "due_day", "grace_workdays"}
    | {"deposit", "deposit_capitals", "filing_days", "apply_before"}
)
_FIELD: Final = re.compile(r"\{([^{}]*)\}")


class ClausesMissing(Refused):
    """The text lacks clauses that a lease must have; `missing` names them."""


class TemplateFieldUnknown(Invalid):
    """A clause has a field in braces that nothing fills; `known` are those there are."""


class ClauseRepeated(Invalid):
    """Two clauses have the same code."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause under a code that the law's list, or the city's own, gives it."""

    code: str
    title: str
    text: str


def require_fillable(clauses: Sequence[Clause]) -> None:
    """Raises TemplateFieldUnknown, ClauseRepeated."""
    seen: set[str] = set()
    for at, clause in enumerate(clauses):
        if clause.code in seen:
            raise ClauseRepeated(pointer=f"/clauses/{at}/code", code=clause.code)
        seen.add(clause.code)
        unknown = sorted(set(_FIELD.findall(clause.text)) - FIELDS)
        if unknown:
            raise TemplateFieldUnknown(
                pointer=f"/clauses/{at}/text", fields=unknown, known=sorted(FIELDS)
            )


def require_mandatory(clauses: Sequence[Clause], codes: Iterable[str]) -> None:
    """Every code of the list stands there with words. Raises ClausesMissing."""
    said = {clause.code for clause in clauses if clause.text.strip()}
    missing = [code for code in codes if code not in said]
    if missing:
        raise ClausesMissing(missing=missing)


def filled(clauses: Sequence[Clause], facts: Mapping[str, str]) -> list[Clause]:
    """The clauses with their fields. `facts` has every one of FIELDS."""
    return [
        Clause(one.code, one.title, _FIELD.sub(lambda found: facts[found[1]], one.text))
        for one in clauses
    ]


def as_json(clauses: Sequence[Clause]) -> list[dict[str, Any]]:
    return [{"code": one.code, "title": one.title, "text": one.text} for one in clauses]


def from_json(told: Sequence[Mapping[str, Any]]) -> list[Clause]:
    return [Clause(one["code"], one["title"], one["text"]) for one in told]


def digest(clauses: Sequence[Clause]) -> bytes:
    """SHA-256 over the one way to write the text: JSON, keys sorted, no blanks."""
    told = json.dumps(as_json(clauses), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(told.encode()).digest()
