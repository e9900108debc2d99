"""List pages over HTTP in a large city against the same pages in a small one."""

from typing import Any, Final

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
_TIMES: Final = 60
_SECONDS: Final = 15.0
#: Nine households of ten owe nothing any more: what an arrears list must find its rows among.
_MOST_PAID: Final = (
    "update charges set paid_fen = amount_fen, treasury_claim_fen = 0 where id in"
    " (select id from (select id, row_number() over (order by id) as n from charges) c"
    " where n % 10 > 0)"
)
_DEEP: Final = 5
PORT: Final = 8931


async def timed(on: Ground) -> dict[str, float]:
    """p95 in seconds of each page: the first and the ones after it, fifty rows each."""
    await on.administrator.execute(_MOST_PAID)
    await on.settle_down()
    found: dict[str, float] = {}
    with served(on, PORT):
        wire = await Wire.open(PORT, await on.token(Role.OPERATOR_MANAGER))
        for name, path in PAGES.items():
            address = path.format(project=on.project["id"], month=MONTH)
            watch = Stopwatch()
            for lap in range(_TIMES + 5):
                with watch.running():
                    await _look(wire, address, lap)
                if watch.total > _SECONDS and lap > 10:
                    break
            watch.laps = watch.laps[5:]
            found[name] = watch.p95
        await wire.close()
    return found


async def _look(wire: Wire, address: str, lap: int) -> Any:
    """Every fifth time the first page, else the page after the last one seen."""
    if lap % _DEEP == 0 or not _CURSOR.get(address):
        page = await wire.get(address)
    else:
        page = await wire.get(f"{address}&cursor={_CURSOR[address]}")
    _CURSOR[address] = page["next_cursor"]
    return page


_CURSOR: Final[dict[str, str | None]] = {}


def compare(small: dict[str, float], large: dict[str, float], sizes: tuple[int, int]) -> list[Row]:
    few, many = sizes
    return [
        Row(
            f"list_{name.split(' ')[0]}",
            f"page of {name}, p95, {many:,} leases against {few:,}",
            large[name] * 1000,
            small[name] * 1000,
            "ms",
            large[name] / small[name],
            1.2,
        )
        for name in small
    ]
