"""Receipts, statements and settlements come out as the paper that people sign."""

import re
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote
from uuid import UUID, uuid4

import pytest

from api.documents import verification
from api.documents.verification import DocumentKind, DocumentUnknown, Printed
from domain.access import Role
from tests.given import City
from tests.given_month import estate
from tests.given_payments import advanced, home, order, owes
from tests.given_settlement import (
    PAYMENT,
    approved,
    computed,
    homes,
    in_force,
    stepped,
    stock_changed,
    upheld,
)
from tests.printed import a_receipt, text_of

KEY = b"k" * 32
FORM = Printed(
    DocumentKind.RECEIPT, "XFJY-2026-000012", date(2026, 5, 11), "3f2a91bc0d4e5f60718293a4b5c6d7e8"
)


async def printed(client: Any, path: str, **query: Any) -> str:
    """The text of a form, which is a PDF that is saved and not opened."""
    response = await client.get(path, **query)
    assert response.status_code == HTTPStatus.OK, response.text
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"].startswith("attachment;")
    return text_of(response.content)


async def test_a_receipt_says_what_the_money_settled(city: City) -> None:
    """T2 pays 302.60 in May: 101.30 gives the advance back, 201.30 is May's rent (E5)."""
    flats = await estate(city, {"赵福生": 20_130})
    await flats.bill("2025-04")
    await flats.pay("赵福生", 10_000, "2025-04-20")
    await flats.advance("2025-04", "2025-05-09")
    await flats.bill("2025-05")
    paid = await flats.pay("赵福生", 31_000, "2025-05-20")

    text = await printed(city.cashier, f"/payments/{paid['id']}/receipt.pdf")

    assert paid["receipt_no"] in text
    assert "人民币叁佰壹拾元整" in text
    assert "2025年4月101.30归还代交" in text
    assert "2025年5月201.30结清" in text
    assert "预收租金7.40" in text
    assert "赵福生" in text
    assert "现金" in text


async def test_a_payment_taken_back_has_no_receipt(city: City) -> None:
    flats = await estate(city, {"赵福生": 20_130})
    await flats.bill("2025-04")
    paid = await flats.pay("赵福生", 10_000, "2025-04-20")
    await city.manager.act(
        f"/payments/{paid['id']}/reversal", {"reason": "误收"}, version=paid["version"]
    )
    response = await city.cashier.get(f"/payments/{paid['id']}/receipt.pdf")
    assert (response.status_code, response.json()["code"]) == (409, "receipt_not_due")


async def test_a_lease_statement_tells_to_whom_what_is_owed(city: City) -> None:
    """E5, T3: April advanced, then 300.00 for April (operator) and May (treasury)."""
    flat = await home(city)
    april, _ = await owes(city, flat, "2025-04", "2025-05")
    await advanced(city, flat, april)
    await city.cashier.act("/payments", order(flat, 30000, received_on="2025-05-20"))
    path = f"/leases/{flat['id']}/statement.pdf"

    text = await printed(city.cashier, path, **{"from": "2025-04-01", "to": "2025-05-31"})
    assert "2025-04-012025年4月租金272.27" in text
    assert "2025年4月代交272.27" in text
    assert "应付未付租金共244.54元，应上缴国库" in text

    earlier = await printed(city.cashier, path, to="2025-05-15")
    assert "应付未付租金共544.54元" in earlier
    assert "其中272.27元已由" in earlier

    wrong = await city.cashier.get(path, **{"from": "2025-06-01", "to": "2025-05-31"})
    assert wrong.json()["code"] == "period_invalid"


