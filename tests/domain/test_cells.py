"""What offices write in cells, and what is made of it."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import cell_dates, cells
from domain.cells import CellInvalid, Why
from domain.money import MAX_FEN, Money


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("何霞伟 ", "何霞伟"),
        ("刘静军\u3000", "刘静军"),
        (" 150203199409189845", "150203199409189845"),
        ("１３８８２３１９３８４", "13882319384"),
        ("蒙（２０１４）第１号", "蒙(2014)第1号"),
        ("a  b\tc\nd", "a b c d"),
        ("\u200b张三\ufeff", "张三"),
        (101.0, "101"),
        (36.4, "36.4"),
        (0.1 + 0.2, "0.3"),
        (date(2025, 4, 1), "2025-04-01"),
        ("\x00夹\x07带", "夹带"),
    ],
)
def test_text_is_half_width_and_without_padding(cell: cells.Cell, plain: str):
    assert cells.text(cell) == plain


@pytest.mark.parametrize("cell", [1.50203199003071e17, float("nan"), float("inf"), -1e15])
def test_a_number_with_more_digits_than_a_spreadsheet_keeps_is_damaged(cell: float):
    with pytest.raises(CellInvalid) as refused:
        cells.text(cell)

    assert refused.value.why == Why.DAMAGED


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("xfjy-01-1-0101 ", "XFJY-01-1-0101"),
        ("ＸＦＪＹ－０１－１－０１０１", "XFJY-01-1-0101"),
        ("XFJY–01—1−0101", "XFJY-01-1-0101"),
        ("\t20260410000050", "20260410000050"),
        ("'20260410000050", "20260410000050"),
        (20260410000050.0, "20260410000050"),
        ("BT 2024 00001", "BT202400001"),
    ],
)
def test_a_code_is_the_same_however_it_was_typed(cell: cells.Cell, code: str):
    assert cells.code(cell) == code


@pytest.mark.parametrize(
    "cell", ["58.00", " 58.00 ", "58.00㎡", 58.0, "５８", "58平方米", "58.00 m²"]
)
def test_an_area_is_read_from_every_notation(cell: cells.Cell):
    assert cells.area(cell) == Decimal("58.00")


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("五十二", Why.NOT_A_NUMBER),
        (0.0, Why.NOT_POSITIVE),
        ("0", Why.NOT_POSITIVE),
        (-5.2, Why.NOT_POSITIVE),
        ("58.005", Why.TOO_PRECISE),
        ("1000000", Why.TOO_LARGE),
        (date(2025, 5, 8), Why.NOT_A_NUMBER),
        ("1e3", Why.NOT_A_NUMBER),
        ("58.", Why.NOT_A_NUMBER),
        ("9" * 2_000, Why.TOO_LONG),
    ],
)
def test_what_is_no_area_says_why(cell: cells.Cell, why: Why):
    with pytest.raises(CellInvalid) as refused:
        cells.area(cell)

    assert refused.value.why == why
    assert str(cell) not in str(refused.value), "a refusal never repeats the cell"


@pytest.mark.parametrize(
    "cell", ["5.20元", 5.2, "5.2", "5.20元/㎡·月", "5.2元/平方米·月", "５．２"]
)
def test_a_rate_is_read_from_every_notation(cell: cells.Cell):
    assert cells.rate(cell) == Decimal("5.2000")


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("301.60元", 30_160),
        ("1,000.00", 100_000),
        ("１，０００．００", 100_000),
        ("¥1,234,567.8", 123_456_780),
        ("￥301.6", 30_160),
        (301.6, 30_160),
        (211.12000000000003, 21_112),
        ("0", 0),
        ("132.500", 13_250),
        ("1000元整", 100_000),
    ],
)
def test_an_amount_is_exact_fen(cell: cells.Cell, fen: int):
    assert cells.amount(cell) == Money(fen)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("面议", Why.NOT_AN_AMOUNT),
        ("", Why.NOT_AN_AMOUNT),
        ("12.345", Why.TOO_PRECISE),
        (12.345, Why.TOO_PRECISE),
        ("-1", Why.NEGATIVE),
        ("1,00", Why.NOT_AN_AMOUNT),
        ("1,0000.00", Why.NOT_AN_AMOUNT),
        ("1.000,00", Why.NOT_AN_AMOUNT),
        ("999999999999999", Why.TOO_LARGE),
        ("=1+1", Why.NOT_AN_AMOUNT),
        ("0x10", Why.NOT_AN_AMOUNT),
        ("٣", Why.NOT_AN_AMOUNT),
    ],
)
def test_what_is_no_amount_says_why_and_is_never_rounded(cell: cells.Cell, why: Why):
    with pytest.raises(CellInvalid) as refused:
        cells.amount(cell)

    assert refused.value.why == why


@pytest.mark.parametrize(
    "cell",
    [
        *("2025-4-1", "2025-04-01", "2025/4/1", "2025.04.01", "2025.4.1", "20250401"),
        *("2025年4月1日", "２０２５年４月１日", " 2025-4-1 ", "2025-04-01 00:00:00", "45748"),
        *(45_748.0, 45_748.5, 20_250_401.0, date(2025, 4, 1), datetime(2025, 4, 1, 9, 30)),
    ],
)
def test_a_date_is_read_from_every_notation(cell: cells.Cell):
    assert cell_dates.date_of(cell) == date(2025, 4, 1)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2025-2-29", Why.NOT_A_DATE),
        ("2025-13-01", Why.NOT_A_DATE),
        ("2025-4", Why.NOT_A_DATE),
        ("25-4-1", Why.NOT_A_DATE),
        ("2025-4.1", Why.NOT_A_DATE),
        ("长期", Why.NOT_A_DATE),
        (0.0, Why.NOT_A_DATE),
        (-1.0, Why.NOT_A_DATE),
        (float("nan"), Why.DAMAGED),
        (1e9, Why.NOT_A_DATE),
        (59.0, Why.OUT_OF_RANGE),
        ("9999-12-31", Why.OUT_OF_RANGE),
        (time(8, 0), Why.NOT_A_DATE),
    ],
)
def test_what_is_no_date_says_why(cell: cells.Cell, why: Why):
    with pytest.raises(CellInvalid) as refused:
        cell_dates.date_of(cell)

    assert refused.value.why == why


@pytest.mark.parametrize(
    ("cell", "share"),
    [("80%", "0.8"), ("80 %", "0.8"), (0.8, "0.8"), ("30%", "0.3"), (0.0, "0"), ("0%", "0")]
    + [("33.33%", "0.3333"), (1.0, "1"), ("100%", "1"), ("８０％", "0.8")],
)
def test_a_percentage_and_a_fraction_are_the_same_share(cell: cells.Cell, share: str):
    assert cells.percent(cell) == Decimal(share)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (80.0, Why.OUT_OF_RANGE),
        ("120%", Why.OUT_OF_RANGE),
        ("-5%", Why.OUT_OF_RANGE),
        ("八折", Why.NOT_A_PERCENTAGE),
        ("8折", Why.NOT_A_PERCENTAGE),
        ("33.333%", Why.TOO_PRECISE),
    ],
)
def test_what_is_no_share_says_why(cell: cells.Cell, why: Why):
    with pytest.raises(CellInvalid) as refused:
        cells.percent(cell)

    assert refused.value.why == why


@pytest.mark.parametrize(
    ("cell", "answer"), [("是", True), ("有", True), ("无", False), ("否 ", False)]
)
def test_yes_and_no_are_read_in_both_wordings(cell: str, answer: bool):
    assert cells.yes_no(cell) is answer


def test_a_perhaps_is_neither_yes_nor_no():
    with pytest.raises(CellInvalid):
        cells.yes_no("不详")


@pytest.mark.parametrize(("cell", "number"), [(6.0, 6), ("6层", 6), ("2013年", 2013), ("-1", -1)])
def test_counts_are_whole_numbers(cell: cells.Cell, number: int):
    assert cells.whole_number(cell) == number


@pytest.mark.parametrize(("cell", "why"), [(2.5, Why.NOT_WHOLE), ("六", Why.NOT_A_NUMBER)])
def test_what_is_no_count_says_why(cell: cells.Cell, why: Why):
    with pytest.raises(CellInvalid) as refused:
        cells.whole_number(cell)

    assert refused.value.why == why


@pytest.mark.parametrize(
    "cell",
    ["04:08:54", "4:08:54", "040854", 40_854.0, time(4, 8, 54), datetime(2026, 4, 1, 4, 8, 54)],
)
def test_a_time_of_day_is_read_from_every_notation(cell: cells.Cell):
    assert cell_dates.time_of(cell) == time(4, 8, 54)


@pytest.mark.parametrize("cell", ["24:00:00", "0408", "早上", 0.17, "12:60"])
def test_what_is_no_time_is_refused(cell: cells.Cell):
    with pytest.raises(CellInvalid):
        cell_dates.time_of(cell)


@given(
    fen=st.integers(0, MAX_FEN), shape=st.sampled_from(["{}", "{:,}", "{}元", " {:,} ", "¥{:,}"])
)
def test_an_amount_written_is_the_amount_read(fen: int, shape: str):
    assert cells.amount(shape.format(Money(fen).as_yuan())) == Money(fen)


@given(fen=st.integers(0, 10**12))
def test_an_amount_survives_a_spreadsheets_own_number(fen: int):
    assert cells.amount(fen / 100) == Money(fen)


_SHAPES = ("{0:%Y}-{0.month}-{0.day}", "{0:%Y%m%d}", "{0:%Y.%m.%d}", "{0:%Y}年{0.month}月{0.day}日")


@given(day=st.dates(date(1900, 3, 1), date(2199, 12, 31)), shape=st.sampled_from(_SHAPES))
def test_a_date_written_is_the_date_read(day: date, shape: str):
    assert cell_dates.date_of(shape.format(day)) == day
    assert cell_dates.date_of(float((day - date(1899, 12, 30)).days)) == day


@given(area=st.decimals("0.01", "100000", places=2), unit=st.sampled_from(["", "㎡", " 平方米"]))
def test_an_area_written_is_the_area_read(area: Decimal, unit: str):
    assert cells.area(f"{area}{unit}") == area


@given(share=st.integers(0, 10_000))
def test_a_share_written_either_way_is_the_share_read(share: int):
    exact = Decimal(share) / 10_000
    assert cells.percent(f"{exact * 100}%") == cells.percent(float(exact)) == exact


_PARSERS = (cells.text, cells.code, cells.area, cells.rate, cells.amount, cells.signed_amount) + (
    cells.percent,
    cell_dates.date_of,
    cell_dates.time_of,
    cells.yes_no,
    cells.whole_number,
)


@given(
    cell=st.text(max_size=60) | st.floats() | st.dates() | st.datetimes() | st.times(),
    parse=st.sampled_from(_PARSERS),
)
def test_whatever_stands_in_a_cell_is_read_or_refused(cell: cells.Cell, parse):
    try:
        parse(cell)
    except CellInvalid as refused:
        assert refused.why in Why
