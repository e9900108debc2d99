"""Whose money a bank line is."""

import time
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.matching import (
    Hint,
    Line,
    Matched,
    Reference,
    Stock,
    StockLease,
    Suggestions,
    match,
)

APRIL = date(2026, 4, 15)


def lease(number: int, **facts) -> StockLease:
    """A lease of 幸福家园 4-1-302 unless told otherwise; its id is its number."""
    given = {
        "unit_code": "XFJY-04-1-0302",
        "contract_no": f"BT2025{number:05d}",
        "project_names": ("幸福家园",),
        "building": "4",
        "entrance": "1",
        "room": "302",
        "tenant_name": f"租户{number}号",
        "monthly_rent_fen": 30_160,
        "open_debt_fen": 0,
        "starts_on": date(2024, 1, 1),
        **facts,
    }
    return StockLease(lease_id=UUID(int=number), **given)


def home(number: int, building: int, entrance: int, room: int, **facts) -> StockLease:
    return lease(
        number,
        unit_code=f"XFJY-{building:02d}-{entrance}-{room:04d}",
        building=str(building),
        entrance=str(entrance),
        room=str(room),
        **facts,
    )


def line(remark: str, *, payer: str = "过路人", fen: int = 12_345, on: date = APRIL) -> Line:
    return Line(remark, payer, fen, on)


ONE = lease(56)
STOCK = Stock.of(
    [
        ONE,
        home(2, 1, 1, 601, tenant_name="何超艳"),
        home(3, 1, 2, 102),
        home(4, 2, 2, 101),
        home(5, 2, 1, 101),
        home(6, 2, 1, 201),
    ]
)


def matched(remark: str, stock: Stock = STOCK) -> tuple[int, Reference] | None:
    verdict = match(line(remark), stock)
    return (verdict.lease_id.int, verdict.by) if isinstance(verdict, Matched) else None


def hints(verdict: Matched | Suggestions) -> dict[int, Hint]:
    assert isinstance(verdict, Suggestions)
    return {item.lease_id.int: item.reason for item in verdict.items}


@pytest.mark.parametrize(
    "remark",
    [
        "XFJY-01-2-0102 房租",
        "xfjy-01-2-0102",
        "ＸＦＪＹ－０１－２－０１０２",
        "XFJY 01 2 0102",
        "XFJY0120102房租",
        "房租XFJY-01-2-0102",
        "XFJY-01-2-0102 4月",
        "XFJY 01-2-0102 4 月房租",
        "XFJY—01—2—0102",
    ],
)
def test_a_unit_code_is_known_in_every_spelling(remark: str):
    assert matched(remark) == (3, Reference.UNIT_CODE)


@pytest.mark.parametrize(
    "remark",
    [
        *("租金 合同BT202500056", "bt202500056", "ＢＴ２０２５０００５６", "合同号：BT202500056。"),
        *("BT-2025-00056", "BT2025 00056 租金", "BT202500056 4月"),
    ],
)
def test_a_contract_number_is_known_in_every_spelling(remark: str):
    assert matched(remark) == (56, Reference.CONTRACT_NO)


@pytest.mark.parametrize(
    ("remark", "number"),
    [
        ("幸福家园4栋1单元302 4月房租", 56),
        ("4号楼1单元302室", 56),
        ("1-1-601租金何超艳", 2),
        ("2-2-101租金周梅", 4),
        ("幸福家园小区2号楼1单元101", 5),
        ("小区2号楼1单元101", 5),
        ("2栋201", 6),
    ],
)
def test_an_address_is_known_in_every_spelling(remark: str, number: int):
    assert matched(remark) == (number, Reference.ADDRESS)


@pytest.mark.parametrize(
    "remark",
    [
        *("房租", "四月", "", "缴费", "XFJY-99-9-9999", "BT209900001", "9-9-999", "XFJY", "0302"),
        *("XFJY-04-1-03025", "XFJY-04-1-0302-7", "BT2025000561", "2栋101"),
    ],
)
def test_what_names_no_single_home_is_not_matched(remark: str):
    assert matched(remark) is None


def test_a_name_and_the_very_rent_are_only_a_suggestion():
    verdict = match(line("房租", payer="何超艳", fen=30_160), STOCK)

    assert hints(verdict)[2] == Hint.NAME_AND_AMOUNT


def test_a_name_in_the_remark_is_only_a_suggestion():
    assert hints(match(line("代何超艳交"), STOCK)) == {2: Hint.NAME}


def test_an_amount_alone_is_a_suggestion_when_few_owe_it():
    stock = Stock.of([home(1, 1, 1, 101, open_debt_fen=99_999), home(2, 1, 1, 102)])

    assert hints(match(line("房租", fen=99_999), stock)) == {1: Hint.AMOUNT}


def test_an_amount_that_many_owe_says_nothing():
    assert hints(match(line("房租", fen=30_160), STOCK)) == {}


