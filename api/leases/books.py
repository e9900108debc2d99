"""租户台账, the register of tenants: its columns, its rows, and the rules of the book."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Final

from api.imports import people
from api.imports.columns import Book, CellError, Column, Reading, Table
from api.imports.sheet import read_table
from api.imports.workbook import Grid
from domain.cell_dates import date_of
from domain.cells import Why, amount, code, percent, text
from domain.money import ZERO, Money, total
from domain.rent import Tier


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody who lives with the tenant. `row` is the sheet's."""

    row: int
    name: str
    relation: str | None
    national_id: str | None


@dataclass(frozen=True, slots=True)
class TenantRow:
    """A lease as the register has it, with the household. `ends_on` is the last day."""

    row: int
    tenant_name: str
    national_id: str
    phone: str | None
    tier: Tier
    people: int | None
    unit_code: str
    contract_no: str
    starts_on: date
    ends_on: date
    monthly_rent: Money
    discount: Decimal | None
    deposit: Money
    moved_in_on: date | None
    emergency_contact: str | None
    note: str | None
    members: tuple[MemberRow, ...]


@dataclass(frozen=True, slots=True)
class LeaseTotals:
    """What a person compares with the foot of the paper before confirming."""

    leases: int
    people: int
    monthly_rent: Money


@dataclass(frozen=True, slots=True)
class Stock:
    """What is known outside the book: homes by code, those let already, contract numbers used."""

    units: Collection[str]
    let_units: Collection[str] = frozenset()
    contract_nos: Collection[str] = frozenset()


def read_tenants(grid: Grid) -> Reading[TenantRow]:
    """The book's leases, and every cell that is wrong in itself or against the book.

    A lease with an error in any row of its household is out. Raises ColumnsMissing or
    ColumnsAmbiguous for another kind of sheet.
    """
    table = read_table(grid, BOOK)
    households = people.households(table, _REPEATED)
    errors = [
        *table.errors,
        *people.said_twice(table, households, _ONCE),
        *people.ends_before_start(table, households, _COLUMN["ends_on"]),
        *people.wrong_members(table, households, _COLUMN, "tenant_name"),
    ]
    wrong = table.wrong.union(error.row for error in errors)
    return Reading[TenantRow].of(table, _rows(table, households, wrong), errors)


def check_against_stock(reading: Reading[TenantRow], stock: Stock) -> Reading[TenantRow]:
    """The same with homes that nobody knows or that are let, and contract numbers in use."""
    table = reading.table
    units, contracts = table.values["unit_code"], table.values["contract_no"]
    errors: list[CellError] = []
    for at in people.households(table, _REPEATED):
        unit, contract = units[at], contracts[at]
        if unit is not None and unit not in stock.units:
            errors.append(table.error(at, _COLUMN["unit_code"], Why.UNKNOWN_UNIT))
        elif unit in stock.let_units:
            errors.append(table.error(at, _COLUMN["unit_code"], Why.UNIT_ALREADY_LET))
        if contract in stock.contract_nos:
            errors.append(table.error(at, _COLUMN["contract_no"], Why.DUPLICATE))
    return reading.with_errors(errors, lambda lease: lease.row)


def totals(leases: Sequence[TenantRow]) -> LeaseTotals:
    """People are tenants and those who live with them, as they are listed."""
    return LeaseTotals(
        len(leases),
        sum(1 + len(lease.members) for lease in leases),
        total(lease.monthly_rent for lease in leases),
    )


BOOK: Final = Book(
    sheet="租户台账",
    anchors=("national_id", "unit_code", "contract_no"),
    owners=("tenant_name",),
    continued=("member_name", "member_national_id"),
    columns=(
        Column("承租人", "tenant_name", text, required=True, aliases=("姓名",), classified=True),
        Column(
            "身份证号",
            "national_id",
            people.national_id,
            required=True,
            aliases=("承租人身份证号", "证件号码"),
            classified=True,
            as_text=True,
        ),
        Column(
            "联系电话",
            "phone",
            people.phone,
            aliases=("电话", "手机号"),
            classified=True,
            as_text=True,
        ),
        Column("保障类别", "tier", people.tier, required=True, aliases=("保障对象类别",)),
        Column("家庭人口", "people", people.people, aliases=("家庭人口数", "人口")),
        Column("共同居住人姓名", "member_name", text, aliases=("共同居住人",), classified=True),
        Column("与承租人关系", "relation", text, aliases=("关系",)),
        Column(
            "共同居住人身份证号",
            "member_national_id",
            people.national_id,
            classified=True,
            as_text=True,
        ),
        Column("房源编码", "unit_code", code, required=True, aliases=("房源编号",), as_text=True),
        Column("合同编号", "contract_no", code, required=True, aliases=("合同号",), as_text=True),
        Column("合同起", "starts_on", date_of, required=True, aliases=("合同起始日", "起租日")),
        Column("合同止", "ends_on", date_of, required=True, aliases=("合同终止日", "到期日")),
        Column("月租金(元)", "monthly_rent", amount, required=True, aliases=("月租金",)),
        Column("减免比例", "discount", percent, aliases=("减免比例/档次",)),
        Column("押金(元)", "deposit", amount, aliases=("押金",), blank=ZERO),
        Column("入住日期", "moved_in_on", date_of, aliases=("入住时间",)),
        Column("紧急联系人", "emergency_contact", text, classified=True),
        Column("备注", "note", text),
    ),
)
_COLUMN: Final = {column.field: column for column in BOOK.columns}
#: What a flat export repeats in every row of a household.
_REPEATED: Final = ("tenant_name", "unit_code", "contract_no")
_MEMBER_FIELDS: Final = ("member_name", "relation", "member_national_id")
_HEAD_FIELDS: Final = tuple(
    each.name for each in fields(TenantRow) if each.name not in ("row", "members")
)


#: One contract number once; one home to one lease, the first in the book.
_ONCE: Final = (
    (_COLUMN["contract_no"], Why.DUPLICATE),
    (_COLUMN["unit_code"], Why.UNIT_ALREADY_LET),
)


def _rows(
    table: Table, households: Mapping[int, Sequence[int]], wrong: set[int]
) -> list[TenantRow]:
    numbers = table.numbers
    columns = [table.values[field] for field in _HEAD_FIELDS]
    members = [table.values[field] for field in _MEMBER_FIELDS]
    return [
        TenantRow(
            numbers[head],
            *(column[head] for column in columns),
            members=tuple(
                MemberRow(numbers[at], *(column[at] for column in members))
                for at in places
                if members[0][at] is not None
            ),
        )
        for head, places in households.items()
        if not wrong or wrong.isdisjoint(numbers[at] for at in places)
    ]
