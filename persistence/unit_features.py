"""A home's physical properties 物理属性, by the names that rent rules know them by.

Rent rules add to or take from the price by floor, orientation, lift or structure (domain.rent).
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, func

from persistence.tables.housing import UnitRow

_KNOWN: Final[dict[str, Any]] = {
    "floor": UnitRow.floor,
    "ground_floor": UnitRow.floor == 1,
    "top_floor": UnitRow.floor == UnitRow.floors,
    "orientation": UnitRow.orientation,
    "has_lift": UnitRow.has_lift,
    "structure": UnitRow.structure,
}


def known() -> ColumnElement[Any]:
    """A column: the register's properties, and the home's own beyond them, which come first.

    What the register does not say is left out: no coefficient acts on a guess.
    """
    pairs = [part for name, column in _KNOWN.items() for part in (name, column)]
    told = func.jsonb_strip_nulls(func.jsonb_build_object(*pairs))
    return told.op("||")(UnitRow.features).label("features")
