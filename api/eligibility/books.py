"""保障对象名单, the list of those approved: its columns, its rows, and the rules of the book."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from api.imports import people
from api.imports.columns import Book, CellError, Column, Reading, Table
from api.imports.sheet import read_table
from api.imports.workbook import Grid
from domain.cell_dates import date_of
from domain.cells import Cell, CellInvalid, Why, area, code, text, yes_no
from domain.eligibility import PriorityGroup
from domain.flat_selection import rooms_of
from domain.rent import Tier

_SEPARATORS: Final = re.compile(r"[、,，;；/\s]+")
_MOST_ROOMS: Final = 9

#: 优先类别 as offices word it.
GROUPS: Final[Mapping[str, PriorityGroup]] = {
    **dict.fromkeys(("优抚对象", "优抚", "退役军人"), PriorityGroup.PREFERENTIAL),
    **dict.fromkeys(("见义勇为", "劳动模范", "劳模"), PriorityGroup.MERIT),
    **dict.fromkeys(("高龄", "高龄老人", "老年人"), PriorityGroup.ELDERLY),
    **dict.fromkeys(("孤老", "孤寡", "孤儿"), PriorityGroup.ALONE),
    **dict.fromkeys(("多子女", "多孩家庭"), PriorityGroup.MANY_CHILDREN),
    **dict.fromkeys(("失独", "计生特殊家庭"), PriorityGroup.BEREAVED),
    **dict.fromkeys(("残疾", "残疾人"), PriorityGroup.DISABILITY),
    **dict.fromkeys(("重大疾病", "大病", "重病"), PriorityGroup.SERIOUS_ILLNESS),
}


@dataclass(frozen=True, slots=True)
class MemberRow:
    row: int
    name: str
    relation: str | None
    national_id: str


@dataclass(frozen=True, slots=True)
class ApprovedRow:
    """A household as the list has it. `ends_on` is the last day; `row` is the sheet's."""

    row: int
    applicant_name: str
    national_id: str
    phone: str | None
    tier: Tier
    people: int | None
    approved_area: Decimal | None
    approved_rooms: int | None
    starts_on: date
    ends_on: date
    decision_no: str
    queued_on: date
    priority_groups: tuple[PriorityGroup, ...]
    needs_easy_access: bool
    note: str | None
    members: tuple[MemberRow, ...]

    @property
    def size(self) -> int:
        return self.people or 1 + len(self.members)


def read_approved(grid: Grid) -> Reading[ApprovedRow]:
    """The list's households, and every cell that is wrong in itself or against the list.

    Raises ColumnsMissing or ColumnsAmbiguous for another kind of sheet.
    """
    table = read_table(grid, BOOK)
    households = people.households(table, _REPEATED)
    errors = [
        *table.errors,
        *people.said_twice(table, households, ((COLUMN["national_id"], Why.DUPLICATE),)),
        *people.ends_before_start(table, households, COLUMN["ends_on"]),
        *people.wrong_members(table, households, COLUMN, "applicant_name"),
        *_unnumbered(table),
        *_too_few(table, households),
    ]
    wrong = table.wrong.union(error.row for error in errors)
    return Reading[ApprovedRow].of(table, _rows(table, households, wrong), errors)


def _groups(cell: Cell) -> tuple[PriorityGroup, ...]:
    words = [word for word in _SEPARATORS.split(text(cell)) if word]
    if any(word not in GROUPS for word in words):
        raise CellInvalid(Why.NOT_IN_LIST)
    return tuple(sorted({GROUPS[word] for word in words}))


def _rooms(cell: Cell) -> int:
    """一居, 两室一厅, or the number alone."""
    written = text(cell)
    rooms = rooms_of(written) or (int(written) if written.isdecimal() else None)
    if rooms is None or not 1 <= rooms <= _MOST_ROOMS:
        raise CellInvalid(Why.NOT_IN_LIST)
    return rooms


BOOK: Final = Book(
    sheet="保障对象名单",
    anchors=("national_id",),
    owners=("applicant_name",),
    continued=("member_name", "member_national_id"),
    columns=(
        Column("姓名", "applicant_name", text, required=True, aliases=("申请人",), classified=True),
        Column(
            "身份证号",
            "national_id",
            people.national_id,
            required=True,
            aliases=("申请人身份证号", "证件号码"),
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
        Column(
            "共同申请人姓名",
            "member_name",
            text,
            aliases=("共同申请人", "家庭成员姓名", "共同居住人姓名"),
            classified=True,
        ),
        Column("与申请人关系", "relation", text, aliases=("关系", "与承租人关系")),
        Column(
            "共同申请人身份证号",
            "member_national_id",
            people.national_id,
            aliases=("家庭成员身份证号", "共同居住人身份证号"),
            classified=True,
            as_text=True,
        ),
        Column("准予面积(㎡)", "approved_area", area, aliases=("准予面积", "保障面积")),
        Column("准予户型", "approved_rooms", _rooms, aliases=("准予居室", "保障户型")),
        Column("有效期起", "starts_on", date_of, required=True, aliases=("资格起",)),
        Column("有效期止", "ends_on", date_of, required=True, aliases=("资格止",)),
        Column(
            "批准文号",
            "decision_no",
            code,
            required=True,
            aliases=("决定文号", "文号"),
            merged=True,
            as_text=True,
        ),
        Column("轮候登记日", "queued_on", date_of, required=True, aliases=("轮候日期",)),
        Column("优先类别", "priority_groups", _groups, classified=True, blank=()),
        Column(
            "低楼层需求(是/否)",
            "needs_easy_access",
            yes_no,
            aliases=("低楼层需求",),
            classified=True,
            blank=False,
        ),
        Column("备注", "note", text, classified=True),
    ),
)
COLUMN: Final = {column.field: column for column in BOOK.columns}
#: What a flat export repeats in every row of a household.
_REPEATED: Final = ("applicant_name", "national_id")
_MEMBER_FIELDS: Final = ("member_name", "relation", "member_national_id")
_HEAD_FIELDS: Final = tuple(
    name for name in ApprovedRow.__dataclass_fields__ if name not in ("row", "members")
)


def _unnumbered(table: Table) -> list[CellError]:
    """Somebody granted a home with the applicant has a number."""
    names, ids = table.values["member_name"], table.values["member_national_id"]
    found = COLUMN["member_national_id"]
    return [
        table.error(at, found, Why.MISSING)
        for at, name in enumerate(names)
        if name is not None and ids[at] is None and table.numbers[at] not in table.wrong
    ]


def _too_few(table: Table, households: Mapping[int, list[int]]) -> list[CellError]:
    """A household has at least the people that are named."""
    told, names = table.values["people"], table.values["member_name"]
    return [
        table.error(head, COLUMN["people"], Why.OUT_OF_RANGE)
        for head, rows in households.items()
        if told[head] is not None and told[head] < 1 + sum(names[at] is not None for at in rows)
    ]


def _rows(table: Table, households: Mapping[int, list[int]], wrong: set[int]) -> list[ApprovedRow]:
    numbers = table.numbers
    columns = [table.values[field] for field in _HEAD_FIELDS]
    members = [table.values[field] for field in _MEMBER_FIELDS]
    return [
        ApprovedRow(
            numbers[head],
            *(column[head] for column in columns),
            members=tuple(
                MemberRow(numbers[at], *(column[at] for column in members))
                for at in places
                if members[0][at] is not None
            ),
        )
        for head, places in households.items()
        if wrong.isdisjoint(numbers[at] for at in places)
    ]
