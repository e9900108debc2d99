"""Who hears of what, and which marks are marks."""

from uuid import uuid4

import pytest

from domain.access import Actor, Role
from domain.events import (
    EventMarkInvalid,
    checked_mark,
    feature_of,
    heard_by,
    subject_type_of,
)


def actor(*roles: Role) -> Actor:
    return Actor(uuid4(), "甲", uuid4(), uuid4(), frozenset(roles), None)


def test_a_kind_names_its_feature_and_its_thing() -> None:
    assert feature_of("advances.voucher.paid") == "advances"
    assert subject_type_of("advances.voucher.paid") == "advances.voucher"


def test_nobody_hears_of_what_they_may_not_read() -> None:
    assert heard_by(actor(Role.MAINTENANCE)) == ("assets", "equipment", "handovers", "housing")
    assert heard_by(actor(Role.EVALUATOR)) == ("contracts", "settlement")
    assert heard_by(actor(Role.ADMINISTRATOR)) == ()
    assert "payments" not in (heard_by(actor(Role.INSPECTOR)) or ())
    assert "payments" in (heard_by(actor(Role.CASHIER)) or ())


def test_the_auditor_hears_of_everything_even_of_what_comes_later() -> None:
    assert heard_by(actor(Role.AUDITOR)) is None


@pytest.mark.parametrize("seen", ["1204:1204:", "100:120:105,110", "1:9223372036854775807:"])
def test_a_snapshot_is_a_mark(seen: str) -> None:
    assert checked_mark(seen) == seen


@pytest.mark.parametrize(
    "seen",
    [
        "",
        "1:2",
        "2:1:",
        "0:1:",
        "1:5:5",
        "1:5:3,2",
        "1:5:3,3",
        "3:5:2",
        "1:9223372036854775808:",
        "1:2:;drop",
        "-1:2:",
        "１:2:",
        " 1:2:",
        "1:2:\n",
    ],
)
def test_anything_else_is_refused(seen: str) -> None:
    with pytest.raises(EventMarkInvalid):
        checked_mark(seen)


def test_a_households_way_is_heard_by_the_counter_and_eligibility_by_the_bureau_alone() -> None:
    counter = heard_by(actor(Role.FRONT_DESK)) or ()
    officer = heard_by(actor(Role.PURCHASER_OFFICER)) or ()

    assert {"exits", "renewals", "check_ins", "handovers", "rounds"} <= set(counter)
    assert "eligibility" not in counter
    assert "eligibility" in officer
