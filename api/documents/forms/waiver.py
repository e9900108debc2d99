"""放弃声明: a household gives a chosen home up, or wants none of those it was offered."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from api.documents.blocks import Fact, Heading, Verification
from api.documents.paper import Paper
from api.documents.wording import day_in_words

_TITLE: Final = "放弃声明"
_BY_HAND: Final = "＿" * 24


@dataclass(frozen=True, slots=True)
class Waiver:
    """To be signed, or as it was given.

    unit         empty for whoever wanted none of the homes
    reason       empty until it is given: a line to write on
    consequence  what waiving costs in this city
    """

    number: str
    printed_on: date
    operator: str
    occasion: str
    place: str
    household: str
    masked_id: str
    unit: str
    reason: str
    waived_on: date | None
    consequence: str
    verification: Verification | None = None


def render(form: Waiver) -> bytes:
    """The declaration as a PDF."""
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
            Fact("声明人", form.household),
            Fact("身份证号", form.masked_id),
            Fact("场次", form.occasion, wide=True),
            Fact("顺序号", form.place or "—"),
            Fact("放弃日期", day_in_words(form.waived_on) if form.waived_on else ""),
            Fact("放弃内容", form.unit or "本场次全部可选住房", wide=True),
            Fact("放弃原因", form.reason or _BY_HAND, wide=True),
        )
    )
    paper.y += 2.5
    paper.paragraph(_declared(form))
    paper.y += 4
    paper.signature_line(("声明人（签字）：", "经办人：", "运营单位（盖章）："))
    return paper.to_bytes()


def _declared(form: Waiver) -> str:
    what = "在本场次选房。"
    if form.unit:
        what = f"所选住房{form.unit}，该住房可另行配租给其他家庭。"
    return f"本人自愿放弃{what}{form.consequence}以上内容本人已阅读并知悉。"
