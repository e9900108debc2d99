"""资产盘点表, with the office's own headers."""

from dataclasses import dataclass
from typing import Final

from api.exports import layouts


@dataclass(frozen=True, slots=True)
class StocktakeRow:
    """A unit of the round: in the books and on the ground, each 0 or 1."""

    card: str
    unit_code: str
    booked: int
    counted: int | None
    difference: int | None
    reason: str


STOCKTAKE: Final = layouts.Layout(
    "资产盘点表",
    StocktakeRow,
    (
        layouts.text("卡片号", 20),
        layouts.text("房源编码", 20),
        layouts.count("账面", summed=True),
        layouts.count("实盘", summed=True),
        layouts.count("差异", summed=True),
        layouts.text("原因", 30),
    ),
)
