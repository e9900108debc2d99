"""The demo's own books: registers and bank statements, in the shape that offices keep them."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from random import Random
from typing import Any

from xlsxwriter import Workbook

from api.demo.cast import Estate
from api.demo.invented import Home, Tenant
from api.housing.books import BOOK as UNITS
from api.imports.columns import Book
from api.leases.books import BOOK as LEASES
from domain.money import Money

_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def unit_book(estate: Estate, stock: Sequence[Home], let: set[str], vacant_since: date) -> bytes:
    """房源台账 of a project."""
    rows: list[dict[str, object]] = [
        {
            "project": estate.name,
            "district": estate.district,
            "estate": estate.name,
            "building": f"{home.building}栋",
            "entrance": f"{home.entrance}单元",
            "room": home.room,
            "code": home.code,
            "layout": home.layout,
            "area": home.area,
            "floor": home.floor,
            "floors": estate.floors,
            "orientation": "南" if home.door == 1 else "南北",
            "has_lift": "是" if estate.floors > 6 else "否",
            "structure": "剪力墙" if estate.floors > 6 else "砖混",
            "built_year": estate.opened_year,
            "asset_card_no": f"ZC{home.code.replace('-', '')}",
            "price_per_m2": estate.price,
            "state": "空置",
            "vacant_since": None if home.code in let else vacant_since.isoformat(),
        }
        for home in stock
    ]
    return _workbook(UNITS, f"{estate.name}公租房房源台账", rows)


def lease_book(estate: Estate, people: Sequence[Tenant]) -> bytes:
    """租户台账 of a project, one row more for every further member."""
    rows: list[dict[str, object]] = []
    for one in people:
        first, *others = one.members or ((None, None, None),)
        rows.append(
            {
                "tenant_name": one.name,
                "national_id": one.national_id,
                "phone": one.phone,
                "tier": one.tier,
                "people": 1 + len(one.members),
                "unit_code": one.home.code,
                "contract_no": one.contract_no,
                "starts_on": one.starts_on.isoformat(),
                "ends_on": one.ends_on.isoformat(),
                "monthly_rent": str(one.rent.as_yuan()),
                "discount": f"{one.discount}%",
                "deposit": "1000.00",
                "moved_in_on": one.starts_on.isoformat(),
                **_member(first),
            }
        )
        rows += [_member(other) for other in others]
    return _workbook(LEASES, f"{estate.name}公租房租户台账", rows)


def _member(member: tuple[object, ...]) -> dict[str, object]:
    return dict(zip(("member_name", "relation", "member_national_id"), member, strict=True))


def _workbook(book: Book, title: str, rows: Iterable[dict[str, object]]) -> bytes:
    out = BytesIO()
    with Workbook(out, _PLAIN) as workbook:
        sheet: Any = workbook.add_worksheet(book.sheet)  # pyright: ignore[reportUnknownMemberType]
        sheet.write(0, 0, title)
        sheet.write_row(1, 0, [column.header for column in book.columns])
        for number, row in enumerate(rows, 2):
            sheet.write_row(number, 0, [row.get(column.field) or "" for column in book.columns])
    return out.getvalue()


def bank_statement(
    estate: Estate,
    lines: Sequence[tuple[date, Money, str, str]],
    *,
    number: int,
    random: Random,
) -> bytes:
    """A bank's file as it comes: GBK, a title, an account line; day, amount, payer, remark."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([f"{estate.name}代收租金专户 交易明细"])
    days = [line[0] for line in lines]
    period = f"{min(days)}至{max(days)}"
    writer.writerow(["账号", "6222********0417", "币种", "人民币", "起止", period])
    writer.writerow(
        [
            "交易日期",
            "交易时间",
            "收入金额",
            "支出金额",
            "账户余额",
            "对方户名",
            "对方账号",
            "摘要",
            "交易流水号",
        ]
    )
    balance = Money.yuan("180000.00")
    for line, (day, amount, payer, remark) in enumerate(sorted(lines), 1):
        balance += amount
        clock = (
            f"{random.randrange(7, 22):02d}:{random.randrange(60):02d}:{random.randrange(60):02d}"
        )
        account = f"6217************{random.randrange(10**4):04d}"
        serial = f"\t{estate.code}{day:%Y%m%d}{number:03d}{line:06d}"
        told = [f"{day:%Y%m%d}", clock, amount.as_yuan(), "", balance.as_yuan(), payer, account]
        writer.writerow([*told, remark, serial])
    return out.getvalue().encode("gbk", errors="replace")


def remark_for(tenant: Tenant, estate: Estate, random: Random) -> str:
    """What people write when they pay: code, contract or address, in their own spelling."""
    home = tenant.home
    short = f"{home.building}-{home.entrance}-{home.room}"
    return random.choice(
        (
            f"{home.code} 房租",
            f"租金 合同{tenant.contract_no}",
            f"{short}租金{tenant.name}",
            f"{estate.name}{home.building}栋{home.entrance}单元{home.room} 房租",
        )
    )