async def test_money_in_advance_is_told_as_such(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2025-04")
    await city.cashier.act("/payments", order(flat, 30000, received_on="2025-04-20"))
    text = await printed(city.cashier, f"/leases/{flat['id']}/statement.pdf", to="2025-04-30")
    assert "另有预存租金27.73元" in text


async def test_a_tenant_prints_only_their_own_papers(city: City) -> None:
    flats = await estate(city, {"赵福生": 20_130})
    await flats.bill("2025-04")
    paid = await flats.pay("赵福生", 10_000, "2025-04-20")
    lease = await city.cashier.read(f"/leases/{flats.leases['赵福生']}")
    tenant = await city.hire(Role.TENANT, household_id=UUID(lease["household_id"]))
    neighbour = await city.hire(Role.TENANT, household_id=uuid4())
    for path in (
        f"/payments/{paid['id']}/receipt.pdf",
        f"/leases/{lease['id']}/statement.pdf",
    ):
        assert (await tenant.get(path)).status_code == HTTPStatus.OK
        assert (await neighbour.get(path)).status_code == HTTPStatus.NOT_FOUND


async def test_a_fee_statement_prints_its_figures_deductions_and_annex(city: City) -> None:
    """E8 on paper, with a deduction carried over from the month before."""
    project = await city.project()
    codes = await homes(city, project, 1203)
    contract = await in_force(city, project, units=codes[:1153])
    await stock_changed(city, contract, "2025-04-11", join=codes[1153:])
    await stock_changed(city, contract, "2025-04-21", leave=codes[:3])
    await upheld(city, contract, "2025-04", 50_000, "巡查月报逾期")
    paid = await stepped(city, await approved(city, contract, "2025-04"), "payment", PAYMENT)

    text = await printed(city.finance, f"/fee-statements/{paid['id']}.pdf")

    assert "35,56031,411.33暂按1" in text
    assert "人民币叁万零玖佰壹拾壹元叁角叁分" in text
    assert "巡查月报逾期第十二条-500.00" in text
    assert "尾差调整-0.18" in text
    assert paid["number"] in text
    assert city.organisations  # offices are named
    for party in ("承接主体（签章）", "购买主体（签章）", "财政部门（签章）"):
        assert party in text


@pytest.mark.parametrize(("cap", "words"), [(None, "结转下期扣款"), (20_000, "超过当月扣款上限")])
async def test_a_form_ties_out_whatever_is_carried_over_or_capped(
    city: City, cap: int | None, words: str
) -> None:
    project = await city.project()
    await homes(city, project, 10)
    contract = await in_force(city, project, deduction_cap_fen=cap)
    await upheld(city, contract, "2025-04", 40_000)
    april = await computed(city, contract, "2025-04")
    assert words in await printed(city.finance, f"/fee-statements/{april['id']}.pdf")
    may = await computed(city, contract, "2025-05")
    text = await printed(city.finance, f"/fee-statements/{may['id']}.pdf")
    assert ("上期结转扣款" in text) == (cap is None)


async def test_anyone_can_check_a_form_by_its_code(city: City) -> None:
    """Number, day and fingerprint: neither whom it is about, nor how much."""
    told = verification.code(city.runtime.vault.key("documents"), FORM)
    response = await city.http.get(f"/v1/public/documents/{told}")
    assert response.json() == {
        "kind": "receipt",
        "number": "XFJY-2026-000012",
        "on_date": "2026-05-11",
        "fingerprint": FORM.fingerprint,
    }
    forged = "A" + told[1:] if told[0] != "A" else "B" + told[1:]
    response = await city.http.get(f"/v1/public/documents/{forged}")
    assert (response.status_code, response.json()["code"]) == (404, "document_unknown")


async def test_the_paper_says_what_the_page_behind_its_code_shows(city: City) -> None:
    project = await city.project()
    await homes(city, project, 1)
    made = await computed(city, await in_force(city, project), "2025-04")
    text = await printed(city.finance, f"/fee-statements/{made['id']}.pdf")

    shown = re.search(r"([0-9a-f]{8})…([0-9a-f]{4})", text)

    assert shown, text
    again = await printed(city.finance, f"/fee-statements/{made['id']}.pdf")
    assert shown.group() in again, "the same words have the same fingerprint"


@pytest.mark.parametrize("given", ["", "x", "é", "////", "A" * 56, "A" * 57, "A" * 160])
def test_what_is_no_code_is_unknown(given: str) -> None:
    with pytest.raises(DocumentUnknown):
        verification.read(KEY, given)


def test_a_code_says_what_was_printed_and_any_change_to_it_is_another_code() -> None:
    told = verification.code(KEY, FORM)
    assert verification.read(KEY, told) == FORM
    assert verification.code(KEY, replace(FORM, number="XFJY-2026-000013")) != told
    with pytest.raises(DocumentUnknown):
        verification.read(b"another city's key of 32 bytes!!", told)


def test_a_changed_figure_changes_the_fingerprint_and_the_code_itself_does_not() -> None:
    form = a_receipt()
    same = replace(form, verification=None)
    other = replace(form, channel_reference="9")

    assert verification.fingerprint(form) == verification.fingerprint(same)
    assert verification.fingerprint(form) != verification.fingerprint(other)


async def test_a_form_is_named_in_chinese(city: City) -> None:
    project = await city.project()
    await homes(city, project, 1)
    made = await computed(city, await in_force(city, project), "2025-04")
    response = await city.finance.get(f"/fee-statements/{made['id']}.pdf")
    name = unquote(response.headers["content-disposition"].split("''")[1])
    assert name == f"服务费结算单-{made['number']}.pdf"
