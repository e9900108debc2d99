"""选房确认单: which home a household chose, in which round and place, for both to sign."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from api.documents.blocks import Fact, Heading, Verification
from api.documents.paper import Paper
from api.documents.wording import day_in_words
from domain.disclosure import MaskedName

_TITLE: Final = "选房确认单"
_NOTE: Final = (
    "本单为选定住房的凭证。请于签约截止日（含当日）前签订租赁合同并办理入住；逾期未签的，"
    "预留失效，住房另行配租。放弃的，填写放弃声明。"
)


@dataclass(frozen=True, slots=True)
class SelectionSlip:
    """A home kept for a household. The name cannot be printed in full.

    occasion   the round's title, or the decision of a direct allocation
    place      the place in the round's order; empty outside a round
    chosen_at  day and minute, local time
    """

    number: str
    printed_on: date
    operator: str
    occasion: str
    place: str
    household: MaskedName
    unit: str
    unit_code: str
    layout: str
    chosen_at: str
    deadline_on: date | None
    proxy: str = ""
    verification: Verification | None = None


def render(form: SelectionSlip) -> bytes:
    """The slip as a PDF."""
    paper = Paper(title=f"{_TITLE} {form.number}", printed_on=form.printed_on)
    paper.heading(
        Heading(
            _TITLE,
            number=form.number,
            issuer=f"运营单位：{form.operator}",
            verification=form.verification,
        )
    )
    paper.facts(
        (
            Fact("场次", form.occasion, wide=True),
            Fact("顺序号", form.place or "—"),
            Fact("姓名", form.household.text),
            Fact("所选房源", form.unit, wide=True),
            Fact("房源编码", form.unit_code),
            Fact("户型", form.layout or "—"),
            Fact("选房时间", form.chosen_at),
            Fact("签约截止", day_in_words(form.deadline_on) if form.deadline_on else "—"),
            Fact("代理人", form.proxy or "本人选房", wide=True),
            Fact("放弃原因", "（选定住房的不填）", wide=True),
        )
    )
    paper.y += 2.5
    paper.paragraph(_NOTE, small=True)
    paper.y += 4
    paper.signature_line(("选房人（签字）：", "经办人：", "运营单位（盖章）："))
    return paper.to_bytes()
