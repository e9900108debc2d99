"""One month of one estate, lived as its people live it: charges, bank, counter, advance, fee."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Final

from api.demo.books import bank_statement, remark_for
from api.demo.founding import Stage
from api.demo.invented import Tenant
from api.desk import Desk
from domain.access import Role
from domain.calendar import Month
from domain.holidays import STATE_COUNCIL
from domain.money import Money

if TYPE_CHECKING:
    from api.demo.loading import Running

_ADVANCE_BY: Final = 5
_CLOSE_BY: Final = 7
_Line = tuple[date, Money, str, str]


@dataclass(slots=True)
class Ledger:
    """What the demo's households remember: how many months each is behind."""

    people: Sequence[Tenant]
    random: Random
    behind: dict[str, int] = field(default_factory=dict[str, int])

    def pay(self, month: Month, until: date) -> list[tuple[Tenant, date, Money]]:
        """Who pays in this month up to a day, when and how much; late payers catch up."""
        paid: list[tuple[Tenant, date, Money]] = []
        for one in self.people:
            owed = self.behind.get(one.contract_no, 0) + 1
            day = month.first + timedelta(days=min(self.random.randrange(2, 29), month.days - 1))
            pays = one.rent and self.random.random() < one.habit
            months = owed if pays and self.random.random() < 0.7 else int(bool(pays))
            if day > until:
                months = 0
            self.behind[one.contract_no] = owed - months
            if months:
                paid.append((one, day, Money(one.rent.fen * months)))
        return paid


async def live(stage: Stage, one: "Running", month: Month, *, today: date) -> None:
    """The month as far as `today` has come: the current one stays open, the last is under way."""
    clock = stage.runtime.clock
    clock.told = month.first + timedelta(days=2)
    await _charge(stage, one, month)
    clock.told = min(month.last, today)
    await _receive(stage, one, month, clock.told)
    if month.last >= today:
        return
    clock.told = month.next.first
    await _remit(stage, one, month)
    advance_on = STATE_COUNCIL.nth_workday(month.next, _ADVANCE_BY)
    if advance_on > today:
        return
    clock.told = advance_on
    await _advance(stage, one, month, is_last=month.next == Month.of(today))
    close_on = STATE_COUNCIL.nth_workday(month.next, _CLOSE_BY)
    if close_on > today or month.next == Month.of(today):
        return
    clock.told = close_on
    await _close(stage, one, month)
    await _settle(stage, one, month, today=today)


async def _charge(stage: Stage, one: "Running", month: Month) -> None:
    cashier = await stage.by_role(one.estate, Role.CASHIER)
    body = {"project_id": one.project["id"], "month": str(month)}
    started = await cashier.act("/billing-runs", body)
    raised = await cashier.finished(started["operation_id"])
    manager = await stage.by_role(one.estate, Role.OPERATOR_MANAGER)
    seen = {"month_total_fen": raised["month_total_fen"]}
    if raised["warnings"]:
        seen["explanation"] = "本月有入住和退房，与租赁合同核对无误。"
    if raised["to_confirm"]:
        await manager.act(f"/billing-runs/{raised['run_id']}/confirmation", seen)


async def _receive(stage: Stage, one: "Running", month: Month, until: date) -> None:
    """Most pay through the bank, a few at the counter, and some write what nobody can match."""
    random, cashier = one.ledger.random, await stage.by_role(one.estate, Role.CASHIER)
    paid = one.ledger.pay(month, until)
    at_counter = set(random.sample(range(len(paid)), min(2, len(paid))))
    lines: list[_Line] = []
    for number, (tenant, day, amount) in enumerate(paid):
        if number in at_counter:
            await _at_the_counter(cashier, tenant, day, amount)
        else:
            lines.append((day, amount, tenant.name, remark_for(tenant, one.estate, random)))
    lines += _riddles(one, month, until)
    data = bank_statement(one.estate, lines, number=month.number, random=random)
    fields = {"project_id": one.project["id"]}
    name = f"银行流水_{month}.csv"
    started = await cashier.send("/bank-statements", fields=fields, name=name, data=data)
    await cashier.finished(started["operation_id"])
    await _resolve(one, cashier)


async def _at_the_counter(cashier: Desk, tenant: Tenant, day: date, amount: Money) -> None:
    [lease] = (await cashier.read("/leases", q=tenant.contract_no, limit=1))["items"]
    body = {
        "lease_id": lease["id"],
        "channel": "cash",
        "amount_fen": amount.fen,
        "received_on": day.isoformat(),
        "payer_name": tenant.name,
    }
    await cashier.act("/payments", body)


def _riddles(one: "Running", month: Month, until: date) -> list[_Line]:
    """Two payments a month that name nobody: the counter must find out whose they are."""
    random = one.ledger.random
    debtors = [p for p in one.people if one.ledger.behind.get(p.contract_no, 0) > 0 and p.rent]
    chosen = random.sample(debtors, min(2, len(debtors)))
    day = min(month.first + timedelta(days=14), until)
    for tenant in chosen:
        one.ledger.behind[tenant.contract_no] -= 1
    return [(day, tenant.rent, tenant.name, "转账") for tenant in chosen]


async def _resolve(one: "Running", cashier: Desk) -> None:
    """Whoever the payer's name suggests is asked and found; one riddle a month stays open."""
    items = (await cashier.read("/suspense-items", project_id=one.project["id"]))["items"]
    for item in items[1:]:
        if item["suggestions"]:
            body = {"lease_id": item["suggestions"][0]["lease_id"]}
            await cashier.act(f"/suspense-items/{item['payment_id']}/resolution", body)


