"""No order is likelier than another, whoever registers when, and one bit makes another draw."""

import random
from collections import Counter
from itertools import permutations
from math import factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.lottery import (
    DrawInputsInvalid,
    Participant,
    PublicValueInvalid,
    SecretInvalid,
    commitment_of,
    hash_of,
    inputs_of,
    order_of,
    read_public_value,
    read_secret,
    result_of,
    seed_of,
    verify,
)
from tests.given_lottery import ROUND, SECRET, SOURCE

keys = st.lists(st.text(min_size=1, max_size=8), max_size=30, unique=True)


@given(keys=keys, seed=st.binary(min_size=32, max_size=32), data=st.data())
def test_the_order_depends_on_nobodys_place_in_the_list(
    keys: list[str], seed: bytes, data: st.DataObject
):
    people = [Participant(key, len(key) % 2) for key in keys if key.isprintable()]
    shuffled = data.draw(st.permutations(people))

    drawn = order_of(seed, people)

    assert drawn == order_of(seed, shuffled)
    assert sorted(drawn) == sorted(one.key for one in people)


@given(
    keys=keys,
    secret=st.binary(min_size=32, max_size=32),
    value=st.text(alphabet="0123456789 +双色球", min_size=1).filter(str.strip),
)
def test_every_result_that_is_made_is_one_that_holds(keys: list[str], secret: bytes, value: str):
    people = [Participant(key) for key in keys if key.isprintable()]
    inputs = inputs_of(ROUND, people)

    made = result_of(
        inputs, secret=secret, public_source=SOURCE, public_value=read_public_value(value)
    ).encode()

    published = hash_of(inputs).hex()
    assert verify(made, commitment=commitment_of(secret), inputs_sha256=published) is None


@given(bits=st.integers(0, 255), place=st.integers(0, 31), value=st.text("0123456789", min_size=1))
def test_one_bit_of_the_secret_or_one_sign_of_the_value_is_another_seed(
    bits: int, place: int, value: str
):
    frozen = bytes(32)
    changed = bytearray(SECRET)
    changed[place] ^= bits or 1

    assert seed_of(bytes(changed), value, frozen) != seed_of(SECRET, value, frozen)
    assert seed_of(SECRET, f"{value}0", frozen) != seed_of(SECRET, value, frozen)


def test_every_order_of_five_is_equally_likely():
    """χ² over all 120 orders in 24 000 draws; 119 degrees of freedom, 0.1 % each side."""
    dice = random.Random(20260401)
    people = [Participant(f"{n:06d}") for n in range(1, 6)]
    draws = 24_000

    counted = Counter(tuple(order_of(dice.randbytes(32), people)) for _ in range(draws))

    expected = draws / factorial(5)
    every = permutations([one.key for one in people])
    chi = sum((counted[order] - expected) ** 2 / expected for order in every)
    assert 75 < chi < 173, chi


def test_nobody_does_better_for_having_registered_early():
    """The mean place of each of 50 in 4 000 draws is the middle, within 4 standard errors."""
    dice = random.Random(20260402)
    people = [Participant(f"{n:06d}") for n in range(50)]
    draws, places = 4_000, Counter[str]()

    for _ in range(draws):
        for place, key in enumerate(order_of(dice.randbytes(32), people)):
            places[key] += place

    error = (((50**2 - 1) / 12) / draws) ** 0.5
    assert max(abs(total / draws - 24.5) for total in places.values()) < 4 * error


@pytest.mark.parametrize(
    "typed", ["", "00", "0" * 63, "0" * 65, "G" * 64, "A" * 64, " " + "0" * 63]
)
def test_a_secret_is_written_one_way(typed: str):
    with pytest.raises(SecretInvalid) as refusal:
        read_secret(typed)
    assert typed not in str(refusal.value.facts) or not typed


@pytest.mark.parametrize("typed", ["", "  ", "03\n11", "\x00", "\ud800"])
def test_a_public_value_is_a_line_that_somebody_announced(typed: str):
    with pytest.raises(PublicValueInvalid):
        read_public_value(typed)


@pytest.mark.parametrize(
    "people",
    [
        [Participant("1"), Participant("1")],
        [Participant("")],
        [Participant("1", -1)],
    ],
)
def test_nobody_is_drawn_twice_or_without_a_key(people: list[Participant]):
    with pytest.raises(DrawInputsInvalid):
        inputs_of(ROUND, people)
