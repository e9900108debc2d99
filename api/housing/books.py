"""房源台账, the register of homes: its columns, its rows, and the rules of the book."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from api.imports.columns import Book, CellError, Column, Reading, Table
from api.imports.sheet import read_table
from api.imports.workbook import Grid
from domain import addresses
from domain.cell_dates import date_of
from domain.cells import Cell, CellInvalid, Why, area, code, rate, text, whole_number, yes_no
from domain.housing import UnitState
from domain.unit_kinds import UnitKind

_EARLIEST_BUILT, _LATEST_BUILT = 1900, 2100
_LOWEST_FLOOR, _HIGHEST_FLOOR = -9, 199

#: 状态 as offices word it. A blank means vacant.
STATES: Final[Mapping[str, UnitState]] = {
    "登记中": UnitState.DRAFT,
    **dict.fromkeys(("待接收验收", "待接收", "待验收"), UnitState.ACCEPTANCE),
    **dict.fromkeys(("空置", "空置可配租", "可配租", "待租", "未租"), UnitState.AVAILABLE),
    **dict.fromkeys(("已锁定", "待签约", "已锁定/待签约"), UnitState.RESERVED),
    **dict.fromkeys(("在租", "已租", "已出租", "已租赁", "已配租", "出租"), UnitState.LEASED),
    "待退房": UnitState.NOTICE,
    **dict.fromkeys(("腾退整备", "整备", "腾退待租"), UnitState.TURNOVER),
    **dict.fromkeys(("维修停用", "维修", "停用"), UnitState.REPAIR),
    **dict.fromkeys(("冻结", "涉诉", "冻结/涉诉"), UnitState.FROZEN),
    **dict.fromkeys(("退出保障", "处置", "退出保障/处置"), UnitState.WITHDRAWN),
}

#: 用途 of premises beside the homes. Most registers have no such column, and only homes.
KINDS: Final[Mapping[str, UnitKind]] = {
    **dict.fromkeys(("住宅", "住房", "公租房"), UnitKind.DWELLING),
    **dict.fromkeys(("商铺", "商业", "商业用房", "门市"), UnitKind.SHOP),
    **dict.fromkeys(("车位", "车库", "停车位"), UnitKind.PARKING),
    **dict.fromkeys(("公共用房", "物业用房"), UnitKind.PUBLIC_ROOM),
    **dict.fromkeys(("设备间", "设备用房"), UnitKind.EQUIPMENT_ROOM),
}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A home as its register describes it. `row` is the sheet's; areas are square metres."""

    row: int
    project: str
    district: str | None
    estate: str | None
    building: str
    entrance: str
    room: str
    code: str
    layout: str | None
    area: Decimal
    inner_area: Decimal | None
    floor: int | None
    floors: int | None
    orientation: str | None
    has_lift: bool | None
    structure: str | None
    built_year: int | None
    title_no: str | None
    asset_card_no: str | None
    price_per_m2: Decimal
    state: UnitState
    vacant_since: date | None
    note: str | None
    kind: UnitKind = UnitKind.DWELLING


@dataclass(frozen=True, slots=True)
class HousingTotals:
    """What a person compares with the foot of the paper before confirming."""

    units: int
    area: Decimal


def read_units(grid: Grid) -> Reading[UnitRow]:
    """The book's homes, and every cell that is wrong in itself or against the book.

    Raises ColumnsMissing or ColumnsAmbiguous for another kind of sheet.
    """
    table = read_table(grid, BOOK)
    errors = [*table.errors, *_said_twice(table)]
    wrong = table.wrong.union(error.row for error in errors)
    return Reading[UnitRow].of(table, _rows(table, wrong), errors)


def check_against_stock(
    reading: Reading[UnitRow], existing_codes: Collection[str]
) -> Reading[UnitRow]:
    """The same with homes that are registered already as errors; `existing_codes` is a set."""
    table = reading.table
    known = (
        table.error(at, _COLUMN["code"], Why.DUPLICATE)
        for at, unit_code in enumerate(table.values["code"])
        if unit_code in existing_codes
    )
    return reading.with_errors(known, lambda unit: unit.row)


def totals(units: Sequence[UnitRow]) -> HousingTotals:
    return HousingTotals(len(units), sum((unit.area for unit in units), Decimal("0.00")))


def _floor(cell: Cell) -> int:
    return _between(whole_number(cell), _LOWEST_FLOOR, _HIGHEST_FLOOR)


def _built_year(cell: Cell) -> int:
    return _between(whole_number(cell), _EARLIEST_BUILT, _LATEST_BUILT)


