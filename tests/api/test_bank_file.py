"""A bank's statement, and what of it can be matched."""

import json
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import xlsxwriter

from api.housing.books import read_units
from api.imports.columns import ColumnsMissing
from api.imports.limits import FileTypeMismatch
from api.imports.workbook import read_workbook
from api.leases.books import read_tenants
from api.rent.bank_file import (
    BankLine,
    CurrencyUnsupported,
    Statement,
    mask_account,
    read_statement,
)
from domain.cells import Why
from domain.matching import Line, Matched, Stock, StockLease, match
from domain.money import Money

DATA = Path(__file__).parent.parent / "data"
EXPECTED = json.loads((DATA / "expected.json").read_text("utf-8"))["银行流水_2026-04.csv"]
FILE = (DATA / "银行流水_2026-04.csv").read_bytes()
HEADER = "交易日期,交易时间,收入金额,支出金额,账户余额,对方户名,对方账号,摘要,交易流水号"
LINE = '20260401,04:08:54,154.99,,"184,358.65",黄平磊,6217000000007187,租金,\t20260410000050'


def statement(*lines: str, above: str = "", encoding: str = "gbk") -> Statement:
    text = "\r\n".join([*([above] if above else []), HEADER, *lines])
    return read_statement(text.encode(encoding))


def as_workbook(rows: list[list[Any]], path: Path) -> bytes:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                write = sheet.write_datetime if isinstance(cell, date) else sheet.write
                write(number, place, cell, *([day] if isinstance(cell, date) else []))
    return path.read_bytes()


def test_the_file_is_read_to_its_last_fen():
    read = read_statement(FILE)

    assert read.encoding == EXPECTED["encoding"]
    assert read.header_row == EXPECTED["header_row"]
    assert len(read.lines) == EXPECTED["lines"]
    assert len(read.distinct) == EXPECTED["distinct"]
    assert Money(read.income_fen) == Money.yuan(EXPECTED["income"])
    assert read.stated_income_fen == read.income_fen, "the bank's own total"
    assert read.errors == []
    assert (read.account_mask, read.from_on, read.to_on) == (
        "6222********0417",
        date(2026, 4, 1),
        date(2026, 4, 30),
    )


def test_a_serial_number_that_comes_twice_is_one_movement():
    duplicates = [line for line in read_statement(FILE).lines if line.is_duplicate]

    assert [line.serial_no for line in duplicates] == [EXPECTED["duplicate_serial"]]
    assert duplicates[0].row == 131, "the later of the two"


def test_a_line_is_read_in_full():
    assert read_statement(FILE).lines[0] == BankLine(
        row=4,
        booked_on=date(2026, 4, 1),
        booked_time=time(4, 8, 54),
        income_fen=15_499,
        expense_fen=0,
        balance_fen=18_435_865,
        payer_name="黄平磊",
        payer_account_mask="6217************7187",
        remark="租金 合同BT202500056",
        serial_no="20260410000050",
    )


def stock() -> Stock:
    homes = {
        home.code: home
        for home in read_units(read_workbook((DATA / "房源台账.xlsx").read_bytes())).rows
    }
    return Stock.of(
        StockLease(
            lease_id=UUID(int=lease.row),
            unit_code=lease.unit_code,
            contract_no=lease.contract_no,
            project_names=(homes[lease.unit_code].project,),
            building=homes[lease.unit_code].building,
            entrance=homes[lease.unit_code].entrance,
            room=homes[lease.unit_code].room,
            tenant_name=lease.tenant_name,
            monthly_rent_fen=lease.monthly_rent.fen,
            open_debt_fen=lease.monthly_rent.fen,
            starts_on=lease.starts_on,
        )
        for lease in read_tenants(read_workbook((DATA / "租户台账.xlsx").read_bytes())).rows
    )


def test_exactly_the_matchable_lines_are_matched_and_none_is_guessed():
    leases = stock()
    matched, unmatched = [], []
    for line in read_statement(FILE).distinct:
        verdict = match(Line(line.remark, line.payer_name, line.income_fen, line.booked_on), leases)
        (matched if isinstance(verdict, Matched) else unmatched).append(line)

    assert len(matched) == EXPECTED["matchable"]
    assert sum(line.income_fen for line in matched) == Money.yuan(EXPECTED["matchable_amount"]).fen
    assert (
        sorted(
            (
                {"serial": x.serial_no, "amount": str(Money(x.income_fen).as_yuan())}
                for x in unmatched
            ),
            key=lambda each: each["serial"],
        )
        == EXPECTED["unmatched"]
    )


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("gbk", "gbk"), ("gb18030", "gbk"), ("utf-8", "utf-8"), ("utf-8-sig", "utf-8")],
)
def test_the_encoding_is_found(encoding: str, found: str):
    read = statement(LINE, encoding=encoding)

    assert read.encoding == found
    assert read.lines[0].payer_name == "黄平磊"


def test_a_whole_account_number_is_never_kept():
    assert statement(LINE).lines[0].payer_account_mask == "6217********7187"
    assert statement(LINE, above="账号：6222000000000417").account_mask == "6222********0417"


