"""Contracts in force, their homes by the hundred and their fees, over HTTP."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, text

from persistence.tables.housing import BuildingRow
from persistence.tables.rent import ChargeRow
from tests.given import City


async def homes(city: City, project: Any, count: int, *, building: str = "1") -> list[str]:
    """So many units in one building; gives their codes."""
    async with city.runtime.database.transaction(city.context) as session:
        building_id = (
            await session.execute(
                insert(BuildingRow)
                .values(project_id=project["id"], name=building)
                .returning(BuildingRow.id)
            )
        ).scalar_one()
        codes = await session.scalars(
            text(
                "insert into units (project_id, building_id, code, entrance, room, area_m2,"
                " price_per_m2, state)"
                " select :project, :building, :prefix || lpad(cast(n as text), 5, '0'), '1',"
                " cast(n as text), 50, 5.2, 'available' from generate_series(1, :count) n"
                " returning code"
            ),
            {
                "project": UUID(project["id"]),
                "building": building_id,
                "prefix": f"{project['code']}-{building}-",
                "count": count,
            },
        )
        return sorted(codes)


def terms(city: City, project: Any, **facts: Any) -> dict[str, Any]:
    """A draft of an ordinary contract for 2025 at 26.50 元/套/月."""
    return {
        "contract_no": f"FW-{uuid4().hex[:8]}",
        "procurement_no": "BTZC-2025-001",
        "project_id": project["id"],
        "operator_id": str(city.organisations["operator"]),
        "starts_on": "2025-01-01",
        "ends_on": "2025-12-31",
        "price_fen": 2650,
        **facts,
    }


async def drafted(city: City, project: Any, **facts: Any) -> Any:
    return await city.officer.act("/service-contracts", terms(city, project, **facts))


async def in_force(city: City, project: Any, **facts: Any) -> Any:
    """Drafted, signed, published and put in force after its start."""
    made = await drafted(city, project, **facts)
    path = f"/service-contracts/{made['id']}"
    made = await city.approver.act(f"{path}/signature", version=made["version"])
    body = {"announcement": "https://zfcg.example.cn/1"}
    made = await city.officer.act(f"{path}/publication", body, version=made["version"])
    reason = {"reason": "系统上线前已履行"}
    return await city.officer.act(f"{path}/activation", reason, version=made["version"])


async def current(city: City, contract: Any) -> Any:
    return await city.officer.read(f"/service-contracts/{contract['id']}")


async def stock_changed(city: City, contract: Any, from_on: date | str, **units: Any) -> Any:
    now = await current(city, contract)
    body = {"from_on": str(from_on), "reason": "移交", "document_no": "补1", **units}
    return await city.officer.act(
        f"/service-contracts/{contract['id']}/units", body, version=now["version"]
    )


async def priced(city: City, contract: Any, valid_from: str, fen: int, **approval: Any) -> Any:
    """Another price, proposed and approved."""
    now = await current(city, contract)
    path = f"/service-contracts/{contract['id']}/prices"
    body = {
        "valid_from": valid_from,
        "price_fen": fen,
        "reason": "服务内容增加",
        "document_no": "补2",
    }
    made = await city.officer.act(path, body, version=now["version"])
    return await city.approver.act(
        f"{path}/{made['price']['id']}/approval", approval or None, version=now["version"]
    )


async def computed(city: City, contract: Any, month: str) -> Any:
    body = {"contract_id": contract["id"], "month": month}
    return await city.manager.act("/fee-statements", body)


async def stepped(
    city: City, statement: Any, step: str, body: Mapping[str, Any] | None = None
) -> Any:
    """The next step by whoever takes it."""
    client = {
        "confirmation": city.manager,
        "objection": city.manager,
        "withdrawal": city.manager,
        "objection-reply": city.officer,
        "audit": city.officer,
        "approval": city.approver,
        "payment": city.finance,
    }[step]
    return await client.act(
        f"/fee-statements/{statement['id']}/{step}", body, version=statement["version"]
    )


async def approved(city: City, contract: Any, month: str) -> Any:
    made = await computed(city, contract, month)
    for step in ("confirmation", "audit", "approval"):
        made = await stepped(city, made, step)
    return made


PAYMENT = {"invoice_no": "FP-1", "payment_no": "ZF-1"}


async def upheld(city: City, contract: Any, month: str, fen: int, fact: str = "迟报") -> Any:
    """A deduction that was answered and upheld by another person."""
    body = {
        "contract_id": contract["id"],
        "month": month,
        "clause": "第十二条",
        "fact": fact,
        "amount_fen": fen,
    }
    made = await city.officer.act("/deduction-events", body)
    path = f"/deduction-events/{made['id']}"
    made = await city.manager.act(f"{path}/reply", {"reply": "情况属实"}, version=1)
    decision = {"uphold": True, "reason": "属实"}
    return await city.approver.act(f"{path}/decision", decision, version=made["version"])


async def charged(city: City, flat: Any, *, billed: int, paid: int, month: str = "2026-04") -> None:
    """A charge that stands as it stands, for figures that are about its parts alone."""
    first = date.fromisoformat(f"{month}-01")
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            insert(ChargeRow).values(
                project_id=flat["project"]["id"],
                lease_id=flat["id"],
                unit_id=flat["unit"]["id"],
                household_id=(
                    await session.execute(
                        text("select household_id from leases where id = :id"),
                        {"id": UUID(flat["id"])},
                    )
                ).scalar_one(),
                month=first,
                from_on=first,
                until_on=first,
                due_on=first,
                amount_fen=billed,
                paid_fen=paid,
                treasury_claim_fen=billed - paid,
                arrears_fen=billed - paid,
                trace={},
            )
        )


async def the_month_of_e8(city: City) -> Any:
    """1,150 flats all month, 3 leave after the 20th, 50 join on the 11th of April 2025."""
    project = await city.project()
    codes = await homes(city, project, 1203)
    contract = await in_force(city, project, units=codes[:1153])
    await stock_changed(city, contract, "2025-04-11", join=codes[1153:])
    await stock_changed(city, contract, "2025-04-21", leave=codes[:3])
    return contract
