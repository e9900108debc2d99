"""A draw follows from what was committed, what became public and who was in it, and no more."""

import json
from typing import Any

import pytest

from domain.lottery import (
    Participant,
    canonical,
    commitment_of,
    hash_of,
    inputs_of,
    order_of,
    result_of,
    seed_of,
    ticket_of,
    verify,
)
from tests.given_lottery import ROUND, SECRET, SOURCE

VALUE = "03 11 17 22 28 33 + 05"
PEOPLE = [
    Participant("000003", 1),
    Participant("000001"),
    Participant("000002", 1),
    Participant("000004"),
]
COMMITMENT = "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd"
INPUTS_SHA256 = "26d5dd53e94885610d9ef41bfbd952a49bb038001ce4ea15e5221c949ac031d5"
SEED = "1e3f795a10488821665bdd7e6135c6b702c8efe3d911bd88e88c364ec4e6e624"
TICKETS = {
    "000001": "7f88b6ab48067aa4602e13973b3430c04454eceae534ee9c3c7803295a0001cf",
    "000002": "9c70d989c9d9c15efee5a19472b73221d01b3e7e49149c23a111930059802e56",
    "000003": "c3f2c487fa2c68f379226927c4950a2e670edf70b3fbd0dcf1e64bd87ce2ff90",
    "000004": "20849c9edf3573d5e6c932ffee52eb026b078edb53484d0daec39228f15ff449",
}
ORDER = ["000004", "000001", "000002", "000003"]


def result(**changes: Any) -> bytes:
    """The vector's result file, with fields changed after the fact."""
    made = result_of(
        inputs_of(ROUND, PEOPLE), secret=SECRET, public_source=SOURCE, public_value=VALUE
    )
    return canonical({**json.loads(made), **changes}).encode()


def test_the_known_answers_are_given():
    inputs = inputs_of(ROUND, PEOPLE)

    assert commitment_of(SECRET) == COMMITMENT
    assert canonical(inputs) == (
        '{"participants":[{"key":"000001","tier":0},{"key":"000002","tier":1},'
        '{"key":"000003","tier":1},{"key":"000004","tier":0}],'
        '"round":"0198f2a4-6b1e-7c7e-9d67-3f5a1c0e2b11"}'
    )
    assert hash_of(inputs).hex() == INPUTS_SHA256
    seed = seed_of(SECRET, VALUE, hash_of(inputs))
    assert seed.hex() == SEED
    assert {key: ticket_of(seed, key).hex() for key in TICKETS} == TICKETS
    assert order_of(seed, PEOPLE) == ORDER


def test_a_result_holds_against_itself_and_against_what_was_published():
    assert verify(result()) is None
    assert verify(result(), commitment=COMMITMENT, inputs_sha256=INPUTS_SHA256.upper()) is None


OTHER = "ff" * 32


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"order": ["000001", "000004", "000002", "000003"]}, "order, place 1"),
        ({"order": ["000004", "000001", "000003", "000002"]}, "order, place 3"),
        ({"order": ORDER[:3]}, "order, length"),
        ({"order": [*ORDER, "000005"]}, "order, length"),
        ({"order": {"first": "000004"}}, "order"),
        ({"secret": OTHER}, "commitment"),
        ({"secret": SECRET.hex().upper()}, "secret"),
        ({"secret": "12"}, "secret"),
        ({"commitment": OTHER}, "commitment"),
        ({"inputs_sha256": OTHER}, "inputs_sha256"),
        ({"seed": OTHER}, "seed"),
        ({"public_value": f"{VALUE} "}, "seed"),
        ({"public_value": "\ud800"}, "file"),
        ({"public_value": 7}, "public_value"),
        ({"algorithm": "anju-draw-2"}, "algorithm"),
        ({"inputs": {"round": ROUND, "participants": []}}, "inputs_sha256"),
        ({"inputs": {"round": ROUND}}, "inputs"),
        ({"inputs": {"round": 7, "participants": []}}, "inputs.round"),
        ({"inputs": []}, "inputs"),
        ({"more": 1}, "fields"),
    ],
)
def test_whatever_was_changed_is_named(changes: dict[str, Any], where: str):
    data = canonical({**json.loads(result()), **changes}).encode("utf-8", "surrogatepass")

    found = verify(data)

    assert found is not None
    assert found.where == where


@pytest.mark.parametrize("swapped", [{"key": "000001", "tier": 1}, {"key": "000009", "tier": 0}])
def test_a_participant_changed_is_a_change_of_the_frozen_inputs(swapped: dict[str, Any]):
    inputs = json.loads(result())["inputs"]
    inputs["participants"][0] = swapped
    inputs["participants"].sort(key=lambda one: one["key"])

    found = verify(result(inputs=inputs))

    assert found is not None
    assert found.where == "inputs_sha256"


@pytest.mark.parametrize(
    "participants",
    [
        [{"key": "1", "tier": 0}, {"key": "1", "tier": 0}],
        [{"key": "2", "tier": 0}, {"key": "1", "tier": 0}],
        [{"key": "1", "tier": True}],
        [{"key": "1", "tier": -1}],
        [{"key": "1"}],
        [{"key": 1, "tier": 0}],
        [{"key": "1", "tier": 0, "name": "张小明"}],
    ],
)
def test_inputs_of_another_shape_are_no_inputs(participants: list[Any]):
    found = verify(result(inputs={"round": ROUND, "participants": participants}))

    assert found is not None
    assert found.where.startswith("inputs")


def test_a_file_drawn_anew_does_not_match_what_was_published():
    """Whoever changes secret or inputs and computes everything again meets the commitment."""
    other = result_of(
        inputs_of(ROUND, PEOPLE[:3]),
        secret=bytes(32),
        public_source=SOURCE,
        public_value=VALUE,
    ).encode()

    assert verify(other) is None
    found = verify(other, commitment=COMMITMENT)
    assert found is not None
    assert found.where == "published commitment"
    found = verify(other, inputs_sha256=INPUTS_SHA256)
    assert found is not None
    assert found.where == "published inputs_sha256"


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"a": NaN}', b'"order"'],
)
def test_what_is_no_result_is_told_and_nothing_breaks(data: bytes):
    assert verify(data) is not None


def test_a_difference_reads_as_a_sentence():
    assert str(verify(result(seed=OTHER))) == (f"seed: the file says {OTHER}, it should be {SEED}")


@pytest.mark.parametrize(
    "changed",
    [
        lambda data: data.replace(b",", b", "),
        lambda data: data + b"\n",
        lambda data: data.replace(b'"seed"', b'"seed":"0","seed"'),
        lambda data: json.dumps(json.loads(data), separators=(",", ":"), sort_keys=True).encode(),
    ],
)
def test_a_file_is_the_same_to_the_byte_or_it_is_another(changed: Any):
    found = verify(changed(result()))

    assert found is not None
    assert (found.where, found.stated) == ("file", "not written canonically")


def test_a_tier_is_drawn_before_the_next():
    people = [Participant(f"{n:06d}", n % 3) for n in range(300)]

    drawn = order_of(SECRET, people)

    tiers = [int(key) % 3 for key in drawn]
    assert tiers == sorted(tiers)
    assert drawn != sorted(drawn, key=lambda key: (int(key) % 3, key))