@pytest.mark.parametrize(
    ("number", "mask"),
    [("6222********0417", "6222********0417"), ("12345678", "12345678"), ("", "")],
)
def test_what_is_masked_or_short_stays_as_it_is(number: str, mask: str):
    assert mask_account(number) == mask


@pytest.mark.parametrize("serial", ["\t20260410000050", "'20260410000050", " 20260410000050 "])
def test_marks_against_counting_are_no_part_of_a_serial_number(serial: str):
    line = LINE.replace("\t20260410000050", serial)

    assert statement(line).lines[0].serial_no == "20260410000050"


def test_a_workbook_is_read_like_the_text(tmp_path: Path):
    data = as_workbook(
        [
            ["账号", "6222********0417", "起止", "2026-04-01至2026-04-30"],
            HEADER.split(","),
            [
                *(date(2026, 4, 1), "04:08:54", 154.99, "", 184_358.65),
                *("黄平磊", "6217000000007187", "租金", "20260410000050"),
            ],
        ],
        tmp_path / "流水.xlsx",
    )
    read = read_statement(data)

    assert read.errors == []
    assert (read.encoding, read.from_on) == ("", date(2026, 4, 1))
    assert read.lines == [
        BankLine(
            *(3, date(2026, 4, 1), time(4, 8, 54), 15_499, 0, 18_435_865),
            *("黄平磊", "6217********7187", "租金", "20260410000050"),
        )
    ]


def test_a_serial_number_damaged_by_the_spreadsheet_is_refused(tmp_path: Path):
    row = [date(2026, 4, 1), "", 1.0, "", "", "", "", "租金", 2.0260410000050002e18]
    read = read_statement(as_workbook([HEADER.split(","), row], tmp_path / "流水.xlsx"))

    assert [(e.row, e.column, e.why) for e in read.errors] == [(2, "交易流水号", Why.DAMAGED)]


@pytest.mark.parametrize(
    ("line", "column", "why"),
    [
        (",,1.00,,,张三,,租金,1", "交易日期", Why.MISSING),
        ("20260431,,1.00,,,张三,,租金,1", "交易日期", Why.NOT_A_DATE),
        ("20260401,,一元,,,张三,,租金,1", "收入金额", Why.NOT_AN_AMOUNT),
        ("20260401,,-1.00,,,张三,,租金,1", "收入金额", Why.NEGATIVE),
        ("20260401,,1.005,,,张三,,租金,1", "收入金额", Why.TOO_PRECISE),
        ("20260401,,,,,张三,,租金,1", "收入金额", Why.INCOME_OR_EXPENSE),
        ("20260401,,1.00,1.00,,张三,,租金,1", "收入金额", Why.INCOME_OR_EXPENSE),
        ("20260401,,0,0,,张三,,租金,1", "收入金额", Why.INCOME_OR_EXPENSE),
        ("20260401,,1.00,,,张三,,租金,", "交易流水号", Why.MISSING),
    ],
)
def test_a_wrong_line_is_named_and_left_out(line: str, column: str, why: Why):
    read = statement(LINE, line)

    assert [(e.row, e.column, e.why) for e in read.errors] == [(3, column, why)]
    assert [each.row for each in read.lines] == [2]


def test_a_serial_number_reused_for_other_money_is_an_error():
    read = statement(LINE, LINE.replace("154.99", "155.00"))

    assert [(e.row, e.why) for e in read.errors] == [(3, Why.SERIAL_REUSED)]
    assert len(read.lines) == 1


def test_an_expense_is_read_as_one():
    [line] = statement("2026-04-01,,-,10.00,,银行,,手续费,1").lines

    assert (line.income_fen, line.expense_fen) == (0, 1_000)


def test_an_account_in_another_currency_is_refused():
    with pytest.raises(CurrencyUnsupported):
        statement(LINE, above="账号,6222********0417,币种,美元")


def test_words_of_other_banks_are_understood():
    text = (
        "账号：6222********0417   \n起始日期,20260401,终止日期,20260430\n"
        "记账日期,贷方发生额,借方发生额,余额,对方账户名称,对方账户,摘要,附言,交易参考号\n"
        "2026-04-01 08:00:00,10.00,,10.00,张三,6217000000007187,转账,4-1-302房租,A1\n"
    )
    read = read_statement(text.encode())

    assert read.errors == []
    assert (read.from_on, read.to_on) == (date(2026, 4, 1), date(2026, 4, 30))
    assert read.lines[0].remark == "转账 4-1-302房租"
    assert read.lines[0].booked_on == date(2026, 4, 1)


def test_another_kind_of_file_lacks_columns():
    with pytest.raises(ColumnsMissing) as refused:
        read_statement("姓名,电话\n张三,1\n".encode())

    assert refused.value.facts["names"] == ["交易日期", "收入金额", "摘要", "交易流水号"]


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04junk"])
def test_what_is_neither_text_nor_workbook_is_refused(data: bytes):
    with pytest.raises(FileTypeMismatch):
        read_statement(data)


def test_a_register_is_no_statement():
    with pytest.raises(ColumnsMissing):
        read_statement((DATA / "房源台账.xlsx").read_bytes())