def test_somebody_else_may_pay_for_a_home_that_is_named():
    verdict = match(line("1-1-601租金", payer="租户3号", fen=30_160), STOCK)

    assert verdict == Matched(UUID(int=2), Reference.ADDRESS)


@pytest.mark.parametrize(
    "remark",
    [
        "XFJY-01-2-0102 合同BT202500056",
        "XFJY-01-2-0102 1-1-601",
        "BT202500056 BT202500003",
        "XFJY-01-2-0102 XFJY-02-2-0101",
        "1-1-601和4-1-302",
    ],
)
def test_strong_references_that_disagree_are_a_conflict(remark: str):
    assert set(hints(match(line(remark), STOCK)).values()) == {Hint.CONFLICT}


def test_strong_references_that_agree_are_matched_by_the_strongest():
    assert matched("XFJY-04-1-0302 4栋1单元302 合同BT202500056") == (56, Reference.CONTRACT_NO)
    assert matched("XFJY-04-1-0302 4栋1单元302") == (56, Reference.UNIT_CODE)


def test_a_door_of_two_estates_is_matched_only_with_the_estates_name():
    stock = Stock.of(
        [
            ONE,
            lease(7, unit_code="YGXQ-04-1-0302", project_names=("阳光小区",)),
        ]
    )

    assert hints(match(line("4-1-302"), stock)) == {56: Hint.AMBIGUOUS, 7: Hint.AMBIGUOUS}
    assert matched("房租阳光小区4栋1单元302", stock) == (7, Reference.ADDRESS)
    assert matched("阳光4栋1单元302", stock) == (7, Reference.ADDRESS)
    assert matched("幸福家园公租房4-1-302", stock) == (56, Reference.ADDRESS)


def test_a_door_of_an_estate_that_is_not_ours_is_not_matched():
    assert hints(match(line("和平花园4栋1单元302"), STOCK)) == {56: Hint.OTHER_ESTATE}


def test_of_a_home_let_anew_the_lease_that_lives_in_the_month_is_matched():
    stock = Stock.of(
        [
            lease(1, ended_on=date(2026, 2, 28), open_debt_fen=5_000),
            lease(2, starts_on=date(2026, 3, 10)),
        ]
    )

    assert matched("XFJY-04-1-0302", stock) == (2, Reference.UNIT_CODE)


def test_of_an_empty_home_the_last_lease_is_matched_while_it_owes():
    stock = Stock.of(
        [
            lease(1, ended_on=date(2025, 2, 28), open_debt_fen=9_000),
            lease(2, starts_on=date(2025, 3, 10), ended_on=date(2026, 3, 31), open_debt_fen=100),
        ]
    )

    assert matched("4-1-302", stock) == (2, Reference.ADDRESS)


def test_of_an_empty_home_whose_last_lease_owes_nothing_none_is_matched():
    stock = Stock.of(
        [
            lease(1, ended_on=date(2025, 2, 28), open_debt_fen=9_000),
            lease(2, starts_on=date(2025, 3, 10), ended_on=date(2026, 3, 31)),
        ]
    )

    assert hints(match(line("4-1-302"), stock)) == {2: Hint.LEASE_ENDED}


def test_in_the_month_of_a_change_a_home_names_nobody():
    stock = Stock.of([lease(1, ended_on=date(2026, 4, 10)), lease(2, starts_on=date(2026, 4, 20))])

    assert hints(match(line("4-1-302"), stock)) == dict.fromkeys((1, 2), Hint.LEASE_CHANGED)
    assert matched("4-1-302 BT202500001", stock) == (1, Reference.CONTRACT_NO)


def test_a_lease_that_has_not_begun_is_not_matched():
    stock = Stock.of([lease(1, starts_on=date(2026, 5, 1))])

    assert hints(match(line("BT202500001"), stock)) == {1: Hint.LEASE_CHANGED}


def test_suggestions_are_few_and_the_likeliest_comes_first():
    stock = Stock.of(home(n, 1, 1, 100 + n, tenant_name="李强") for n in range(1, 15))
    verdict = match(line("1-1-101和1-1-102", payer="李强", fen=30_160), stock)

    assert isinstance(verdict, Suggestions)
    assert len(verdict.items) == 5
    assert [item.score for item in verdict.items] == sorted(
        (item.score for item in verdict.items), reverse=True
    )


@given(remark=st.text(max_size=80), payer=st.text(max_size=10), fen=st.integers(1, 10**9))
def test_whatever_is_written_only_a_reference_matches(remark: str, payer: str, fen: int):
    verdict = match(line(remark, payer=payer, fen=fen), STOCK)

    assert isinstance(verdict, Suggestions) or any(c.isdigit() for c in remark)


@pytest.mark.parametrize(
    "remark",
    ["A" * 9_999, "A1" * 5_000, "AB1-" * 2_000, "AB 1 " * 2_000, "租" * 9_999, "1-1-1" * 99],
)
def test_a_hostile_remark_costs_no_time(remark: str):
    before = time.process_time()
    match(line(remark), STOCK)

    assert time.process_time() - before < 0.2
