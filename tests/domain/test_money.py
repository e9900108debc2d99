"""Amounts are exact, rounded one way, and shared without losing a fen."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.money import (
    MAX_FEN,
    ZERO,
    AmountInvalid,
    Money,
    ShareInvalid,
    half_up,
    in_capitals,
    multiply,
    split,
    split_last_takes_rest,
    total,
)

FEN = st.integers(-(10**9), 10**9)


def yuan(*amounts: str) -> list[Money]:
    return [Money.yuan(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("272.27", 27227),
        ("272.2", 27220),
        ("272", 27200),
        ("0", 0),
        ("-0.01", -1),
        ("+5", 500),
        ("100000000000.00", MAX_FEN),
        (Decimal("272.27"), 27227),
        (Decimal("1E+3"), 100_000),
        (348, 34800),
    ],
)
def test_yuan_are_read_exactly(written: str | Decimal | int, fen: int):
    assert Money.yuan(written) == Money(fen)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1.005", "decimals"),
        ("1.000", "decimals"),
        (Decimal("0.001"), "decimals"),
        ("", "format"),
        (" 1", "format"),
        ("1,000.00", "format"),
        ("1_000", "format"),
        ("1e3", "format"),
        ("１２", "format"),
        ("٣", "format"),
        ("面议", "format"),
        ("NaN", "format"),
        (Decimal("NaN"), "format"),
        (Decimal("Infinity"), "format"),
        ("1.", "format"),
        (".5", "format"),
        ("1\n", "format"),
        (True, "format"),
        ("100000000000.01", "range"),
        ("-100000000000.01", "range"),
        ("9" * 40, "format"),
    ],
)
def test_what_is_not_an_amount_is_refused(written: str | Decimal | int, why: str):
    with pytest.raises(AmountInvalid) as refusal:
        Money.yuan(written)
    assert refusal.value.facts == {"why": why}


@pytest.mark.parametrize("fen", [Decimal(1), 1.0, True, "1"])
def test_fen_are_never_anything_but_whole_numbers(fen: object):
    with pytest.raises(TypeError):
        Money(fen)  # pyright: ignore[reportArgumentType]


def test_amounts_add_subtract_compare_and_know_whether_they_are_nothing():
    assert Money(5) + Money(-7) == Money(-2) < ZERO < Money(1)
    assert Money(5) - Money(7) == -Money(2)
    assert Money(1)
    assert not ZERO
    assert total([]) == ZERO
    assert total(yuan("174.69", "0.31")) == Money.yuan("175.00")


@given(FEN)
def test_yuan_and_fen_are_the_same_amount(fen: int):
    assert Money.yuan(Money(fen).as_yuan()) == Money(fen)
    assert str(Money(fen).as_yuan()).partition(".")[2].__len__() == 2


@pytest.mark.parametrize(
    ("exact", "unit_fen", "rounded"),
    [
        (Fraction(1, 2), 1, 1),
        (Fraction(3, 2), 1, 2),
        (Fraction(5, 2), 1, 3),
        (Fraction(-1, 2), 1, -1),
        (Fraction(-5, 2), 1, -3),
        (Decimal("0.4999999999999999999999999999"), 1, 0),
        (Fraction(65_250), 100, 65_300),
        (65_249, 100, 65_200),
        (-65_250, 100, -65_300),
        (45, 10, 50),
        (0, 100, 0),
    ],
)
def test_a_half_goes_away_from_zero(exact: Fraction | Decimal | int, unit_fen: int, rounded: int):
    assert half_up(exact, unit_fen) == rounded


@given(st.fractions(-(10**9), 10**9), st.sampled_from([1, 10, 100]))
def test_rounding_is_the_nearest_multiple_and_mirrors(exact: Fraction, unit: int):
    rounded = half_up(exact, unit)
    assert rounded % unit == 0
    assert 2 * abs(rounded - exact) <= unit
    assert half_up(-exact, unit) == -rounded


@given(st.integers(0, 10**12), st.integers(1, 10**6), st.sampled_from([1, 10, 100]))
def test_the_integer_form_of_rounding_is_the_fraction(n: int, d: int, unit: int):
    assert half_up(Fraction(n, d), unit) == unit * ((2 * n + d * unit) // (2 * d * unit))


@pytest.mark.parametrize(
    ("amount", "ratio", "product"),
    [
        ("31411.33", Decimal("0.98"), "30783.10"),
        ("31411.33", Decimal("0.96"), "30154.88"),
        ("31411.33", Decimal("0.95"), "29840.76"),
        ("31411.33", Decimal("0.874"), "27453.50"),
        ("942.48", Decimal("1.2"), "1130.98"),
        ("301482.55", 12, "3617790.60"),
        ("272.27", Fraction(15, 30), "136.14"),
        ("-272.27", Fraction(15, 30), "-136.14"),
    ],
)
def test_a_product_is_rounded_once(amount: str, ratio: Decimal | Fraction | int, product: str):
    assert multiply(Money.yuan(amount), ratio) == Money.yuan(product)


def test_a_deposit_is_shared_pro_rata_by_the_claims_on_it():
    claims = yuan("163.36", "244.54", "820.00")
    shares = split(Money.yuan("1000.00"), [claim.fen for claim in claims])
    assert shares == yuan("133.04", "199.15", "667.81")


@pytest.mark.parametrize(
    ("fen", "weights", "shares"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (1, [0, 0, 7], [0, 0, 1]),
        (0, [1, 2], [0, 0]),
        (7, [1], [7]),
    ],
)
def test_odd_fen_go_to_the_largest_remainders(fen: int, weights: list[int], shares: list[int]):
    assert split(Money(fen), weights) == [Money(share) for share in shares]


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_nothing_can_be_shared_without_weights(weights: list[int]):
    with pytest.raises(ShareInvalid):
        split(Money(1), weights)


@given(FEN, st.lists(st.integers(0, 10**6), min_size=1, max_size=20).filter(any))
def test_shares_add_up_and_are_off_by_less_than_a_fen(fen: int, weights: list[int]):
    shares = split(Money(fen), weights)
    assert total(shares) == Money(fen)
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share.fen - Fraction(fen * weight, sum(weights))) < 1


def test_the_last_of_six_parts_takes_the_rest():
    parts = split_last_takes_rest(Money.yuan("1089.08"), 6)
    assert parts == [*yuan("181.51") * 5, Money.yuan("181.53")]


def test_there_is_at_least_one_part():
    assert split_last_takes_rest(Money(7), 1) == [Money(7)]
    with pytest.raises(ShareInvalid):
        split_last_takes_rest(Money(7), 0)


@given(FEN, st.integers(1, 60))
def test_parts_add_up_and_the_last_is_never_the_smallest(fen: int, count: int):
    parts = split_last_takes_rest(Money(fen), count)
    assert total(parts) == Money(fen)
    assert len(parts) == count
    assert abs(parts[-1].fen) >= abs(parts[0].fen)
    assert all(part.fen * fen >= 0 for part in parts)


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("272.27", "贰佰柒拾贰元贰角柒分"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("0.55", "伍角伍分"),
        ("1.05", "壹元零伍分"),
        ("1.50", "壹元伍角整"),
        ("10", "壹拾元整"),
        ("11", "壹拾壹元整"),
        ("100", "壹佰元整"),
        ("101", "壹佰零壹元整"),
        ("1001", "壹仟零壹元整"),
        ("1010", "壹仟零壹拾元整"),
        ("1100", "壹仟壹佰元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("10000", "壹万元整"),
        ("10001", "壹万零壹元整"),
        ("10010", "壹万零壹拾元整"),
        ("10100", "壹万零壹佰元整"),
        ("11000", "壹万壹仟元整"),
        ("100000", "壹拾万元整"),
        ("1020000", "壹佰零贰万元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100070000", "壹亿零柒万元整"),
        ("110000000", "壹亿壹仟万元整"),
        ("100001000", "壹亿零壹仟元整"),
        ("100000000000", "壹仟亿元整"),
        ("-272.27", "负贰佰柒拾贰元贰角柒分"),
        ("-0.05", "负伍分"),
    ],
)
def test_capitals_follow_the_rules_for_bills(amount: str, capitals: str):
    assert in_capitals(Money.yuan(amount)) == capitals


def test_capitals_end_where_amounts_stop_being_believed():
    with pytest.raises(AmountInvalid):
        in_capitals(Money(MAX_FEN + 1))


@given(st.integers(0, MAX_FEN))
def test_capitals_can_be_read_back(fen: int):
    assert _read(in_capitals(Money(fen))) == fen


def _read(capitals: str) -> int:
    """What a clerk understands: sections of 亿 and 万, places within them, then 角 and 分."""
    digits = {word: value for value, word in enumerate("零壹贰叁肆伍陆柒捌玖")}
    places = {"拾": 10, "佰": 100, "仟": 1000}
    assert "零零" not in capitals
    done, section, digit, fen = 0, 0, 0, 0
    for word in capitals.removesuffix("整"):
        if word in digits:
            digit = digits[word]
        elif word in places:
            section, digit = section + digit * places[word], 0
        elif word in "万亿元":
            scale = {"万": 10**4, "亿": 10**8, "元": 1}[word]
            done, section, digit = done + (section + digit) * scale, 0, 0
        else:
            fen, digit = fen + digit * {"角": 10, "分": 1}[word], 0
    return done * 100 + fen
