"""List pages over HTTP in a large city against the same pages in a small one."""

from dataclasses import dataclass
from typing import Any, Final, Self

from bench.ground import MONTH, Ground, served
from bench.measure import Row, Stopwatch
from bench.wire import Wire
from domain.access import Role

#: What offices look at all day; `{project}` and `{month}` are the bench's.
PAGES: Final = {
    "units": "/v1/units?project_id={project}",
    "leases": "/v1/leases?project_id={project}",
    "households": "/v1/households?project_id={project}",
    "charges of the month": "/v1/charges?project_id={project}&month={month}",
    "arrears": "/v1/arrears?project_id={project}",
}
_TIMES: Final = 200
_SECONDS: Final = 15.0
#: Nine households of ten owe nothing any more: what an arrears list must find its rows among.
_MOST_PAID: Final = (
    "update charges set paid_fen = amount_fen, treasury_claim_fen = 0, arrears_fen = 0,"
    " arrears_months = 0 where id in (select id from (select id, row_number() over (order by id)"
    " as n from charges) c where n % 10 > 0)"
)
_DEEP: Final = 5
_WARM: Final = 5
PORT: Final = 8931


async def compare(small: Ground, large: Ground, sizes: tuple[int, int]) -> list[Row]:
    """p95 of fifty rows, first pages and later ones, the two cities looked at in turn."""
    for on in (small, large):
        await on.administrator.execute(_MOST_PAID)
        await on.settle_down()
    with served(small, PORT), served(large, PORT + 1):
        few = await Viewer.open(small, PORT)
        many = await Viewer.open(large, PORT + 1)
        rows = [await _row(name, path, few, many, sizes) for name, path in PAGES.items()]
        await few.wire.close()
        await many.wire.close()
    return rows


async def _row(name: str, path: str, few: "Viewer", many: "Viewer", sizes: tuple[int, int]) -> Row:
    small, large = Stopwatch(), Stopwatch()
    for lap in range(_TIMES + _WARM):
        await few.look(path, lap, small)
        await many.look(path, lap, large)
        if large.total > _SECONDS and lap > 2 * _WARM:
            break
    few_p95, many_p95 = small.after(_WARM).p95, large.after(_WARM).p95
    return Row(
        f"list_{name.partition(' ')[0]}",
        f"page of {name}, p95, {sizes[1]:,} leases against {sizes[0]:,}",
        many_p95 * 1000,
        few_p95 * 1000,
        "ms",
        many_p95 / few_p95,
        1.2,
    )


@dataclass(slots=True)
class Viewer:
    """Somebody who turns pages in one city."""

    wire: Wire
    names: dict[str, Any]
    cursor: str | None = None

    @classmethod
    async def open(cls, on: Ground, port: int) -> Self:
        wire = await Wire.open(port, await on.token(Role.OPERATOR_MANAGER))
        return cls(wire, {"project": on.project["id"], "month": MONTH})

    async def look(self, path: str, lap: int, watch: Stopwatch) -> None:
        """Every fifth time the first page, else the page after the last one seen."""
        address = path.format(**self.names)
        if lap % _DEEP and self.cursor:
            address += f"&cursor={self.cursor}"
        with watch.running():
            page = await self.wire.get(address)
        self.cursor = page["next_cursor"]
