"""Hand-over sheets and a lease's texts as their forms print them."""

from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from api.documents.blocks import Fact
from api.documents.forms.handover_sheet import HandoverSheet, Signed
from api.documents.forms.lease_text import LeaseTextForm
from api.documents.wording import day
from domain.access import Scope
from domain.handover_sheets import MeterKind
from domain.handovers import SIDES, HandoverKind, Side
from domain.lease_signing import SignatureWay, SigningSide
from domain.lease_texts import TextKind
from persistence import handovers, housing, lease_papers, leases, letterheads
from persistence.handovers import Handover, Signature
from persistence.leases import Lease

_SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
_SIDES: Final = {Side.PURCHASER: "购买主体", Side.OPERATOR: "运营单位", Side.TENANT: "承租人"}
_HANDS: Final = {SigningSide.TENANT: "承租人", SigningSide.OPERATOR: "运营单位（代购买主体）"}
_WAYS: Final = {SignatureWay.DRAWN: "屏幕手写", SignatureWay.SCANNED: "纸质签字扫描"}
_TITLES: Final = {TextKind.LEASE: "公共租赁住房租赁合同", TextKind.EXPLANATION: "入住告知书"}


async def sheet_of(
    session: AsyncSession, scope: Scope, one: Handover, *, printed_on: date
) -> HandoverSheet:
    """A check-out stands beside the check-in before it."""
    unit = await housing.unit(session, scope, one.unit_id)
    project = await housing.project(session, scope, one.project_id)
    lease = None if one.lease_id is None else await leases.lease(session, scope, one.lease_id)
    before: dict[MeterKind, str] = {}
    if one.kind is HandoverKind.CHECK_OUT and one.lease_id is not None:
        first = await handovers.completed(session, scope, one.lease_id, HandoverKind.CHECK_IN)
        if first is not None:
            before = {
                meter.kind: format(meter.reading.normalize(), "f") for meter in first.sheet.meters
            }
    sides = SIDES[one.kind]
    return HandoverSheet(
        kind=one.kind,
        number=lease.contract_no if lease else unit.code,
        printed_on=printed_on,
        on_date=one.on_date,
        operator=project.operator or "",
        household=lease.tenant_name if lease else "",
        unit=f"{project.name}　{unit.code}",
        lease_number=lease.contract_no if lease else "",
        sheet=one.sheet,
        before=before,
        digest=one.sheet_sha256.hex() if one.sheet_sha256 else "—",
        signed=(
            _signed(sides.gives, one.gives, "移交方"),
            _signed(sides.takes, one.takes, "接收方"),
        ),
    )


def _signed(side: Side, hand: Signature | None, role: str) -> Signed:
    capacity = f"{role}（{_SIDES[side]}）"
    if hand is None:
        return Signed(capacity, "", "")
    return Signed(capacity, hand.name, day(hand.at.astimezone(_SHANGHAI).date()))


async def text_of(
    session: AsyncSession, scope: Scope, lease: Lease, kind: TextKind, *, printed_on: date
) -> LeaseTextForm:
    """Raises LeaseTextNotFound."""
    written = await lease_papers.text(session, lease.id, kind)
    offices = await letterheads.offices(session, scope.authority_id)
    home = await lease_papers.named(session, lease.id)
    given = await lease_papers.signatures(session, lease.id)
    hands = [
        (_HANDS[one.side], one.name, _WAYS[one.way], day(one.signed_on))
        for one in given
        if one.text_id == written.id
    ]
    return LeaseTextForm(
        title=_TITLES[kind],
        number=lease.contract_no,
        printed_on=printed_on,
        issuer=f"出租方：{offices.purchaser}",
        facts=(
            Fact("承租人", home.tenant),
            Fact("运营单位", home.operator or ""),
            Fact(
                "房屋", f"{home.project}{home.building}栋{home.entrance}单元{home.room}", wide=True
            ),
        ),
        clauses=written.read,
        digest=written.sha256.hex(),
        hands=hands,
        signers=(("出租方（盖章）", offices.purchaser), ("承租人（签字）", home.tenant)),
    )
