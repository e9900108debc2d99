"""一户一档 and 一房一档: a file as one PDF, from its checklist to its photos."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from api.documents.blocks import Column, Fact, Heading, Row, Verification
from api.documents.ink import Align
from api.documents.paper import Paper


@dataclass(frozen=True, slots=True)
class Checked:
    """What must be on file of a lease, and how it stands."""

    lease: str
    item: str
    presence: str


@dataclass(frozen=True, slots=True)
class Entered:
    """One thing that happened."""

    on: str
    what: str
    number: str
    amount: str
    told: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper that is kept, and the hash of its bytes."""

    name: str
    on: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Photo:
    name: str
    digest: str
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Dossier:
    title: str
    number: str
    printed_on: date
    issuer: str
    about: tuple[Fact, ...]
    checks: tuple[Checked, ...]
    entries: tuple[Entered, ...]
    papers: tuple[Kept, ...]
    photos: tuple[Photo, ...]
    verification: Verification | None = None


def render(form: Dossier) -> bytes:
    """The file as a PDF."""
    paper = Paper(title=f"{form.title} {form.number}", printed_on=form.printed_on)
    paper.heading(
        Heading(form.title, number=form.number, issuer=form.issuer, verification=form.verification)
    )
    paper.facts(form.about)
    for lease, items in groupby(form.checks, key=lambda one: one.lease):
        paper.caption(f"归档清单　{lease}")
        paper.table(
            (Column("材料", 100), Column("情况", 40, Align.CENTRE)),
            [Row((one.item, one.presence)) for one in items],
        )
    _entries(paper, form)
    _papers(paper, form)
    if form.photos:
        paper.caption("照片与签名")
        for one in form.photos:
            paper.picture(one.jpeg, f"{one.name}　{one.digest}")
    return paper.to_bytes()


def _entries(paper: Paper, form: Dossier) -> None:
    paper.caption("经过")
    if not form.entries:
        paper.paragraph("没有记录。")
        return
    paper.table(
        (
            Column("日期", 26),
            Column("事项", 26),
            Column("编号", 44),
            Column("金额（元）", 24, Align.RIGHT),
            Column("说明", 60),
        ),
        [Row((one.on, one.what, one.number, one.amount, one.told)) for one in form.entries],
    )


def _papers(paper: Paper, form: Dossier) -> None:
    paper.caption("材料目录")
    if not form.papers:
        paper.paragraph("没有材料。")
        return
    paper.table(
        (Column("名称", 60), Column("归档日期", 26), Column("SHA-256", 100)),
        [Row((one.name, one.on, one.sha256)) for one in form.papers],
    )
