"""The blocks a printed form is made of: heading, facts, table, amount, sentences, signatures."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from api.documents.blocks import Column, Fact, Heading, Row, Verification
from api.documents.ink import BLACK, BORDER, GREY, RED, Align, Colour
from api.documents.sheet import LEADING, SIDE, SMALL, TABLE, TEXT, Cell, Sheet
from api.documents.wording import yuan
from domain.money import Money, in_capitals

#: Points.
_TITLE: Final = 20.0
_LETTERHEAD: Final = 30.0

#: Millimetres.
_LABEL: Final = 26.0
_QR: Final = 17.0
_SIGNATURE: Final = 31.0
_PICTURE: Final = 105.0

#: Rows of boxes that one page holds together in any case: a row, its notes, the totals.
_KEPT_TOGETHER: Final = 4


class Paper(Sheet):
    """A form written from top to bottom; a block that does not fit goes on the next page."""

    def heading(self, heading: Heading) -> None:
        """Letterhead, title, QR code, and the line with issuer and number."""
        self.number_pages(heading.number)
        if heading.letterhead:
            self._letterhead(heading.letterhead, heading.number)
        top, room, below = self.y, self.width, self.y
        if heading.verification:
            room -= 2 * (_QR + 3)
            below = self._verification(heading.verification)
        self._centred(heading.title, size=_TITLE, room=room, heavy=True)
        self._centred(heading.subtitle, size=TEXT + 1, room=room)
        if heading.verification:
            self.y = max(self.y, top + _QR - 3)
        self.y += 1.5
        number = "" if heading.letterhead or not heading.number else f"编号：{heading.number}"
        self._issuer_and_number(heading, number)
        # What comes next is as wide as the page: it begins under the code's own words.
        self.y = max(self.y, below)

    def caption(self, text: str) -> None:
        """A heading within the form, never alone at the foot of a page."""
        self.make_room(24)
        self.y += 3
        self.text(text, y=self.y, height=6, heavy=True)
        self.y += 6.5

    def paragraph(self, text: str, *, small: bool = False) -> None:
        """Sentences across the width."""
        size = SMALL if small else TEXT
        height = size * LEADING * 1.1
        for line in self.ink.lines(text, size=size, width=self.width):
            self.make_room(height)
            self.text(line, y=self.y, height=height, size=size)
            self.y += height

    def facts(self, facts: Iterable[Fact], *, across: int = 2) -> None:
        """A ruled block of labels and values, `across` to a row."""
        self._ruled(self._fact_cells(row, across) for row in _in_rows(facts, across))

    def amount(self, label: str, amount: Money) -> None:
        """An amount in capitals and in figures (大写, 小写)."""
        figures, small_label = 42.0, 16.0
        capitals = self.width - _LABEL - small_label - figures
        self._ruled(
            [
                [
                    self.cell(label, _LABEL, align=Align.CENTRE, size=TEXT),
                    self.cell(f"人民币{in_capitals(amount)}", capitals, size=TEXT, heavy=True),
                    self.cell("小写", small_label, align=Align.CENTRE, size=TEXT),
                    self.cell(
                        f"{yuan(amount)} 元", figures, align=Align.RIGHT, size=TEXT, heavy=True
                    ),
                ]
            ]
        )

    def table(
        self, columns: Sequence[Column], rows: Iterable[Row], *, totals: Row | None = None
    ) -> None:
        """A ruled table whose header is repeated on every page.

        `totals` closes it and is never parted from the last row, nor notes from their row.
        """
        unit = self.width / sum(column.width for column in columns)
        header = [
            self.cell(column.header, column.width * unit, align=Align.CENTRE, heavy=True)
            for column in columns
        ]
        self.make_room(2 * _height(header) + 8)
        top = self.y
        self.row(header)
        blocks = [self._table_rows(columns, row, unit) for row in rows]
        if totals:
            blocks[-1:] = [
                [*(blocks[-1] if blocks else []), *self._table_rows(columns, totals, unit)]
            ]
        for block in blocks:
            if self.lacks(sum(map(_height, block[:_KEPT_TOGETHER]))):
                self.frame(top)
                self.new_page()
                top = self.y
                self.row(header)
            top = self._rows(block, top, header)
        self.frame(top)

    def signatures(self, parties: Sequence[tuple[str, str]]) -> None:
        """Boxes side by side, each a party's capacity and name, to be sealed and dated."""
        self.make_room(_SIGNATURE)
        width = self.width / len(parties)
        for index, (capacity, name) in enumerate(parties):
            self._signature(capacity, name, x=SIDE + index * width, width=width)
        self.ink.box(SIDE, self.y, self.width, _SIGNATURE, weight=BORDER)
        self.y += _SIGNATURE

    def signature_line(self, parts: Sequence[str]) -> None:
        """Who signs, in one line: 收款人：高晓峰."""
        self.make_room(8)
        width = self.width / len(parts)
        for index, part in enumerate(parts):
            self.text(part, y=self.y, height=8, x=SIDE + index * width, width=width - 2)
        self.y += 8

    def closing(self, office: str, day: str) -> None:
        """Who issues the paper and when, at the right under its last sentence (落款)."""
        self.make_room(20)
        self.y += 6
        width = max(self.ink.measure(office, TEXT), self.ink.measure(day, TEXT)) + 10
        for line in (office, day):
            x = SIDE + self.width - width
            self.text(line, y=self.y, height=6, x=x, width=width, align=Align.CENTRE)
            self.y += 6

    def picture(self, jpeg: bytes, caption: str) -> None:
        """A photo under its caption, half a page high, never parted from it."""
        self.make_room(_PICTURE + 8)
        self.text(caption, y=self.y, height=5, size=SMALL)
        self.y += 5
        self.ink.picture(jpeg, x=SIDE, y=self.y, width=self.width, height=_PICTURE)
        self.y += _PICTURE + 3

    def cut(self) -> None:
        """A dashed line across the sheet, where its two copies part."""
        self.ink.rule(0, self.middle, self.ink.width, self.middle, colour=GREY, dashed=True)

    def _letterhead(self, bureau: str, number: str) -> None:
        """发文机关标志, 发文字号 and the red line under them (GB/T 9704)."""
        self.y += 4
        self._centred(bureau, size=_LETTERHEAD, room=self.width, heavy=True, colour=RED)
        self.y += 4
        self._centred(number, size=TEXT + 2, room=self.width)
        self.y += 2
        self.ink.rule(SIDE, self.y, SIDE + self.width, self.y, weight=0.7, colour=RED)
        self.y += 7

    def _verification(self, verification: Verification) -> float:
        """The code, and what the page behind it shows: its first and last figures.

        Returns where its last line ends.
        """
        x, y = SIDE + self.width - _QR, self.y - 4
        self.ink.qr(verification.url, x=x, y=y, side=_QR)
        told = verification.fingerprint
        captions = ("扫码核验", 7.0), (f"{told[:8]}…{told[-4:]}", 5.5)
        below = y + _QR
        for caption, size in captions:
            height = size * LEADING
            self.text(
                caption, x=x, y=below, width=_QR, height=height, size=size, align=Align.CENTRE
            )
            below += height
        return below

    def _centred(
        self,
        text: str,
        *,
        size: float,
        room: float,
        heavy: bool = False,
        colour: Colour = BLACK,
    ) -> None:
        if not text:
            return
        height = size * LEADING
        for line in self.ink.lines(text, size=size, width=room):
            self.text(
                line,
                y=self.y,
                height=height,
                size=size,
                align=Align.CENTRE,
                heavy=heavy,
                colour=colour,
            )
            self.y += height

    def _issuer_and_number(self, heading: Heading, number: str) -> None:
        beside = self.ink.measure(number, TEXT) + 6 + (_QR if heading.verification else 0)
        lines = self.ink.lines(heading.issuer, size=TEXT, width=self.width - beside)
        if not heading.issuer and not number:
            return
        end = SIDE + self.width - (_QR + 3 if heading.verification else 0)
        self.text(number, y=self.y, height=5, width=end - SIDE, align=Align.RIGHT)
        for line in lines:
            self.text(line, y=self.y, height=5)
            self.y += 5
        self.y += 1.5

    def _fact_cells(self, facts: Sequence[Fact], across: int) -> list[Cell]:
        """Label and value of each; a wide one, or the last of an odd number, has more room."""
        shares = [1] * (len(facts) - 1) + [across - len(facts) + 1]
        cells: list[Cell] = []
        for fact, share in zip(facts, shares, strict=True):
            cells.append(self.cell(fact.label, _LABEL, align=Align.CENTRE, size=TEXT))
            cells.append(self.cell(fact.value, self.width * share / across - _LABEL, size=TEXT))
        return cells

    def _table_rows(self, columns: Sequence[Column], row: Row, unit: float) -> list[list[Cell]]:
        """A row of texts and the notes under it, as rows of boxes."""
        texts = [
            self.cell(text, column.width * unit, align=column.align, heavy=row.heavy)
            for column, text in zip(columns, row.cells, strict=True)
        ]
        rows = self.parts(texts)
        if row.notes:
            notes = self.cell("\n".join(row.notes), self.width, size=SMALL, colour=GREY)
            rows += self.parts([notes])
        return rows

    def _ruled(self, rows: Iterable[list[Cell]]) -> None:
        top = self.y
        for cells in rows:
            top = self._rows(self.parts(cells), top, None)
        self.frame(top)

    def _rows(self, rows: Sequence[list[Cell]], top: float, header: list[Cell] | None) -> float:
        """Rule the rows, over the page's end if need be; returns where this page's frame begins."""
        for cells in rows:
            if self.lacks(_height(cells)):
                self.frame(top)
                self.new_page()
                top = self.y
                if header:
                    self.row(header)
            self.row(cells)
        return top

    def _signature(self, capacity: str, name: str, *, x: float, width: float) -> None:
        self.ink.box(x, self.y, width, _SIGNATURE)
        left, room, foot = x + 2, width - 4, self.y + _SIGNATURE - 12
        lines = [f"{capacity}（签章）", *self.ink.lines(name, size=TABLE, width=room)[:2]]
        for nth, line in enumerate(lines):
            self.text(line, x=left, y=self.y + 1.5 + 4.6 * nth, width=room, height=4.6, size=TABLE)
        self.text("负责人：", x=left, y=foot, width=room, height=5, size=TABLE)
        self.text(
            "年      月      日",
            x=left,
            y=foot + 5.5,
            width=room,
            height=5,
            size=TABLE,
            align=Align.RIGHT,
        )


def _in_rows(facts: Iterable[Fact], across: int) -> Iterator[list[Fact]]:
    """Facts as they share a row: a wide one has its own."""
    row: list[Fact] = []
    for fact in facts:
        if row and (fact.wide or len(row) == across):
            yield row
            row = []
        row.append(fact)
        if fact.wide:
            yield row
            row = []
    if row:
        yield row


def _height(cells: Sequence[Cell]) -> float:
    return max(cell.height for cell in cells)
