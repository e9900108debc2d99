"""Ink on A4: text, hairlines and QR codes at places in millimetres, the same bytes each time."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from io import BytesIO
from itertools import groupby
from typing import Final, TypeAlias

import segno
from fpdf import FPDF
from fpdf.enums import TextMode

from api.documents.fonts import SONG, break_lines, embed, printable

HAIRLINE: Final = 0.12
BORDER: Final = 0.35

BLACK: Final = (0, 0, 0)
#: For what explains and is not the matter itself; dark enough for a copier.
GREY: Final = (80, 80, 80)
#: 红头, of a bureau's documents only.
RED: Final = (196, 18, 18)

Colour: TypeAlias = tuple[int, int, int]

_SHANGHAI: Final = timezone(timedelta(hours=8))
_MM_PER_POINT: Final = 25.4 / 72
#: Half of a Han character's body lies this much of an em above the baseline.
_BODY_CENTRE: Final = 0.38
#: Stroke around a heavy character, as part of the em: the family is embedded in one weight.
_HEAVY: Final = 0.022
_DIGITS: Final = "0123456789"
_MEASURED_AT: Final = 100.0


class Align(StrEnum):
    """Where a text stands in its box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Ink:
    """One PDF being drawn. Distances are millimetres from the top left, sizes are points."""

    def __init__(self, *, title: str, printed_on: date, landscape: bool) -> None:
        self._pdf = FPDF(orientation="landscape" if landscape else "portrait", format="A4")
        self._pdf.set_auto_page_break(auto=False)
        self._pdf.set_creation_date(datetime.combine(printed_on, time(), tzinfo=_SHANGHAI))
        self._pdf.set_lang("zh-CN")
        self._pdf.set_producer("Anju 安居")
        self._known = embed(self._pdf)
        self._pdf.set_title(self.printable(title))
        self._pdf.set_font(SONG, size=_MEASURED_AT)
        self._ems: dict[str, float] = {}
        self._digit_em = max(self._em(digit) for digit in _DIGITS)

    @property
    def width(self) -> float:
        return self._pdf.w

    @property
    def height(self) -> float:
        return self._pdf.h

    @property
    def pages(self) -> int:
        return self._pdf.page

    def turn_page(self) -> None:
        """Go on with a new page."""
        self._pdf.add_page()

    def printable(self, text: str) -> str:
        """The text as this typeface can show it."""
        return printable(text, self._known)

    def measure(self, text: str, size: float) -> float:
        """How wide the printable text is, in millimetres; all digits are equally wide."""
        em = size * _MM_PER_POINT
        return em * sum(self._digit_em if c in _DIGITS else self._em(c) for c in text)

    def lines(self, text: str, *, size: float, width: float) -> list[str]:
        """The text broken into lines of at most `width`."""
        return break_lines(self.printable(text), width, lambda part: self.measure(part, size))

    def write(
        self,
        line: str,
        *,
        x: float,
        y: float,
        width: float,
        height: float,
        size: float,
        align: Align = Align.LEFT,
        heavy: bool = False,
        colour: Colour = BLACK,
    ) -> None:
        """One line in a box, centred in its height. A line too wide for it is set smaller."""
        text = self.printable(line)
        wide = self.measure(text, size)
        if wide > width:
            size, wide = size * width / wide, width
        left = {Align.LEFT: 0.0, Align.CENTRE: (width - wide) / 2, Align.RIGHT: width - wide}[align]
        baseline = y + height / 2 + _BODY_CENTRE * size * _MM_PER_POINT
        mode = TextMode.FILL_STROKE if heavy else TextMode.FILL
        with self._pdf.local_context(
            text_mode=mode, line_width=size * _HEAVY, text_color=colour, draw_color=colour
        ):
            self._pdf.set_font(SONG, size=size)
            self._set(text, x + left, baseline, size)

    def write_page_numbers(self, *, x: float, y: float, width: float, size: float) -> None:
        """第 x 页 共 y 页 of the page in hand; y is filled in when the last page is known."""
        self._pdf.set_text_color(*GREY)
        self._pdf.set_font(SONG, size=size)
        self._pdf.set_xy(x, y)
        self._pdf.cell(w=width, h=4, text=f"第 {self.pages} 页 共 {{nb}} 页", align="C")
        self._pdf.set_text_color(*BLACK)

    def rule(
        self,
        x: float,
        y: float,
        to_x: float,
        to_y: float,
        *,
        weight: float = HAIRLINE,
        colour: Colour = BLACK,
        dashed: bool = False,
    ) -> None:
        """A straight line."""
        self._pdf.set_draw_color(*colour)
        self._pdf.set_line_width(weight)
        self._pdf.set_dash_pattern(dash=1.6 if dashed else 0, gap=1.2 if dashed else 0)
        self._pdf.line(x, y, to_x, to_y)
        self._pdf.set_dash_pattern()

    def box(
        self, x: float, y: float, width: float, height: float, *, weight: float = HAIRLINE
    ) -> None:
        """A rectangle's edge."""
        self._pdf.set_draw_color(*BLACK)
        self._pdf.set_line_width(weight)
        self._pdf.rect(x, y, width, height)

    def qr(self, url: str, *, x: float, y: float, side: float) -> None:
        """A QR code (error correction M) as black squares, `side` millimetres wide."""
        rows = [bytes(row) for row in segno.make_qr(url, error="m").matrix]
        module = side / len(rows)
        self._pdf.set_fill_color(*BLACK)
        for index, row in enumerate(rows):
            for start, length in _dark_runs(row):
                self._pdf.rect(
                    x + start * module, y + index * module, length * module, module, style="F"
                )

    def picture(self, jpeg: bytes, *, x: float, y: float, width: float, height: float) -> None:
        """A photo within the box, its sides in their proportion."""
        self._pdf.image(BytesIO(jpeg), x=x, y=y, w=width, h=height, keep_aspect_ratio=True)

    def to_bytes(self) -> bytes:
        """The finished file."""
        return bytes(self._pdf.output())

    def _em(self, mark: str) -> float:
        """A character's advance as part of its size."""
        if mark not in self._ems:
            self._pdf.set_font(SONG, size=_MEASURED_AT)
            width = self._pdf.get_string_width(mark)
            self._ems[mark] = width / (_MEASURED_AT * _MM_PER_POINT)
        return self._ems[mark]

    def _set(self, text: str, x: float, baseline: float, size: float) -> None:
        """Set digits on one pitch, so that columns of figures stand under one another."""
        em = size * _MM_PER_POINT
        for is_digit, marks in groupby(text, lambda mark: mark in _DIGITS):
            for part in marks if is_digit else ("".join(marks),):
                slack = self._digit_em - self._em(part) if is_digit else 0.0
                self._pdf.text(x + slack * em / 2, baseline, part)
                x += self.measure(part, size)


def _dark_runs(row: bytes) -> Iterator[tuple[int, int]]:
    """Start and length of each unbroken run of dark modules."""
    start = 0
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            yield start, length
        start += length
