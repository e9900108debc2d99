"""Advance, closing and fee statement against one sequential scan of the month's charges."""

from datetime import date
from typing import Any, Final

from bench.ground import ESTATE, MONTH, TODAY, Ground
from bench.measure import Row, Stopwatch
from domain.access import Permission, Role
from persistence import books
from persistence.rent import credit
from persistence.session import Context

#: Nine households of ten have paid their month in full.
_PAID: Final = (
    "set session_replication_role = replica",
    """
    insert into payments (authority_id, project_id, lease_id, channel, serial_no, payer_name,
      received_on, month, amount_fen, unallocated_fen, state, matched_by, maker_id)
    select c.authority_id, c.project_id, c.lease_id, 'bank', 'bench' || c.id, '转账', '{day}',
      c.month, c.amount_fen, c.amount_fen, 'allocated', 'contract_no', '{maker}'
    from (select *, row_number() over (order by id) as n from charges
      where project_id = '{project}' and month = '{month}') c
    where n % 10 > 0 and amount_fen > 0
    """,
    """
    insert into transfers (authority_id, debit, credit, amount_fen, reason, on_date, month,
      project_id, lease_id, document_type, document_id, maker_id)
    select authority_id, 'A3', 'L2', amount_fen, 'received_unallocated', received_on, month,
      project_id, lease_id, 'payment', id, maker_id
    from payments where project_id = '{project}'
    """,
    "set session_replication_role = origin",
)
_SCAN: Final = (
    "select count(*), sum(amount_fen), sum(treasury_claim_fen) from charges"
    " where project_id = $1 and month = $2"
)


async def measure(on: Ground, leases: int) -> Row:
    """The month must have been charged. Afterwards it is closed."""
    contract = await _contract(on)
    await _collect(on)
    await _remit(on)
    await on.settle_down()
    scan = await _scan(on)
    watch, legs = Stopwatch(), dict[str, float]()

    async def leg(name: str, role: Role, path: str, body: Any, version: int | None = None) -> Any:
        desk = await on.desk(role)
        with watch.running():
            made = await desk.act(path, body, version=version)
        legs[name] = round(watch.laps[-1], 3)
        return made

    of_month = {"project_id": on.project["id"], "month": str(MONTH)}
    voucher = await leg("voucher", Role.CASHIER, "/advances", of_month)
    path = f"/advances/{voucher['id']}"
    manager, cashier = await on.desk(Role.OPERATOR_MANAGER), await on.desk(Role.CASHIER)
    voucher = await manager.act(f"{path}/confirmation", version=voucher["version"])
    paid = {
        "amount_fen": voucher["amount_fen"],
        "paid_on": TODAY.isoformat(),
        "bank_slip_no": "BENCH1",
    }
    voucher = await cashier.act(f"{path}/payment", paid, version=voucher["version"])
    receipt = {"treasury_receipt_no": "BENCH2"}
    await leg("acceptance", Role.FINANCE_OFFICER, f"{path}/acceptance", receipt, voucher["version"])
    await leg("closing", Role.OPERATOR_MANAGER, "/month-closings", of_month)
    fee = {"contract_id": contract["id"], "month": str(MONTH)}
    await leg("fee", Role.OPERATOR_MANAGER, "/fee-statements", fee)
    return Row(
        f"month_end_{leases}",
        f"advance, close and fee statement, {leases:,} leases",
        watch.total,
        scan,
        "s",
        watch.total / scan,
        5.0,
        facts=legs,
    )


async def _contract(on: Ground) -> Any:
    """A service contract in force since the month's first day, with every home in its list."""
    on.runtime.clock.told = MONTH.first
    officer, approver = (
        await on.desk(Role.PURCHASER_OFFICER),
        await on.desk(Role.PURCHASER_APPROVER),
    )
    made = await officer.act(
        "/service-contracts",
        {
            "contract_no": "FWBENCH",
            "procurement_no": "BTZCBENCH",
            "project_id": on.project["id"],
            "operator_id": on.stage.organisations[ESTATE.operator],
            "starts_on": MONTH.first.isoformat(),
            "ends_on": date(MONTH.year + 1, MONTH.number, 28).isoformat(),
            "recovery_mode": "RETAIN",
            "exclusions": ["hardship", "dispute", "frozen"],
            "price_fen": ESTATE.fee_fen,
            "budget_note": "列入三年滚动预算",
        },
    )
    path = f"/service-contracts/{made['id']}"
    made = await approver.act(f"{path}/signature", {}, version=made["version"])
    told = {"announcement": "包头市政府采购网"}
    made = await officer.act(f"{path}/publication", told, version=made["version"])
    made = await officer.act(f"{path}/activation", {}, version=made["version"])
    on.runtime.clock.told = TODAY
    return made


async def _collect(on: Ground) -> None:
    """The tenants' money, which the program itself lays against their debts."""
    cashier = await on.desk(Role.CASHIER)
    maker = (await cashier.read("/me"))["person_id"]
    names = {
        "project": on.project["id"],
        "month": MONTH.first,
        "day": MONTH.last,
        "maker": maker,
    }
    for statement in _PAID:
        await on.administrator.execute(statement.format(**names))
    await on.settle_down()
    actor = await _actor(on, maker)
    async with on.runtime.database.transaction(Context(on.authority_id, maker)) as session:
        scope = actor.scope(Permission.TAKE_PAYMENT)
        book = await books.hold(session, scope, on.project["id"])
        await credit.use(session, book, MONTH, on_date=MONTH.last, maker_id=maker)


async def _actor(on: Ground, person_id: Any) -> Any:
    from persistence import people

    async with on.runtime.database.transaction(Context(on.authority_id)) as session:
        return await people.actor_for(session, person_id, on.authority_id)


async def _remit(on: Ground) -> None:
    cashier, manager = await on.desk(Role.CASHIER), await on.desk(Role.OPERATOR_MANAGER)
    finance = await on.desk(Role.FINANCE_OFFICER)
    body = {"project_id": on.project["id"], "through_on": MONTH.last.isoformat()}
    made = await cashier.act("/remittances", body)
    path = f"/remittances/{made['id']}"
    made = await manager.act(f"{path}/signature", version=made["version"])
    sent = {"sent_on": TODAY.isoformat(), "bank_slip_no": "BENCH3"}
    made = await cashier.act(f"{path}/sending", sent, version=made["version"])
    receipt = {"treasury_receipt_no": "BENCH4"}
    await finance.act(f"{path}/confirmation", receipt, version=made["version"])


async def _scan(on: Ground) -> float:
    """Seconds for the scan, warm, by one process: what reading the month at all costs."""
    watch = Stopwatch()
    async with on.administrator.transaction():
        for off in ("enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan"):
            await on.administrator.execute(f"set local {off} = off")
        await on.administrator.execute("set local max_parallel_workers_per_gather = 0")
        for _ in range(5):
            with watch.running():
                await on.administrator.fetchrow(_SCAN, on.project["id"], MONTH.first)
    return watch.median
