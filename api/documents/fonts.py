"""The typeface of every printed form, and how a line of Chinese is broken."""

import unicodedata
from collections.abc import Callable, Container, Iterator
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, cast

from fpdf import FPDF
from pylopdf_fonts_zh_cn import serif_path

if TYPE_CHECKING:
    from fpdf.fonts import TTFFont

#: 宋体: Noto Serif SC (思源宋体), SIL OFL 1.1, with 30,000 glyphs down to the rare ones of names.
SONG: Final = "song"

#: What a printer's shop sets for a type it does not have (下駄, geta): seen, and never silent.
NO_GLYPH: Final = "〓"

#: 行首禁则 and 行末禁则: marks that may not begin or end a line.
_NOT_FIRST: Final = frozenset("，。、；：？！）》〉」』】〕％℃㎡·…—,.;:?!)]}%")
_NOT_LAST: Final = frozenset("（《〈「『【〔([{")
#: Where a number or an address may be parted when it must be.
_JOINTS: Final = "-/"
_INVISIBLE: Final = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
_WIDE: Final = ("W", "F", "A")


def embed(pdf: FPDF) -> Container[int]:
    """Make 宋体 available and return its code points; only glyphs in use reach the file."""
    pdf.add_font(SONG, fname=serif_path())
    font = cast("TTFFont", pdf.fonts[SONG])
    # The library keeps the font file open for as long as the document lives; memory needs no
    # closing, whatever happens to the document.
    reader: Any = font.ttfont.reader
    reader.file.close()
    reader.file = BytesIO(_family())
    return font.cmap


@cache
def _family() -> bytes:
    """The font's 12 MB, read once per process."""
    return serif_path().read_bytes()


def printable(text: str, known: Container[int]) -> str:
    """The text as it can be set: tabs are spaces, unseen controls go, unknown glyphs are 〓.

    Line feeds stay. Direction and other control characters are dropped because they would make a
    paper read differently from its data.
    """
    return "".join(_shown(mark, known) for mark in unicodedata.normalize("NFC", text))


def _shown(mark: str, known: Container[int]) -> str:
    if mark == "\n":
        return mark
    if mark == "\t":
        return " "
    if unicodedata.category(mark) in _INVISIBLE:
        return ""
    return mark if ord(mark) in known else NO_GLYPH


def break_lines(text: str, width: float, width_of: Callable[[str], float]) -> list[str]:
    """Lines no wider than `width`: between any two Han characters, never inside a number.

    A word that alone is wider than the line is broken where it is full. Never an empty list.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in _words(paragraph):
            if line and width_of((line + word).rstrip(" ")) > width:
                lines.append(line.rstrip(" "))
                line = ""
            line = line + word if line else word.lstrip(" ")
            while width_of(line.rstrip(" ")) > width and len(line) > 1:
                head = _head(line, width, width_of)
                lines.append(head)
                line = line[len(head) :]
        lines.append(line.rstrip(" "))
    return lines


def _words(paragraph: str) -> Iterator[str]:
    """The smallest pieces that stay whole: one Han character with its marks, or a Latin run."""
    word = ""
    for mark in paragraph:
        if word and _may_part(word[-1], mark):
            yield word
            word = ""
        word += mark
    if word:
        yield word


def _may_part(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST or after == " ":
        return False
    return before == " " or _is_wide(before) or _is_wide(after)


def _is_wide(mark: str) -> bool:
    return unicodedata.east_asian_width(mark) in _WIDE


def _head(line: str, width: float, width_of: Callable[[str], float]) -> str:
    """As much of the line's beginning as fits, at least one character; if it can, to a hyphen."""
    end = 1
    while end < len(line) and width_of(line[: end + 1]) <= width:
        end += 1
    after_joint = max(line.rfind(joint, 0, end) for joint in _JOINTS) + 1
    return line[: after_joint or end]
