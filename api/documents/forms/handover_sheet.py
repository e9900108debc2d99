"""入住交接单 and 退房交验单: meters, keys and fittings as both sides signed them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.documents.blocks import Column, Fact, Heading, Row, Verification
from api.documents.ink import Align
from api.documents.paper import Paper
from api.documents.wording import day, yuan
from domain.handover_sheets import Condition, KeyKind, MeterKind, Sheet, damages_total
from domain.handovers import HandoverKind
from domain.money import Money

TITLES: Final[Mapping[HandoverKind, str]] = {
    HandoverKind.ACCEPTANCE: "承接查验记录",
    HandoverKind.CHECK_IN: "入住交接单",
    HandoverKind.CHECK_OUT: "退房交验单",
}
_METERS: Final = {
    MeterKind.WATER: ("水表", "m³"),
    MeterKind.POWER: ("电表", "kWh"),
    MeterKind.GAS: ("气表", "m³"),
    MeterKind.HEAT: ("热表", "GJ"),
}
_KEYS: Final = {
    KeyKind.DOOR: "入户门",
    KeyKind.ENTRANCE: "单元门",
    KeyKind.MAILBOX: "信报箱",
    KeyKind.METER_BOX: "表箱",
    KeyKind.OTHER: "其他",
}
_CONDITIONS: Final = {
    Condition.INTACT: "完好",
    Condition.DAMAGED: "损坏",
    Condition.MISSING: "缺失",
}


@dataclass(frozen=True, slots=True)
class Signed:
    """A side of the sheet: its capacity, whose hand, and when."""

    capacity: str
    name: str
    on: str


@dataclass(frozen=True, slots=True)
class HandoverSheet:
    """`before` are the readings of the check-in that a check-out is set beside."""

    kind: HandoverKind
    number: str
    printed_on: date
    on_date: date
    operator: str
    household: str
    unit: str
    lease_number: str
    sheet: Sheet
    before: Mapping[MeterKind, str]
    digest: str
    signed: tuple[Signed, Signed]
    verification: Verification | None = None


def render(form: HandoverSheet) -> bytes:
    """The sheet as a PDF."""
    title = TITLES[form.kind]
    paper = Paper(title=f"{title} {form.number}", printed_on=form.printed_on)
    paper.heading(
        Heading(
            title,
            number=form.number,
            issuer=f"运营单位：{form.operator}",
            verification=form.verification,
        )
    )
    paper.facts(
        (
            Fact("承租人", form.household or "—"),
            Fact("租赁合同", form.lease_number or "—"),
            Fact("房屋", form.unit, wide=True),
            Fact("交接日期", day(form.on_date)),
            Fact("照片", f"{len(form.sheet.file_ids)} 张（存于档案）"),
        )
    )
    _readings(paper, form)
    _fittings(paper, form)
    if form.kind is HandoverKind.CHECK_OUT:
        paper.y += 3
        paper.make_room(14)
        paper.amount("赔偿合计", damages_total(form.sheet))
    if form.sheet.note:
        paper.y += 2
        paper.paragraph(f"备注：{form.sheet.note}")
    paper.y += 4
    paper.signatures([(one.capacity, f"{one.name}　{one.on}".strip()) for one in form.signed])
    paper.y += 2
    paper.paragraph(f"双方签署的内容摘要（SHA-256）：{form.digest}", small=True)
    return paper.to_bytes()


def _readings(paper: Paper, form: HandoverSheet) -> None:
    paper.caption("表数与钥匙")
    paper.table(
        (
            Column("表", 30),
            Column("表号", 44),
            Column("入住表数", 34, Align.RIGHT),
            Column("本次表数", 34, Align.RIGHT),
            Column("单位", 20, Align.CENTRE),
        ),
        [
            Row(
                (
                    _METERS[one.kind][0],
                    one.meter_no or "—",
                    form.before.get(one.kind, "—"),
                    format(one.reading.normalize(), "f"),
                    _METERS[one.kind][1],
                )
            )
            for one in form.sheet.meters
        ],
    )
    paper.y += 2
    paper.table(
        (
            Column("钥匙", 60),
            Column("应交（把）", 34, Align.RIGHT),
            Column("实交（把）", 34, Align.RIGHT),
            Column("单价（元）", 34, Align.RIGHT),
        ),
        [
            Row((_KEYS[one.kind], str(one.expected), str(one.counted), _price(one.price)))
            for one in form.sheet.keys
        ],
    )


def _fittings(paper: Paper, form: HandoverSheet) -> None:
    paper.caption("设施清单")
    paper.table(
        (
            Column("房间", 34),
            Column("项目", 54),
            Column("数量", 20, Align.RIGHT),
            Column("状况", 24, Align.CENTRE),
            Column("赔偿（元）", 30, Align.RIGHT),
        ),
        [
            Row(
                (
                    one.room,
                    one.item,
                    str(one.count),
                    _CONDITIONS[one.condition],
                    _price(one.price),
                ),
                notes=(one.note,) if one.note else (),
            )
            for one in form.sheet.fittings
        ],
    )


def _price(price: Money | None) -> str:
    return "—" if price is None else yuan(price)
