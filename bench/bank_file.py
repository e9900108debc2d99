"""A bank's file of a hundred thousand lines, matched and booked, against COPY of the file."""

from datetime import timedelta
from io import BytesIO
from random import Random
from typing import Final
from uuid import UUID

from api.demo.books import bank_statement
from api.platform import operations
from bench.ground import ESTATE, MONTH, TODAY, Ground
from bench.measure import Row, Stopwatch
from domain.access import Role
from domain.money import Money

#: The file's columns, as text, in a table without keys.
_RAW: Final = "day, clock, income, expense, balance, payer, account, remark, serial"


async def measure(on: Ground, lines: int) -> Row:
    """Every line pays a household's rent, under the names that people use for their home."""
    data = await _file(on, lines)
    await on.settle_down()
    cashier = await on.desk(Role.CASHIER)
    fields = {"project_id": on.project["id"]}
    sent = await cashier.send("/bank-statements", fields=fields, name="bank.csv", data=data)
    ours = Stopwatch()
    with ours.running():
        await operations.run(on.runtime, on.authority_id, UUID(sent["operation_id"]), TODAY)
    finished = await cashier.read(f"/operations/{sent['operation_id']}")
    assert finished["state"] == "done", finished
    copied = await _copy(on, data)
    told = finished["result"]
    return Row(
        f"bank_file_{lines}",
        f"a bank file of {lines:,} lines matched and booked",
        ours.total,
        copied,
        "s",
        ours.total / copied,
        10.0,
        facts={"bytes": len(data), **{k: v for k, v in told.items() if isinstance(v, dict)}},
    )


async def _file(on: Ground, lines: int) -> bytes:
    found = await on.administrator.fetch(
        "select u.code, b.name as building, u.entrance, u.room, l.contract_no, h.tenant_name,"
        " l.monthly_rent_fen as fen from leases l"
        " join units u on u.authority_id = l.authority_id and u.id = l.unit_id"
        " join buildings b on b.authority_id = u.authority_id and b.id = u.building_id"
        " join households h on h.authority_id = l.authority_id and h.id = l.household_id"
        " where l.project_id = $1 order by l.contract_no limit $2",
        on.project["id"],
        lines,
    )
    random = Random(lines)
    told = [
        (
            MONTH.first + timedelta(days=random.randrange(MONTH.days)),
            Money(one["fen"]),
            one["tenant_name"],
            _remark(one, random),
        )
        for one in found
    ]
    return bank_statement(ESTATE, told, number=1, random=random)


def _remark(one: dict[str, str], random: Random) -> str:
    short = f"{one['building']}-{one['entrance']}-{one['room']}"
    home = f"{ESTATE.name}{one['building']}栋{one['entrance']}单元{one['room']}"
    return random.choice(
        (
            f"{one['code']} 房租",
            f"租金 合同{one['contract_no']}",
            f"{short}租金{one['tenant_name']}",
            f"{home} 房租",
        )
    )


async def _copy(on: Ground, data: bytes) -> float:
    """Seconds for COPY of the file's lines, without its title and headings; the median of three."""
    lines = b"\n".join(data.split(b"\n")[3:])
    watch = Stopwatch()
    for _ in range(3):
        columns = ", ".join(f"{name} text" for name in _RAW.split(", "))
        await on.administrator.execute(f"create table raw_bank_lines ({columns})")
        with watch.running():
            await on.administrator.copy_to_table(
                "raw_bank_lines", source=BytesIO(lines), format="csv", encoding="GBK"
            )
        await on.administrator.execute("drop table raw_bank_lines")
    return watch.median
