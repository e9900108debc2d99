"""A month's charges against bare INSERT … SELECT of the same rows into the same indexed tables."""

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from api.platform import operations
from bench.ground import MONTH, TODAY, Ground
from bench.measure import Row, Stopwatch
from domain.access import Role
from domain.calendar import Month

#: What a billing run writes, in the order in which it is copied.
_WRITTEN: Final = {
    "charges": "month = '{month}'",
    "transfers": "month = '{month}' and reason = 'charged'",
    "billing_outcomes": "run_id = '{run}'",
}


async def run(on: Ground, month: Month, watch: Stopwatch) -> UUID:
    """Bill the month through the operation's handler, as the application's role."""
    cashier = await on.desk(Role.CASHIER)
    started = await cashier.act(
        "/billing-runs", {"project_id": on.project["id"], "month": str(month)}
    )
    await on.administrator.execute("checkpoint")
    with watch.running():
        await operations.run(on.runtime, on.authority_id, UUID(started["operation_id"]), TODAY)
    finished = await cashier.read(f"/operations/{started['operation_id']}")
    assert finished["state"] == "done", finished
    total = {"month_total_fen": finished["result"]["month_total_fen"], "explanation": "bench"}
    manager = await on.desk(Role.OPERATOR_MANAGER)
    await manager.act(f"/billing-runs/{started['id']}/confirmation", total)
    return UUID(finished["result"]["run_id"])


async def copy(on: Ground, month: Month, run_id: UUID, watch: Stopwatch) -> int:
    """Insert what the run wrote into empty copies of its tables; gives the number of rows.

    The copies have every index, CHECK and default, and the same foreign keys.
    """
    for table in _WRITTEN:
        await on.administrator.execute(f"drop table if exists copy_of_{table}")
        await on.administrator.execute(f"create table copy_of_{table} (like {table} including all)")
        keys = await on.administrator.fetch(
            "select pg_get_constraintdef(oid) from pg_constraint"
            " where conrelid = $1::regclass and contype = 'f'",
            table,
        )
        for (definition,) in keys:
            await on.administrator.execute(f"alter table copy_of_{table} add {definition}")
    await on.administrator.execute("checkpoint")
    rows = 0
    with watch.running():
        async with on.administrator.transaction():
            for table, condition in _WRITTEN.items():
                told = condition.format(month=month.first, run=run_id)
                done = await on.administrator.execute(
                    f"insert into copy_of_{table} select * from {table} where {told}"
                )
                rows += int(done.rsplit(" ", 1)[1])
    for table in _WRITTEN:
        await on.administrator.execute(f"drop table copy_of_{table}")
    return rows


async def measure(on: Ground, leases: int) -> Row:
    """The bench's month, charged once."""
    course = Course(leases)
    await course.lap(on, MONTH)
    return course.row


@dataclass(slots=True)
class Course:
    """A city's months, charged one after another, each followed by its bare copy."""

    leases: int
    ours: Stopwatch = field(default_factory=Stopwatch)
    bare: Stopwatch = field(default_factory=Stopwatch)
    rows: int = 0

    async def lap(self, on: Ground, month: Month) -> None:
        run_id = await run(on, month, self.ours)
        self.rows = await copy(on, month, run_id, self.bare)

    @property
    def row(self) -> Row:
        return Row(
            f"charges_{self.leases}",
            f"a month's charges, {self.leases:,} leases",
            self.ours.median,
            self.bare.median,
            "s",
            self.ours.median / self.bare.median,
            2.0,
            facts={"rows_written": self.rows, "laps": self.ours.laps, "bare": self.bare.laps},
        )


def growth(small: Row, large: Row, times: int) -> Row:
    """The large city's month against so many times the median of the small one's."""
    expected = small.ours * times
    return Row(
        "charges_growth",
        f"the same, {times} times the leases",
        large.ours,
        expected,
        "s",
        large.ours / expected,
        1.2,
    )
