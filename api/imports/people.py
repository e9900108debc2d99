"""What books of people share: numbers and tiers in their cells, and rows that make a household."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from api.imports.columns import CellError, Column, Table
from domain.cells import Cell, CellInvalid, Why, code, text, whole_number
from domain.identity import NationalIdInvalid, PhoneInvalid, normalise_national_id, normalise_phone
from domain.rent import TIER_NAMES, Tier

_LARGEST_HOUSEHOLD: Final = 30

#: 保障类别 as offices word it.
TIERS: Final[Mapping[str, Tier]] = {
    **{name: tier for tier, name in TIER_NAMES.items() if tier is not Tier.INELIGIBLE},
    "中等偏下收入": Tier.LOWER_MIDDLE,
    "新就业职工": Tier.NEW_WORKER,
    "外来务工人员": Tier.MIGRANT_WORKER,
}

#: What is wrong with an identity number, as reports name it.
_ID_FLAWS: Final[Mapping[str, Why]] = {
    "damaged": Why.ID_DAMAGED,
    "15-digit": Why.ID_15_DIGIT,
    "length": Why.ID_LENGTH,
    "characters": Why.ID_CHARACTERS,
    "check_digit": Why.ID_CHECK_DIGIT,
    "date": Why.ID_DATE,
}


def national_id(cell: Cell) -> str:
    try:
        return normalise_national_id(code(cell))
    except NationalIdInvalid as invalid:
        raise CellInvalid(_ID_FLAWS[invalid.facts["why"]]) from None
    except CellInvalid:
        raise CellInvalid(Why.ID_DAMAGED) from None


def phone(cell: Cell) -> str:
    try:
        return normalise_phone(text(cell))
    except PhoneInvalid:
        raise CellInvalid(Why.NOT_A_PHONE) from None


def tier(cell: Cell) -> Tier:
    found = TIERS.get(text(cell))
    if found is None:
        raise CellInvalid(Why.NOT_IN_LIST)
    return found


def people(cell: Cell) -> int:
    found = whole_number(cell)
    if not 1 <= found <= _LARGEST_HOUSEHOLD:
        raise CellInvalid(Why.OUT_OF_RANGE)
    return found


def households(table: Table, repeated: Sequence[str]) -> dict[int, list[int]]:
    """Positions of the rows of each household by the position of its first.

    The rest are those without a head of their own (cells merged or left blank) and those that
    repeat the fields of the head for one more member, as flat exports do.
    """
    found: dict[int, list[int]] = {}
    head, above = -1, (None,) * len(repeated)
    names, ids = table.values["member_name"], table.values["member_national_id"]
    for at, who in enumerate(zip(*map(table.values.__getitem__, repeated), strict=True)):
        is_member = names[at] is not None or ids[at] is not None
        repeats = is_member and who == above and None not in who
        if at not in table.continues and not repeats:
            head, above = at, who
        found.setdefault(head if head >= 0 else at, []).append(at)
    return found


def said_twice(
    table: Table, heads: Iterable[int], rules: Iterable[tuple[Column, Why]]
) -> list[CellError]:
    """What may stand once in a book and stands there again further down."""
    errors: list[CellError] = []
    for column, why in rules:
        values, seen = table.values[column.field], set[object]()
        for at in heads:
            if values[at] in seen:
                errors.append(table.error(at, column, why))
            if values[at] is not None:
                seen.add(values[at])
    return errors


def ends_before_start(table: Table, heads: Iterable[int], end: Column) -> list[CellError]:
    starts, ends = table.values["starts_on"], table.values["ends_on"]
    return [
        table.error(at, end, Why.END_BEFORE_START)
        for at in heads
        if starts[at] and ends[at] and ends[at] < starts[at]
    ]


def wrong_members(
    table: Table, found: Mapping[int, Sequence[int]], columns: Mapping[str, Column], head: str
) -> list[CellError]:
    """Every member has a name and a `head` above, and nobody is in a household twice."""
    errors: list[CellError] = []
    names, ids = table.values["member_name"], table.values["member_national_id"]
    for first, rows in found.items():
        if first in table.continues:
            errors += [table.error(at, columns[head], Why.WITHOUT_A_HEAD) for at in rows]
        seen = {table.values["national_id"][first]}
        for at in rows:
            if ids[at] is None:
                continue
            if names[at] is None:
                errors.append(table.error(at, columns["member_name"], Why.MISSING))
            if ids[at] in seen:
                errors.append(table.error(at, columns["member_national_id"], Why.DUPLICATE))
            seen.add(ids[at])
    return errors
