"""Loads the demo city: found it, bring its books in, then live fourteen months of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from rich.console import Console
from rich.progress import Progress

from api.demo import cast
from api.demo.books import lease_book, unit_book
from api.demo.counter import open_counter
from api.demo.founding import Stage, confirm_roles, found, open_project
from api.demo.invented import Tenant, applicants, homes, tenants
from api.demo.leavings import decide_on
from api.demo.months import Ledger, live
from api.demo.queues import hold_rounds, queue_up
from api.demo.tenancies import let
from api.desk import office
from api.runtime import Runtime
from domain.access import Role
from domain.calendar import Month
from persistence import directory

MONTHS: Final = 14
SEED: Final = 150200


class BookRefused(RuntimeError):
    """A book of the demo itself has errors: its invention is at fault."""


@dataclass(slots=True)
class Running:
    """An estate under way: its project, contract and households."""

    estate: cast.Estate
    project: Any
    contract: Any
    people: Sequence[Tenant]
    ledger: Ledger


async def load_if_empty(runtime: Runtime, console: Console, *, months: int = MONTHS) -> None:
    """Load the demo city, unless an authority exists already: nothing is ever overwritten."""
    async with runtime.database.transaction() as session:
        if not await directory.is_empty(session):
            return
    today = runtime.clock.today()
    history = [Month.of(today).plus(back) for back in range(1 - months, 1)]
    try:
        async with office(runtime) as http:
            runtime.clock.told = history[0].first
            stage = await found(runtime, http)
            steps = len(cast.ESTATES) * (len(history) + 2)
            with Progress(console=console, transient=True) as progress:
                task = progress.add_task("包头: six projects, month by month", total=steps)
                running = [await _open(stage, estate, history[0]) for estate in cast.ESTATES]
                await _open_empty(stage, history[0])
                progress.advance(task, 2 * len(running))
                for month in history:
                    for one in running:
                        await live(stage, one, month, today=today)
                        progress.advance(task)
                runtime.clock.told = today
                await _house(stage, running[1], today)
            await _invite_a_tenant(stage, running[0])
    finally:
        runtime.clock.told = None


async def _open(stage: Stage, estate: cast.Estate, first: Month) -> Running:
    """Project, contract and both registers of one estate."""
    random = Random(f"{SEED}{estate.code}")
    stock = homes(estate.code, estate.buildings, estate.entrances, estate.floors, random)
    people = tenants(
        stock,
        code=estate.code,
        price=estate.price,
        first_year=first.year - 1,
        random=random,
    )
    project = await open_project(stage, estate, first.first)
    let = {one.home.code for one in people}
    vacant_since = first.first - timedelta(days=random.randrange(20, 200))
    await _bring_in(stage, estate, project, "units", unit_book(estate, stock, let, vacant_since))
    await _bring_in(stage, estate, project, "leases", lease_book(estate, people))
    contract = await _contract(stage, estate, project, first.first)
    return Running(estate, project, contract, people, Ledger(people, random))


async def _open_empty(stage: Stage, first: Month) -> None:
    """幸福家园: everything is ready but its books, which whoever tries the demo may bring in."""
    await open_project(stage, cast.EMPTY, first.first)


async def _bring_in(
    stage: Stage, estate: cast.Estate, project: Any, kind: str, data: bytes
) -> None:
    manager = await stage.by_role(estate, Role.OPERATOR_MANAGER)
    fields = {"kind": kind, "project_id": project["id"]}
    started = await manager.send("/imports", fields=fields, name=f"{kind}.xlsx", data=data)
    read = await manager.finished(started["operation_id"])
    if read["errors"]:
        report = (await manager.read(f"/imports/{started['import_id']}"))["report"]
        raise BookRefused(f"{estate.name} {kind}: {report['errors'][:3]}")
    stored = await manager.act(f"/imports/{started['import_id']}/confirmation")
    await manager.finished(stored["operation_id"])


async def _contract(stage: Stage, estate: cast.Estate, project: Any, first_day: date) -> Any:
    """A service contract over the whole time, signed by the approver, with its stock list."""
    officer = await stage.by_role(estate, Role.PURCHASER_OFFICER)
    approver = await stage.by_role(estate, Role.PURCHASER_APPROVER)
    contract = await officer.act(
        "/service-contracts",
        {
            "contract_no": f"FW{first_day.year}-{estate.code}",
            "procurement_no": f"BTZC{first_day.year}{estate.fee_fen}",
            "project_id": project["id"],
            "operator_id": stage.organisations[estate.operator],
            "starts_on": first_day.isoformat(),
            "ends_on": date(first_day.year + 2, first_day.month, 28).isoformat(),
            "recovery_mode": estate.recovery_mode,
            "exclusions": ["hardship", "dispute", "frozen"],
            "price_fen": estate.fee_fen,
            "budget_note": "列入三年滚动预算",
        },
    )
    path = f"/service-contracts/{contract['id']}"
    signed = await approver.act(f"{path}/signature", {}, version=contract["version"])
    announced = {"announcement": f"包头市政府采购网 {contract['contract_no']}"}
    published = await officer.act(f"{path}/publication", announced, version=signed["version"])
    return await officer.act(f"{path}/activation", {}, version=published["version"])


async def _house(stage: Stage, one: Running, today: date) -> None:
    """Households of one estate on their way in, in it, and out."""
    random = Random(f"{SEED}{one.estate.code}households")
    counter = await open_counter(stage, one, today)
    queue = await queue_up(counter, applicants(random))
    await let(counter, await hold_rounds(queue))
    await decide_on(counter, random)


async def _invite_a_tenant(stage: Stage, running: Running) -> None:
    """A tenant's own sign-in, for the first household of the first project."""
    administrator = await stage.desk(running.estate.authority, cast.ADMINISTRATOR.username)
    manager = await stage.by_role(running.estate, Role.OPERATOR_MANAGER)
    [household] = (await manager.read("/households", q=running.people[0].contract_no, limit=1))[
        "items"
    ]
    tenant = await administrator.act(
        "/people",
        {
            "username": cast.TENANT,
            "name": household["tenant_name"],
            "password": cast.PASSWORD,
            "organisation_id": stage.organisations["住户"],
            "roles": [Role.TENANT],
            "household_id": household["id"],
        },
    )
    await confirm_roles(stage, running.estate.authority, tenant)