async def _remit(stage: Stage, one: "Running", month: Month) -> None:
    cashier = await stage.by_role(one.estate, Role.CASHIER)
    manager = await stage.by_role(one.estate, Role.OPERATOR_MANAGER)
    finance = await stage.by_role(one.estate, Role.FINANCE_OFFICER)
    made = await cashier.act(
        "/remittances", {"project_id": one.project["id"], "through_on": month.last.isoformat()}
    )
    path = f"/remittances/{made['id']}"
    made = await manager.act(f"{path}/signature", version=made["version"])
    sent = {"sent_on": _today(stage), "bank_slip_no": f"JK{made['number']}"}
    made = await cashier.act(f"{path}/sending", sent, version=made["version"])
    receipt = {"treasury_receipt_no": f"GK{made['number']}"}
    await finance.act(f"{path}/confirmation", receipt, version=made["version"])


async def _advance(stage: Stage, one: "Running", month: Month, *, is_last: bool) -> None:
    """The shortfall voucher; the last one waits for the operator's payment."""
    cashier = await stage.by_role(one.estate, Role.CASHIER)
    manager = await stage.by_role(one.estate, Role.OPERATOR_MANAGER)
    finance = await stage.by_role(one.estate, Role.FINANCE_OFFICER)
    body = {"project_id": one.project["id"], "month": str(month)}
    made = await cashier.act("/advances", body)
    if made["state"] != "calculated":
        return
    path = f"/advances/{made['id']}"
    made = await manager.act(f"{path}/confirmation", version=made["version"])
    if is_last:
        return
    paid = {
        "amount_fen": made["amount_fen"],
        "paid_on": _today(stage),
        "bank_slip_no": f"DJ{made['number']}",
    }
    made = await cashier.act(f"{path}/payment", paid, version=made["version"])
    receipt = {"treasury_receipt_no": f"GKD{made['number']}"}
    await finance.act(f"{path}/acceptance", receipt, version=made["version"])


async def _recover(stage: Stage, one: "Running") -> None:
    """What tenants have paid of earlier advances goes to the operator, as the contract says."""
    cashier = await stage.by_role(one.estate, Role.CASHIER)
    finance = await stage.by_role(one.estate, Role.FINANCE_OFFICER)
    project_id = one.project["id"]
    for waiting in (await cashier.read("/recoveries/waiting", project_id=project_id))["items"]:
        for desk, kind, amount in (
            (cashier, "kept", waiting["in_bank_fen"] if waiting["mode"] == "RETAIN" else 0),
            (finance, "refunded", waiting["at_treasury_fen"]),
        ):
            if amount:
                given = {
                    "project_id": project_id,
                    "kind": kind,
                    "amount_fen": amount,
                    "on_date": _today(stage),
                    "slip_no": f"ZH{one.estate.code}{_today(stage)}{kind[0].upper()}",
                }
                await desk.act("/recoveries", given)


async def _clear_suspense(stage: Stage, one: "Running", month: Month) -> None:
    """Before a month closes, its riddles are solved or their money goes back."""
    cashier = await stage.by_role(one.estate, Role.CASHIER)
    manager = await stage.by_role(one.estate, Role.OPERATOR_MANAGER)
    items = (await cashier.read("/suspense-items", project_id=one.project["id"]))["items"]
    for item in items:
        path = f"/suspense-items/{item['payment_id']}"
        if item["received_on"] > month.last.isoformat():
            continue
        if item["suggestions"]:
            lease_id = item["suggestions"][0]["lease_id"]
            await cashier.act(f"{path}/resolution", {"lease_id": lease_id})
        else:
            slip = {"slip_no": f"TK{item['serial_no'][-12:]}", "reason": "无法确认付款人，原路退回"}
            await manager.act(f"{path}/return", slip)


async def _close(stage: Stage, one: "Running", month: Month) -> None:
    await _clear_suspense(stage, one, month)
    await _recover(stage, one)
    manager = await stage.by_role(one.estate, Role.OPERATOR_MANAGER)
    body = {"project_id": one.project["id"], "month": str(month)}
    await manager.act("/month-closings", body)


async def _settle(stage: Stage, one: "Running", month: Month, *, today: date) -> None:
    """The fee of the month, paid by finance; the newest is still on the approver's desk."""
    manager = await stage.by_role(one.estate, Role.OPERATOR_MANAGER)
    officer = await stage.by_role(one.estate, Role.PURCHASER_OFFICER)
    approver = await stage.by_role(one.estate, Role.PURCHASER_APPROVER)
    finance = await stage.by_role(one.estate, Role.FINANCE_OFFICER)
    made: Any = await manager.act(
        "/fee-statements", {"contract_id": one.contract["id"], "month": str(month)}
    )
    path = f"/fee-statements/{made['id']}"
    made = await manager.act(f"{path}/confirmation", version=made["version"])
    made = await officer.act(f"{path}/audit", version=made["version"])
    if month.plus(2) == Month.of(today):
        return
    made = await approver.act(f"{path}/approval", version=made["version"])
    paid = {
        "paid_on": _today(stage),
        "invoice_no": f"FP{made['number']}",
        "payment_no": f"ZF{made['number']}",
    }
    await finance.act(f"{path}/payment", paid, version=made["version"])


def _today(stage: Stage) -> str:
    return stage.runtime.clock.today().isoformat()
