"""A month on an operator's real books, from its spreadsheets to a settled fee."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import pytest

from api import worker
from domain.access import Role
from persistence import verifying
from tests.given import City, Client
from tests.given_books import DATA, real_books
from tests.given_month import confirmed

EXPECTED: Final[dict[str, Any]] = json.loads((DATA / "expected.json").read_text("utf-8"))
APRIL: Final = "2026-04"


@pytest.fixture
def calendar(city: City) -> Iterator[Any]:
    """Tells the business day; the real one is back afterwards."""

    def tell(day: str) -> None:
        city.runtime.clock.told = date.fromisoformat(day)

    yield tell
    city.runtime.clock.told = None


def fen(yuan: str) -> int:
    return int(yuan.replace(".", ""))


async def test_the_month_goes_through_and_gives_the_figures_on_paper(
    city: City, calendar: Any
) -> None:
    calendar("2026-04-01")
    project = await real_books(city)
    contract = await _contract(city, project)

    charged = await _charges(city, project)
    calendar("2026-04-30")
    bank = await _bank(city, project)
    suspense = (await city.cashier.read("/suspense-items", project_id=project["id"]))["items"]

    expected, paper = EXPECTED["month"], EXPECTED["银行流水_2026-04.csv"]
    assert (charged["charged"], charged["billed_fen"]) == (
        expected["charges"],
        fen(expected["billed"]),
    )
    matched = {"lines": paper["matchable"], "amount_fen": fen(paper["matchable_amount"])}
    assert bank["matched"] == matched
    assert {(one["serial_no"], one["amount_fen"]) for one in suspense} == {
        (one["serial"], fen(one["amount"])) for one in paper["unmatched"]
    }

    await _give_back(city, suspense)
    await _remit(city, project, fen(expected["collected"]))
    calendar("2026-05-11")
    await _advance(city, project, fen(expected["shortfall"]))
    closed = await city.manager.act(
        "/month-closings", {"project_id": project["id"], "month": APRIL}
    )
    fee = await _fee(city, contract)

    assert len(closed["hash"]) == 64
    assert fee["unit_days"] == 144 * 30
    assert fee["base_fen"] == 144 * 2650
    assert fee["state"] in {"paid", "closed"}
    async with city.runtime.database.snapshot(city.context) as session:
        assert await verifying.findings(session) == []
    late = await city.cashier.post("/billing-runs", {"project_id": project["id"], "month": APRIL})
    assert late.json()["code"] == "period_closed"


async def _operation(city: City, client: Client, started: Any) -> Any:
    await worker.drain(city.runtime)
    operation = await client.read(f"/operations/{started['operation_id']}")
    assert operation["state"] == "done", operation
    return operation["result"]


async def _charges(city: City, project: Any) -> Any:
    body = {"project_id": project["id"], "month": APRIL}
    started = await city.cashier.act("/billing-runs", body)
    await _operation(city, city.cashier, started)
    await confirmed(city, started["id"])
    [run] = (await city.cashier.read("/billing-runs", project_id=project["id"]))["items"]
    return run


async def _bank(city: City, project: Any) -> Any:
    file = "银行流水_2026-04.csv"
    response = await city.cashier.request(
        "POST",
        "/bank-statements",
        data={"project_id": project["id"]},
        files={"file": (file, (DATA / file).read_bytes())},
    )
    assert response.status_code == 202, response.text
    await _operation(city, city.cashier, response.json())
    [statement] = (await city.cashier.read("/bank-statements", project_id=project["id"]))["items"]
    return statement["summary"]


async def _give_back(city: City, suspense: list[Any]) -> None:
    """Nobody claims the six payments: their money goes back, by a second person."""
    for number, one in enumerate(suspense):
        slip = {"slip_no": f"TK2026043000{number}", "reason": "无法确认付款人，原路退回"}
        await city.manager.act(f"/suspense-items/{one['payment_id']}/return", slip)


async def _remit(city: City, project: Any, collected_fen: int) -> None:
    made = await city.cashier.act(
        "/remittances", {"project_id": project["id"], "through_on": "2026-04-30"}
    )
    assert made["tenant_money_fen"] == collected_fen
    path = f"/remittances/{made['id']}"
    made = await city.manager.act(f"{path}/signature", version=made["version"])
    sent = {"sent_on": "2026-04-30", "bank_slip_no": "JK20260430001"}
    made = await city.cashier.act(f"{path}/sending", sent, version=made["version"])
    receipt = {"treasury_receipt_no": f"GK-{project['id'][:8]}"}
    await city.finance.act(f"{path}/confirmation", receipt, version=made["version"])


async def _advance(city: City, project: Any, shortfall_fen: int) -> None:
    made = await city.cashier.act("/advances", {"project_id": project["id"], "month": APRIL})
    assert made["amount_fen"] == shortfall_fen
    path = f"/advances/{made['id']}"
    made = await city.manager.act(f"{path}/confirmation", version=made["version"])
    paid = {
        "amount_fen": shortfall_fen,
        "paid_on": "2026-05-11",
        "bank_slip_no": "DJ20260511001",
    }
    made = await city.cashier.act(f"{path}/payment", paid, version=made["version"])
    receipt = {"treasury_receipt_no": f"GKD-{project['id'][:8]}"}
    await city.finance.act(f"{path}/acceptance", receipt, version=made["version"])


async def _contract(city: City, project: Any) -> Any:
    made = await city.officer.act(
        "/service-contracts",
        {
            "contract_no": "FW2026-XFJY",
            "procurement_no": "BTZC2026001",
            "project_id": project["id"],
            "operator_id": str(city.organisations["operator"]),
            "starts_on": "2026-04-01",
            "ends_on": "2027-03-31",
            "recovery_mode": "RETAIN",
            "exclusions": ["hardship", "dispute", "frozen"],
            "price_fen": 2650,
        },
    )
    path = f"/service-contracts/{made['id']}"
    made = await city.approver.act(f"{path}/signature", {}, version=made["version"])
    announced = {"announcement": "包头市政府采购网"}
    made = await city.officer.act(f"{path}/publication", announced, version=made["version"])
    return await city.officer.act(f"{path}/activation", {}, version=made["version"])


async def _fee(city: City, contract: Any) -> Any:
    made = await city.manager.act(
        "/fee-statements", {"contract_id": contract["id"], "month": APRIL}
    )
    path = f"/fee-statements/{made['id']}"
    made = await city.manager.act(f"{path}/confirmation", version=made["version"])
    made = await city.officer.act(f"{path}/audit", version=made["version"])
    made = await city.approver.act(f"{path}/approval", version=made["version"])
    paid = {"invoice_no": "FP2026050001", "payment_no": "ZF2026050001"}
    await city[Role.FINANCE_OFFICER].act(f"{path}/payment", paid, version=made["version"])
    return await city.officer.read(path)
