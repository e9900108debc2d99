"""A month's work in the words of the trade, over HTTP: bill, pay, advance, remit, hand over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from api import worker
from api.ledger.timetable import seal_transfers
from tests.given import City
from tests.given_contracts import contract
from tests.given_deposits import agreed, deposited, served, taken_along
from tests.given_leases import lease


@dataclass(slots=True)
class Estate:
    """A project with its leases and its contract, and what people do with it."""

    city: City
    project: Any
    leases: dict[str, UUID]

    @property
    def id(self) -> str:
        return self.project["id"]

    async def charged(self, month: str) -> Any:
        """The run of the cashier, which nobody has confirmed yet."""
        body = {"project_id": self.id, "month": month}
        started = await self.city.cashier.act("/billing-runs", body)
        await worker.drain(self.city.runtime)
        return started

    async def bill(self, month: str) -> None:
        """Charged by the cashier, and the total confirmed by the manager."""
        await confirmed(self.city, (await self.charged(month))["id"])

    async def pay(self, tenant: str, fen: int, on: str) -> Any:
        body = {
            "lease_id": str(self.leases[tenant]),
            "channel": "cash",
            "amount_fen": fen,
            "received_on": on,
            "payer_name": tenant,
        }
        return await self.city.cashier.act("/payments", body)

    async def voucher(self, month: str) -> Any:
        return await self.city.cashier.act("/advances", {"project_id": self.id, "month": month})

    async def supplement(self, month: str) -> Any:
        body = {"project_id": self.id, "month": month}
        return await self.city.cashier.act("/advances/supplements", body)

    async def step(self, client: Any, thing: Any, step: str, body: Any = None) -> Any:
        """Take a step on a voucher or a remittance as it was last seen."""
        path = "advances" if "billed_fen" in thing else "remittances"
        return await client.act(f"/{path}/{thing['id']}/{step}", body, version=thing["version"])

    async def paid(self, voucher: Any, on: str) -> Any:
        """Confirmed by the manager and paid by the cashier."""
        confirmed = await self.step(self.city.manager, voucher, "confirmation")
        body = {"amount_fen": voucher["amount_fen"], "bank_slip_no": "P1", "paid_on": on}
        return await self.step(self.city.cashier, confirmed, "payment", body)

    async def accepted(self, voucher: Any) -> Any:
        body = {"treasury_receipt_no": f"GK-{uuid4().hex[:8]}"}
        return await self.step(self.city.finance, voucher, "acceptance", body)

    async def advance(self, month: str, on: str) -> Any:
        """The whole way of a voucher."""
        return await self.accepted(await self.paid(await self.voucher(month), on))

    async def statement(self, through: str) -> Any:
        body = {"project_id": self.id, "through_on": through}
        return await self.city.cashier.act("/remittances", body)

    async def sent(self, remittance: Any, on: str) -> Any:
        signed = await self.step(self.city.manager, remittance, "signature")
        return await self.step(
            self.city.cashier, signed, "sending", {"bank_slip_no": "S1", "sent_on": on}
        )

    async def remit(self, through: str) -> Any:
        """The whole way of a remittance."""
        sent = await self.sent(await self.statement(through), through)
        body = {"treasury_receipt_no": f"GK-{uuid4().hex[:8]}"}
        return await self.step(self.city.finance, sent, "confirmation", body)

    async def hand_over(self, kind: str, fen: int, on: str) -> Any:
        client = self.city.finance if kind == "refunded" else self.city.cashier
        return await client.act("/recoveries", self.recovery(kind, fen, on))

    async def top_up(self, fen: int, on: str) -> Any:
        body = {"project_id": self.id, "amount_fen": fen, "on_date": on, "slip_no": "B1"}
        return await self.city.cashier.act("/top-ups", body)

    def recovery(self, kind: str, fen: int, on: str) -> dict[str, Any]:
        return {
            "project_id": self.id,
            "kind": kind,
            "amount_fen": fen,
            "on_date": on,
            "slip_no": "H1",
        }

    async def waiting(self) -> Any:
        answer = await self.city.finance.read("/recoveries/waiting", project_id=self.id)
        return answer["items"][0] if answer["items"] else None

    async def balances(self, month: str, **query: Any) -> dict[str, int]:
        answer = await self.city.finance.read(
            "/ledger/balances", project_id=self.id, month=month, **query
        )
        assert answer["broken"] == []
        return {one["account"]: one["closing_fen"] for one in answer["items"]}

    async def findings(self) -> Any:
        return (await self.city.finance.read("/ledger/findings", project_id=self.id))["items"]

    async def checks(self, month: str) -> Any:
        return await self.city.manager.read(
            "/month-closings/checks", project_id=self.id, month=month
        )

    async def close(self, month: str) -> Any:
        body = {"project_id": self.id, "month": month}
        return await self.city.manager.act("/month-closings", body)


async def confirmed(city: City, run_id: str) -> Any:
    """A second person confirms what the run charged, if it charged anybody."""
    run = await city.manager.read(f"/billing-runs/{run_id}")
    if run["state"] != "to_confirm":
        return run
    body = {"month_total_fen": run["month_total_fen"], "explanation": "与合同核对无误。"}
    return await city.manager.act(f"/billing-runs/{run_id}/confirmation", body)


async def estate(
    city: City,
    rents: Mapping[str, int],
    *,
    code: str = "XFJY",
    since: date = date(2025, 1, 1),
    **terms: Any,
) -> Estate:
    """A project in which each tenant pays so many fen a month; `terms` are the contract's."""
    project = await city.project(code)
    building = await city.building(project)
    leases: dict[str, UUID] = {}
    for number, (tenant, fen) in enumerate(rents.items(), start=101):
        unit = await city.unit(project, building, str(number))
        leases[tenant] = await lease(
            city, project, unit, rent_fen=fen, tenant=tenant, starts_on=since
        )
    await contract(city, project, **terms)
    return Estate(city, project, leases)


async def lively(city: City) -> Estate:
    """Two months in which everything happened once; April is closed, all of it is sealed."""
    home = await estate(city, {"甲": 27227, "乙": 20130}, recovery_mode="REMIT_REFUND")
    await home.bill("2025-04")
    await home.pay("甲", 27227, "2025-04-10")
    wrong = await home.pay("乙", 5000, "2025-04-11")
    await city.manager.act(f"/payments/{wrong['id']}/reversal", {"reason": "退票"})
    await home.remit("2025-04-30")
    await home.advance("2025-04", "2025-05-12")
    await home.close("2025-04")
    await home.bill("2025-05")
    await home.pay("乙", 50000, "2025-05-20")
    await home.remit("2025-05-31")
    await home.hand_over("refunded", 20130, "2025-06-20")
    await _deposits(home)
    await seal_transfers(city.runtime, city.authority_id)
    return home


async def _deposits(home: Estate) -> None:
    """One is taken and goes partly back; the rest is partly kept, partly taken along."""
    city, lease_id = home.city, home.leases["甲"]
    await deposited(city, lease_id, 30000)
    body = {"lease_id": str(lease_id), "amount_fen": 100, "reason": "多收"}
    refund = await city.cashier.act("/deposit-refunds", body)
    path = f"/deposit-refunds/{refund['id']}/payment"
    await city.manager.act(path, {"slip_no": "D1"}, version=1)
    await served(city, lease_id, ("damage", 500))
    await agreed(city, home.leases["乙"], 20000)
    await taken_along(city, lease_id, home.leases["乙"])
