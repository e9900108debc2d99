"""What begins with a text, asked so that an index serves it under row security.

LIKE is not leakproof, so a policy keeps it from any index. The comparisons of `text_pattern_ops`
are: what begins with a text is the stretch from the text itself up to the first that no longer
begins with it.
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, literal

_LAST: Final = chr(0x10FFFF)
_SURROGATES: Final = (0xD800, 0xE000)


def begins(column: Any, text: str) -> ColumnElement[bool]:
    """`column` begins with `text`, which is not empty."""
    from_here = column.op("~>=~", is_comparison=True)(literal(text))
    beyond = after(text)
    if beyond is None:
        return from_here
    return from_here & column.op("~<~", is_comparison=True)(literal(beyond))


def after(text: str) -> str | None:
    """The first text, in the order of code points, that is after all that begin with `text`."""
    kept = text.rstrip(_LAST)
    if not kept:
        return None
    following = ord(kept[-1]) + 1
    if following == _SURROGATES[0]:
        following = _SURROGATES[1]
    return kept[:-1] + chr(following)
