"""An exit's papers from its case: which notice says what, and the final bill."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from api.documents.blocks import Fact
from api.documents.case_papers import (
    BUREAU_SIGNS,
    OPERATOR_SIGNS,
    TENANT_SIGNS,
    PaperNotDue,
    facts_of,
)
from api.documents.forms.final_bill import BillLine, ExitBill
from api.documents.forms.notice import Notice
from api.documents.receipts import ITEMS
from api.documents.wording import day, day_in_words, month_in_words
from domain.access import Scope
from domain.calendar import Month
from domain.exits import ExitEvent, Ground
from domain.final_bills import RefundSource
from domain.leases import Against
from domain.money import Money
from persistence import exits, final_bills, lease_papers, leases, letterheads
from persistence.exits import ExitCase, ExitStep

GROUNDS: Final[Mapping[Ground, str]] = {
    Ground.OWN_WISH: "承租人自愿退房",
    Ground.EXPIRY: "租赁期满未续租",
    Ground.INELIGIBLE: "不再符合保障条件",
    Ground.ARREARS: "累计欠缴租金达到规定月数",
    Ground.SUBLET: "转借、转租或者擅自调换住房",
    Ground.CHANGE_OF_USE: "改变住房用途",
    Ground.DAMAGE: "破坏或者擅自装修住房，拒不恢复原状",
    Ground.UNLAWFUL_ACTS: "在住房内从事违法活动",
    Ground.IDLE: "无正当理由连续闲置住房",
    Ground.UNREACHABLE: "承租人失去联系",
}
#: Codes of keys and meters at the head of a demand's words.
_WORDS: Final = {
    "door": "入户门钥匙",
    "entrance": "单元门钥匙",
    "mailbox": "信报箱钥匙",
    "meter_box": "表箱钥匙",
    "other": "其他钥匙",
    "water": "水费",
    "power": "电费",
    "gas": "燃气费",
    "heat": "热费",
}
_CLAIMS: Final = {Against.RENT: "租金", Against.ADVANCE: "归还代交租金", Against.DAMAGE: ""}


@dataclass(frozen=True, slots=True)
class Kind:
    """A paper by its event: title, whether the bureau issues it, what it says."""

    event: ExitEvent | str
    title: str
    by_bureau: bool
    says: str
    signers: tuple[str, ...]


#: What is told in each: {deadline} and {document} are the step's own.
KINDS: Final[Mapping[str, Kind]] = {
    "application": Kind(
        "open",
        "退房申请表",
        False,
        "本人申请退回所承租的公共租赁住房，知悉须腾空房屋、交还钥匙、结清租金和水电等费用。",
        TENANT_SIGNS,
    ),
    "relocation-notice": Kind(
        ExitEvent.SERVE_NOTICE,
        "腾退告知书",
        False,
        "请在搬迁期内腾空房屋、交还钥匙并办理退房。搬迁期内按合同租金缴纳；逾期未腾退的，按市场租金标准"
        "缴纳租金，并可依法提起诉讼。",
        OPERATOR_SIGNS,
    ),
    "demand": Kind(
        ExitEvent.DEMAND,
        "催告函",
        False,
        "请于{deadline}前付清欠缴租金并腾退房屋。逾期不履行的，将解除租赁合同并向人民法院提起诉讼"
        "（民法典第七百二十二条）。",
        OPERATOR_SIGNS,
    ),
    "facts-notice": Kind(
        ExitEvent.NOTIFY_FACTS,
        "违规事实告知书",
        True,
        "经查实上述情形，拟责令退回住房。你户可于{deadline}前陈述、申辩；逾期视为放弃。",
        BUREAU_SIGNS,
    ),
    "return-order": Kind(
        ExitEvent.ORDER_RETURN,
        "限期退回通知书",
        True,
        "现责令你户于{deadline}前退回住房。逾期不退回的，依法申请人民法院强制执行。自退回之日起"
        "五年内不得再次申请公共租赁住房。",
        BUREAU_SIGNS,
    ),
    "recovery-notice": Kind(
        ExitEvent.PUBLISH_NOTICE,
        "房屋收回公告",
        True,
        "请承租人于{deadline}前与运营单位联系并办理手续。逾期未联系的，将在公证机构公证下收回房屋，"
        "屋内物品清点封存。",
        ("公告单位（盖章）：", "公告日期："),
    ),
    "inventory": Kind(
        ExitEvent.SEAL_INVENTORY,
        "物品清点清册",
        False,
        "在公证机构和见证人见证下清点屋内物品，封存于{place}，由权利人凭有效证件领取。",
        ("清点人：", "公证员：", "见证人："),
    ),
}


async def paper_of(
    session: AsyncSession,
    scope: Scope,
    case: ExitCase,
    kind: Kind,
    *,
    printed_on: date,
) -> Notice:
    """Raises PaperNotDue, LeaseNotFound."""
    steps = [one for one in await exits.history(session, case.id) if one.event == kind.event]
    if not steps:
        raise PaperNotDue(paper=kind.title)
    told = steps[-1]
    offices = await letterheads.offices(session, scope.authority_id)
    home = await lease_papers.named(session, case.lease_id)
    inventory: list[dict[str, Any]] = told.facts.get("inventory", [])
    return Notice(
        title=kind.title,
        number=told.document_no or case.number,
        printed_on=printed_on,
        issuer="" if kind.by_bureau else home.operator or "",
        letterhead=offices.purchaser if kind.by_bureau else "",
        facts=await _facts(session, scope, case, told),
        sentences=_sentences(case, told, kind),
        amounts=[
            (label, Money(int(told.facts[name])))
            for label, name in (("补缴租金", "back_rent_fen"), ("罚款", "fine_fen"))
            if told.facts.get(name)
        ],
        items=[(one["item"], str(one["count"]), one["condition"]) for one in inventory],
        signers=kind.signers,
        issued_on=None if kind.event == "open" else told.effective_on,
    )


def _sentences(case: ExitCase, told: ExitStep, kind: Kind) -> list[str]:
    deadline = told.facts.get("deadline_on") or (
        case.deadline_on.isoformat() if case.deadline_on else None
    )
    says = kind.says.format(
        deadline=day_in_words(date.fromisoformat(deadline)) if deadline else "规定期限",
        place=told.facts.get("storage_place", ""),
    )
    basis = told.legal_basis or case.legal_basis
    grounds = f"退房事由：{GROUNDS[case.ground]}。" + (f"依据：{basis}。" if basis else "")
    reason = [f"事实：{case.reason}。"] if case.reason else []
    return [grounds, *reason, says]


async def _facts(
    session: AsyncSession, scope: Scope, case: ExitCase, told: ExitStep | None
) -> list[Fact]:
    lease = await leases.lease(session, scope, case.lease_id)
    home = await lease_papers.named(session, case.lease_id)
    facts = [*facts_of(lease, home), Fact("案件编号", case.number)]
    return [*facts, Fact("日期", day(told.effective_on))] if told else facts


def _in_words(what: str) -> str:
    head, _, rest = what.partition(" ")
    return f"{_WORDS.get(head, head)} {rest}".strip()


async def bill_of(
    session: AsyncSession, scope: Scope, case: ExitCase, *, printed_on: date
) -> ExitBill:
    """Raises FinalBillNotFound, LeaseNotFound."""
    one = await final_bills.bill(session, case.id)
    home = await lease_papers.named(session, case.lease_id)
    sources = await final_bills.sources_of(session, case.id)
    return ExitBill(
        number=case.number,
        printed_on=printed_on,
        operator=home.operator or "",
        facts=await _facts(session, scope, case, None),
        last_on=one.last_on,
        rents=[
            (
                ITEMS[line["kind"]],
                month_in_words(Month.parse(line["month"])),
                Money(line["was_fen"]),
                Money(line["due_fen"]),
            )
            for line in one.told["rents"]
        ],
        lines=[
            BillLine(
                _CLAIMS[Against(line["against"])] or _in_words(line["what"]),
                line["payee"] or "国库",
                Money(line["amount_fen"]),
                Money(line["paid_fen"]),
            )
            for line in one.told["demands"]
        ],
        deposit=Money(one.deposit_fen),
        deposit_back=Money(one.deposit_back_fen),
        rent_back=Money(one.rent_back_fen),
        rent_source="财政退付" if RefundSource.TREASURY in sources else "租金专户",
        owed=Money(one.owed_fen),
    )
