"""Money in whole fen: exact arithmetic, one way to round, and sharing that loses nothing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Self

from domain.errors import Invalid

#: The largest amount that is believed, in fen (100 billion yuan); more is a typing error.
MAX_FEN: Final = 10**13

#: What a plain decimal notation may look like; ASCII only, no exponent, no separators.
_YUAN: Final = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]+)?")
_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("仟", "佰", "拾", "")
_GROUPS: Final = ("", "万", "亿")
_FEN_PER_YUAN: Final = 100


class AmountInvalid(Invalid):
    """Not an amount of money: `why` is format, decimals or range."""


class ShareInvalid(Invalid):
    """Nothing to share by: no parts, negative weights, or weights that are all zero."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """A signed amount in whole fen (分) of the one currency there is, the yuan (元)."""

    fen: int

    def __post_init__(self) -> None:
        """Keep decimals out: the sum of a bigint column arrives as one."""
        if type(self.fen) is not int:
            message = f"fen must be an int, not {type(self.fen).__name__}"
            raise TypeError(message)

    @classmethod
    def yuan(cls, amount: str | Decimal | int) -> Self:
        """The exact amount written in yuan: `"272.27"` is 27,227 fen.

        Raises AmountInvalid for more than two decimals, for anything but a plain number, and
        beyond ±MAX_FEN. Nothing is rounded.
        """
        text = format(amount, "f") if isinstance(amount, Decimal) else str(amount)
        match = _YUAN.fullmatch(text)
        if match is None:
            raise AmountInvalid(why="format")
        if len(match.group(1) or "") > len(".00"):
            raise AmountInvalid(why="decimals")
        fen = int(Decimal(text).scaleb(2))
        if abs(fen) > MAX_FEN:
            raise AmountInvalid(why="range")
        return cls(fen)

    def as_yuan(self) -> Decimal:
        """Yuan with two places, for print and spreadsheets."""
        return Decimal(self.fen).scaleb(-2)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.fen + other.fen)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.fen - other.fen)

    def __neg__(self) -> "Money":
        return Money(-self.fen)

    def __bool__(self) -> bool:
        return self.fen != 0


ZERO: Final = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    """The sum, nothing at all being ZERO."""
    return Money(sum(amount.fen for amount in amounts))


def half_up(fen: Fraction | Decimal | int, unit_fen: int = 1) -> int:
    """Round exact fen to a whole multiple of `unit_fen` (1 fen, 10 jiao, 100 yuan).

    A half goes away from zero, so a correction mirrors what it corrects. Banker's rounding is
    never used. For n/d ≥ 0 the integer form is `unit * ((2*n + d*unit) // (2*d*unit))`.
    """
    exact = Fraction(fen)
    scaled = abs(exact.numerator) * 2
    per_unit = exact.denominator * unit_fen
    rounded = (scaled + per_unit) // (2 * per_unit) * unit_fen
    return rounded if exact >= 0 else -rounded


def multiply(amount: Money, ratio: Decimal | Fraction | int, *, unit_fen: int = 1) -> Money:
    """`amount` times `ratio`, rounded once."""
    return Money(half_up(amount.fen * Fraction(ratio), unit_fen))


def split(amount: Money, weights: Sequence[int]) -> list[Money]:
    """Share `amount` by weight so that the shares add up to it exactly (largest remainder).

    Division leaves a few odd fen; they go to the shares that lost most to rounding, the earlier
    first among equals. A negative amount is shared as its mirror. Raises ShareInvalid.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ShareInvalid(weights=list(weights))
    if amount.fen < 0:
        return [-share for share in split(-amount, weights)]
    shares = [divmod(amount.fen * weight, whole) for weight in weights]
    odd_fen = amount.fen - sum(quotient for quotient, _ in shares)
    by_loss = sorted(range(len(shares)), key=lambda i: shares[i][1], reverse=True)
    rounded_up = set(by_loss[:odd_fen])
    return [Money(quotient + (i in rounded_up)) for i, (quotient, _) in enumerate(shares)]


def split_last_takes_rest(amount: Money, parts: int) -> list[Money]:
    """Equal parts, the last taking what is left (末笔兜底): 1,089.08 in 6 is 5 × 181.51 + 181.53.

    Parts are cut down to the fen, so the last is never smaller than the others and never
    changes sign. Raises ShareInvalid for fewer than one part.
    """
    if parts < 1:
        raise ShareInvalid(parts=parts)
    if amount.fen < 0:
        return [-part for part in split_last_takes_rest(-amount, parts)]
    part = amount.fen // parts
    return [Money(part)] * (parts - 1) + [Money(amount.fen - part * (parts - 1))]


def in_capitals(amount: Money) -> str:
    """The amount in Chinese capitals (人民币大写), without the prefix 人民币.

    Source: 支付结算办法, annex 正确填写票据和结算凭证的基本规定. 整 closes an amount that ends in
    元 or 角; 零 stands for a gap inside the figures, and between 元 and 分 when there is no 角.
    Where the rule leaves 零 to the writer (a gap that ends at 万 or 元) it is not written.
    Raises AmountInvalid beyond ±MAX_FEN.
    """
    if abs(amount.fen) > MAX_FEN:
        raise AmountInvalid(why="range")
    yuan, fen = divmod(abs(amount.fen), _FEN_PER_YUAN)
    sign = "负" if amount.fen < 0 else ""
    whole = f"{_whole_in_capitals(yuan)}元" if yuan else ""
    if not fen:
        return f"{sign}{whole or '零元'}整"
    return f"{sign}{whole}{_fraction_in_capitals(fen, after_yuan=bool(yuan))}"


def _whole_in_capitals(yuan: int) -> str:
    """Read in groups of four digits: 元, 万, 亿."""
    words, gap = "", False
    for power in reversed(range(len(_GROUPS))):
        group = yuan // 10_000**power % 10_000
        if not group:
            gap = gap or bool(words)
            continue
        if words and (gap or group < 1_000):
            words += _DIGITS[0]
        words += _group_in_capitals(group) + _GROUPS[power]
        gap = False
    return words


def _group_in_capitals(group: int) -> str:
    """Four digits; leading and trailing zeros are silent, zeros between are one 零."""
    words, gap = "", False
    for digit, place in zip(f"{group:04d}", _PLACES, strict=True):
        if digit == "0":
            gap = bool(words)
            continue
        words += (_DIGITS[0] if gap else "") + _DIGITS[int(digit)] + place
        gap = False
    return words


def _fraction_in_capitals(fen: int, *, after_yuan: bool) -> str:
    jiao, rest = divmod(fen, 10)
    if not rest:
        return f"{_DIGITS[jiao]}角整"
    if jiao:
        return f"{_DIGITS[jiao]}角{_DIGITS[rest]}分"
    return f"{_DIGITS[0] if after_yuan else ''}{_DIGITS[rest]}分"
