"""What the blocks of a printed form hold: heading, facts, columns and rows of a table."""

from dataclasses import dataclass

from api.documents.ink import Align


@dataclass(frozen=True, slots=True)
class Verification:
    """What the QR code beside the title says, and under it what the page it leads to must show."""

    url: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at the top of the first page.

    `letterhead` (红头) is the name of a bureau and of nobody else.
    """

    title: str
    number: str = ""
    issuer: str = ""
    subtitle: str = ""
    letterhead: str = ""
    verification: Verification | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; `wide` takes a whole row."""

    label: str
    value: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `width` is its share of the paper's width."""

    header: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """One text per column, and under them `notes` that explain them across the whole width."""

    cells: tuple[str, ...]
    notes: tuple[str, ...] = ()
    heavy: bool = False
