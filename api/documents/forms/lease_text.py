"""租赁合同 and 入住告知书: the text with its hash, and the hands under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api.documents.blocks import Column, Fact, Heading, Row, Verification
from api.documents.paper import Paper
from domain.lease_texts import Clause


@dataclass(frozen=True, slots=True)
class LeaseTextForm:
    """`hands` are side, name, way and day of each signature; none while it is unsigned."""

    title: str
    number: str
    printed_on: date
    issuer: str
    facts: Sequence[Fact]
    clauses: Sequence[Clause]
    digest: str
    hands: Sequence[tuple[str, str, str, str]]
    signers: Sequence[tuple[str, str]]
    verification: Verification | None = None


def render(form: LeaseTextForm) -> bytes:
    """The text as a PDF."""
    paper = Paper(title=f"{form.title} {form.number}", printed_on=form.printed_on)
    paper.heading(
        Heading(
            form.title,
            number=form.number,
            issuer=form.issuer,
            verification=form.verification,
        )
    )
    paper.facts(form.facts)
    for number, clause in enumerate(form.clauses, 1):
        paper.caption(f"第{number}条　{clause.title}")
        for part in clause.text.split("\n"):
            if part.strip():
                paper.paragraph(f"　　{part.strip()}")
                paper.y += 0.8
    paper.y += 4
    if form.hands:
        paper.table(
            (Column("签署方", 36), Column("姓名", 46), Column("方式", 46), Column("日期", 40)),
            [Row(one) for one in form.hands],
        )
    else:
        paper.signatures(form.signers)
    paper.y += 2
    paper.paragraph(f"文本摘要（SHA-256）：{form.digest}", small=True)
    return paper.to_bytes()
