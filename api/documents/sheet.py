"""Pages of A4 with a pen that moves down: lines of text, ruled rows, page numbers at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from api.documents.ink import BLACK, BORDER, GREY, Align, Colour, Ink
from api.documents.wording import day

#: Points.
TEXT: Final = 10.0
TABLE: Final = 9.0
SMALL: Final = 8.0

#: A line's height in millimetres for each point of its type.
LEADING: Final = 1.35 * 25.4 / 72

#: Millimetres.
SIDE: Final = 18.0
_TOP: Final = 16.0
_BOTTOM: Final = 18.0
_FOOT: Final = 12.0
_PADDING: Final = 1.4


@dataclass(frozen=True, slots=True)
class Cell:
    """A ruled box with lines of text, its width in millimetres."""

    lines: tuple[str, ...]
    width: float
    size: float = TABLE
    align: Align = Align.LEFT
    heavy: bool = False
    colour: Colour = BLACK

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LEADING + 2 * _PADDING


class Sheet:
    """The pages of one form. `y` is the pen's height in millimetres from the top."""

    def __init__(self, *, title: str, printed_on: date, landscape: bool = False) -> None:
        self._title = title
        self._printed_on = printed_on
        self._number = ""
        self.ink = Ink(title=title, printed_on=printed_on, landscape=landscape)
        self.width = self.ink.width - 2 * SIDE
        self.y = _TOP
        self.new_page()

    @property
    def pages(self) -> int:
        return self.ink.pages

    @property
    def middle(self) -> float:
        """Where a sheet that carries two copies is cut."""
        return self.ink.height / 2

    def number_pages(self, number: str) -> None:
        """Repeat the document's number at the head of the pages that follow."""
        self._number = number

    def to_bytes(self) -> bytes:
        """The finished file."""
        return self.ink.to_bytes()

    def new_page(self) -> None:
        """Go on at the top of another page; its foot is printed at once."""
        self.ink.turn_page()
        foot = self.ink.height - _FOOT
        self.text(f"打印日期 {day(self._printed_on)}", y=foot, height=4, size=SMALL, colour=GREY)
        self.ink.write_page_numbers(x=SIDE, y=foot, width=self.width, size=SMALL)
        if self.pages > 1:
            head = _TOP - 6
            self.text(f"{self._title}（续）", y=head, height=5, size=SMALL, colour=GREY)
            self.text(self._number, y=head, height=5, size=SMALL, align=Align.RIGHT, colour=GREY)
        self.y = _TOP

    def lacks(self, height: float) -> bool:
        """Whether so much does not fit on the rest of this page."""
        return self.y + height > self.ink.height - _BOTTOM

    def make_room(self, height: float) -> None:
        """Turn the page if so much does not fit on it."""
        if self.lacks(height):
            self.new_page()

    def text(
        self,
        line: str,
        *,
        y: float,
        height: float,
        size: float = TEXT,
        x: float = SIDE,
        width: float | None = None,
        align: Align = Align.LEFT,
        heavy: bool = False,
        colour: Colour = BLACK,
    ) -> None:
        """One line at a height of its own, by default up to the right margin; the pen stays."""
        self.ink.write(
            line,
            x=x,
            y=y,
            width=SIDE + self.width - x if width is None else width,
            height=height,
            size=size,
            align=align,
            heavy=heavy,
            colour=colour,
        )

    def cell(
        self,
        text: str,
        width: float,
        *,
        size: float = TABLE,
        align: Align = Align.LEFT,
        heavy: bool = False,
        colour: Colour = BLACK,
    ) -> Cell:
        """A box with the text broken to its width; a figure (right-aligned) is never broken."""
        room = width - 2 * _PADDING
        whole = align is Align.RIGHT
        lines = [text] if whole else self.ink.lines(text, size=size, width=room)
        return Cell(tuple(lines), width, size, align, heavy, colour)

    def row(self, cells: Sequence[Cell]) -> None:
        """Ruled boxes side by side, as high as the highest, with the text in their middle."""
        height = max(cell.height for cell in cells)
        x = SIDE
        for cell in cells:
            self.ink.box(x, self.y, cell.width, height)
            y = self.y + (height - cell.height) / 2 + _PADDING
            for line in cell.lines:
                self.text(
                    line,
                    x=x + _PADDING,
                    y=y,
                    width=cell.width - 2 * _PADDING,
                    height=cell.size * LEADING,
                    size=cell.size,
                    align=cell.align,
                    heavy=cell.heavy,
                    colour=cell.colour,
                )
                y += cell.size * LEADING
            x += cell.width
        self.y += height

    def parts(self, cells: Sequence[Cell]) -> list[list[Cell]]:
        """The row, or the rows it becomes when no page is high enough for it."""
        most = int((self.ink.height - _TOP - _BOTTOM) / 2 / (max(c.size for c in cells) * LEADING))
        longest = max(len(cell.lines) for cell in cells)
        return [
            [replace(cell, lines=cell.lines[start : start + most]) for cell in cells]
            for start in range(0, longest, most)
        ]

    def frame(self, top: float) -> None:
        """The firm edge around the rows that were ruled from `top` to the pen."""
        if self.y > top:
            self.ink.box(SIDE, top, self.width, self.y - top, weight=BORDER)
