"""One-page papers of a case: an application, an inquiry, a notice, a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.documents.blocks import Column, Fact, Heading, Row, Verification
from api.documents.ink import Align
from api.documents.paper import Paper
from api.documents.wording import day_in_words
from domain.money import Money


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice or an application: facts, sentences, answers to tick, and who signs.

    `letterhead` is the bureau's name on its own papers only; `issued_on` is told of papers that
    an office issues, never of an application.
    """

    title: str
    number: str
    printed_on: date
    issuer: str
    letterhead: str
    facts: Sequence[Fact]
    sentences: Sequence[str]
    amounts: Sequence[tuple[str, Money]]
    items: Sequence[tuple[str, str, str]]
    signers: Sequence[str]
    answers: Sequence[str] = ()
    issued_on: date | None = None
    verification: Verification | None = None


def render(form: Notice) -> bytes:
    """The paper as a PDF."""
    paper = Paper(title=f"{form.title} {form.number}", printed_on=form.printed_on)
    paper.heading(
        Heading(
            form.title,
            number=form.number,
            issuer=f"运营单位：{form.issuer}" if form.issuer else "",
            letterhead=form.letterhead,
            verification=form.verification,
        )
    )
    paper.facts(form.facts)
    paper.y += 3
    for sentence in form.sentences:
        paper.paragraph(f"　　{sentence}")
        paper.y += 1
    for answer in form.answers:
        paper.paragraph(f"　　□ {answer}")
        paper.y += 1
    for label, amount in form.amounts:
        paper.y += 1.5
        paper.amount(label, amount)
    if form.items:
        paper.y += 2
        paper.table(
            (Column("物品", 90), Column("数量", 24, Align.CENTRE), Column("状况", 60)),
            [Row(one) for one in form.items],
        )
    if form.issued_on:
        paper.closing(form.letterhead or form.issuer, day_in_words(form.issued_on))
    paper.y += 5
    paper.signature_line(form.signers)
    return paper.to_bytes()
