"""Lists leave the program as workbooks with the offices' own headers, and it is noted."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from api import worker
from api.exports import asset_tables, tables
from domain.access import Role
from persistence.tables.platform import AuditEventRow
from tests.given import City, Client
from tests.given_month import Estate, estate
from tests.given_settlement import PAYMENT, approved, homes, in_force, stepped, upheld

LAYOUTS = {
    "units": tables.UNITS,
    "collection": tables.COLLECTION,
    "arrears": tables.ARREARS,
    "advances": tables.ADVANCES,
    "remittances": tables.REMITTANCES,
    "fees": tables.FEES,
    "stocktake": asset_tables.STOCKTAKE,
}


async def asked(city: City, client: Client, **body: Any) -> Any:
    """The operation of an export once it has ended."""
    started = await client.act("/exports", body)
    await worker.drain(city.runtime)
    done = await client.read(f"/operations/{started['operation_id']}")
    assert done["state"] == "done", done
    return done


async def exported(city: City, client: Client, **body: Any) -> list[list[Any]]:
    """The rows of the exported sheet."""
    done = await asked(city, client, **body)
    response = await client.get(f"/files/{done['result']['file_id']}/content")
    assert response.status_code == 200, response.text
    assert response.headers["content-disposition"].startswith("attachment;")
    workbook = CalamineWorkbook.from_filelike(BytesIO(response.content))
    return [list(row) for row in workbook.get_sheet_by_index(0).to_python()]


async def a_month(city: City) -> Estate:
    """E5's April: 272.27, 100.00 of 201.30 and nothing of 272.27 paid; the rest advanced."""
    made = await estate(city, {"甲一": 27_227, "乙二": 20_130, "丙三": 27_227})
    await made.bill("2025-04")
    await made.pay("甲一", 27_227, "2025-04-10")
    await made.pay("乙二", 10_000, "2025-04-11")
    await made.remit("2025-04-30")
    await made.advance("2025-04", "2025-05-09")
    return made


@pytest.mark.parametrize("kind", LAYOUTS)
async def test_every_list_has_the_offices_own_headers(city: City, kind: str) -> None:
    made = await a_month(city)
    rows = await exported(city, city.manager, kind=kind, project_id=made.id, month="2025-04")
    layout = LAYOUTS[kind]
    assert rows[0][0] == f"幸福家园{layout.title}（2025-04）"
    assert rows[1] == list(layout.headers)


async def test_the_collection_list_has_each_charge_and_the_rate_of_tenant_money(
    city: City,
) -> None:
    made = await a_month(city)
    rows = await exported(
        city, city.manager, kind="collection", project_id=made.id, month="2025-04"
    )
    headers = rows[1]
    lines = {row[3]: dict(zip(headers, row, strict=True)) for row in rows[2:5]}
    assert lines["甲一"]["实收金额"] == pytest.approx(272.27)
    assert lines["甲一"]["缴费方式"] == "现金"
    assert lines["乙二"]["欠缴金额"] == pytest.approx(101.30)
    assert lines["乙二"]["其中代交金额"] == pytest.approx(101.30)
    assert rows[-1][0] == "收缴率"
    assert rows[-1][1] == pytest.approx(0.4991, abs=0.0001)


async def test_arrears_count_what_the_operator_advanced(city: City) -> None:
    made = await a_month(city)
    rows = await exported(city, city.manager, kind="arrears", project_id=made.id)
    lines = {row[0]: dict(zip(rows[1], row, strict=True)) for row in rows[2:4]}
    assert lines["丙三"]["欠缴金额"] == pytest.approx(272.27)
    assert lines["丙三"]["已代交"] == pytest.approx(272.27)
    assert lines["丙三"]["欠缴月数(累计)"] == 1


async def test_advances_and_remittances_have_their_numbers(city: City) -> None:
    made = await a_month(city)
    [voucher] = (await exported(city, city.finance, kind="advances", project_id=made.id))[2:3]
    assert voucher[4] == pytest.approx(373.57)
    assert str(voucher[6]).startswith("GK-")
    assert voucher[11] == "已确认"
    [sent] = (await exported(city, city.finance, kind="remittances", project_id=made.id))[2:3]
    assert sent[3] == pytest.approx(372.27)
    assert str(sent[6]).startswith("GK-")
    assert sent[7] != sent[8]


async def test_fees_name_their_deductions(city: City) -> None:
    project = await city.project()
    await homes(city, project, 100)
    contract = await in_force(city, project)
    await upheld(city, contract, "2025-04", 15_000, "迟报")
    await stepped(city, await approved(city, contract, "2025-04"), "payment", PAYMENT)
    rows = await exported(city, city.finance, kind="fees", project_id=project["id"])
    line = dict(zip(rows[1], rows[2], strict=True))
    assert line["计费套日数"] == 3000
    assert line["扣款项(明细)"] == "迟报 150.00"
    assert line["实付"] == pytest.approx(2500)
    assert line["累计已付"] == pytest.approx(2500)


async def test_units_are_told_as_they_stand(city: City) -> None:
    project = await city.project()
    await homes(city, project, 2)
    rows = await exported(city, city.manager, kind="units", project_id=project["id"])
    line = dict(zip(rows[1], rows[2], strict=True))
    assert line["序号"] == 1
    assert line["房源编码"] == "XFJY-1-00001"
    assert line["状态"] == "可租"
    assert line["租金单价(元/㎡·月)"] == pytest.approx(5.2)


async def test_who_takes_a_list_out_is_noted(city: City) -> None:
    project = await city.project()
    await exported(city, city.manager, kind="units", project_id=project["id"])
    async with city.runtime.database.transaction(city.context) as session:
        found = await session.execute(
            select(AuditEventRow.action, AuditEventRow.actor_id).where(
                AuditEventRow.action.startswith("exports.")
            )
        )
    assert sorted(tuple(row) for row in found) == [
        ("exports.file.fetched", city.manager.person_id),
        ("exports.list.made", city.manager.person_id),
    ]


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.INSPECTOR, "units"),
        (Role.TENANT, "collection"),
        (Role.EVALUATOR, "fees"),
        (Role.ADMINISTRATOR, "units"),
    ],
)
async def test_who_may_not_export_is_refused(city: City, role: Role, kind: str) -> None:
    project = await city.project()
    body = {"kind": kind, "project_id": project["id"], "month": "2025-04"}
    response = await city[role].post("/exports", body)
    assert (response.status_code, response.json()["code"]) == (403, "permission_missing")


async def test_collection_is_of_one_month(city: City) -> None:
    project = await city.project()
    body = {"kind": "collection", "project_id": project["id"]}
    response = await city.manager.post("/exports", body)
    assert (response.status_code, response.json()["code"]) == (422, "month_needed")


async def test_everybody_gets_only_the_files_they_made(city: City) -> None:
    project = await city.project()
    done = await asked(city, city.manager, kind="units", project_id=project["id"])
    path = f"/files/{done['result']['file_id']}/content"
    assert (await city.cashier.get(path)).json()["code"] == "file_not_found"
    assert (await city[Role.AUDITOR].get(path)).status_code == 404
    assert (await city.manager.get(path)).status_code == 200
    assert (await city.manager.get(f"/files/{uuid4()}/content")).status_code == 404


async def test_another_city_has_no_such_file(city: City, stranger, runtime) -> None:
    from tests.given import found_city

    project = await city.project()
    done = await asked(city, city.manager, kind="units", project_id=project["id"])
    elsewhere = await found_city(runtime, stranger)
    path = f"/files/{done['result']['file_id']}/content"
    assert (await elsewhere.officer.get(path)).status_code == 404