def _between(number: int, lowest: int, highest: int) -> int:
    if not lowest <= number <= highest:
        raise CellInvalid(Why.OUT_OF_RANGE)
    return number


def _state(cell: Cell) -> UnitState:
    state = STATES.get(text(cell))
    if state is None:
        raise CellInvalid(Why.NOT_IN_LIST)
    return state


def _kind(cell: Cell) -> UnitKind:
    kind = KINDS.get(text(cell))
    if kind is None:
        raise CellInvalid(Why.NOT_IN_LIST)
    return kind


def _named(name: Callable[[str], str]) -> Callable[[Cell], str]:
    return lambda cell: name(code(cell))


BOOK: Final = Book(
    sheet="房源台账",
    anchors=("code", "room"),
    columns=(
        Column("项目名称", "project", text, required=True, aliases=("项目",), merged=True),
        Column("区县", "district", text, aliases=("旗县区", "所属区县"), merged=True),
        Column("小区", "estate", text, aliases=("小区名称",), merged=True),
        Column(
            "栋号",
            "building",
            _named(addresses.building_name),
            required=True,
            aliases=("楼栋", "楼号", "幢号"),
            merged=True,
        ),
        Column(
            "单元",
            "entrance",
            _named(addresses.entrance_name),
            aliases=("单元号",),
            merged=True,
            blank="",
        ),
        Column(
            "房号",
            "room",
            _named(addresses.room_number),
            required=True,
            aliases=("室号", "门牌号", "房间号"),
            as_text=True,
        ),
        Column(
            "房源编码", "code", code, required=True, aliases=("房源编号", "房屋编码"), as_text=True
        ),
        Column("户型", "layout", text),
        Column(
            "建筑面积(㎡)",
            "area",
            area,
            required=True,
            aliases=("建筑面积", "建筑面积(平方米)", "建筑面积(平米)"),
        ),
        Column("套内面积", "inner_area", area, aliases=("套内面积(㎡)", "套内面积(平方米)")),
        Column("楼层", "floor", _floor, aliases=("所在楼层",)),
        Column("总楼层", "floors", _floor, aliases=("总层数",)),
        Column("朝向", "orientation", text),
        Column("电梯(是/否)", "has_lift", yes_no, aliases=("电梯", "有无电梯")),
        Column("结构", "structure", text, aliases=("建筑结构",)),
        Column("建成年份", "built_year", _built_year, aliases=("建成年代",)),
        Column("权属证号", "title_no", text, aliases=("产权证号", "不动产权证号"), as_text=True),
        Column("资产卡片号", "asset_card_no", code, aliases=("资产卡片编号",), as_text=True),
        Column(
            "租金单价(元/㎡·月)",
            "price_per_m2",
            rate,
            required=True,
            aliases=("租金单价", "租金单价(元/平方米·月)", "租金标准(元/㎡·月)"),
        ),
        Column("状态", "state", _state, aliases=("房源状态",), blank=UnitState.AVAILABLE),
        Column("空置起始日", "vacant_since", date_of, aliases=("空置起始日期",)),
        Column("备注", "note", text),
        Column("用途", "kind", _kind, aliases=("房屋用途", "房屋类别"), blank=UnitKind.DWELLING),
    ),
)
_COLUMN: Final = {column.field: column for column in BOOK.columns}


def _said_twice(table: Table) -> list[CellError]:
    """A code that stands higher up already, and a door that has a code already."""
    errors: list[CellError] = []
    codes, doors = set[str](), set[tuple[Any, ...]]()
    fields = ("code", "project", "building", "entrance", "room")
    for at, (unit_code, *door) in enumerate(zip(*(table.values[f] for f in fields), strict=True)):
        project, building, _, room = place = tuple(door)
        is_whole_door = None not in (project, building, room)
        if unit_code is not None and unit_code in codes:
            errors.append(table.error(at, _COLUMN["code"], Why.DUPLICATE))
        elif is_whole_door and place in doors:
            errors.append(table.error(at, _COLUMN["room"], Why.DUPLICATE))
        if unit_code is not None:
            codes.add(unit_code)
        if is_whole_door:
            doors.add(place)
    return errors


def _rows(table: Table, wrong: set[int]) -> list[UnitRow]:
    columns = [table.values[column.field] for column in BOOK.columns]
    return [
        UnitRow(number, *cells)
        for number, *cells in zip(table.numbers, *columns, strict=True)
        if number not in wrong
    ]
