"""What a change of somebody's desk takes away at once, and what it adds."""

from uuid import UUID, uuid4

import pytest

from domain.access import MakerIsChecker, Role
from domain.role_grants import OwnRights, Rights, adds, require_another

HERE, THERE = uuid4(), uuid4()
A, B, C = (uuid4() for _ in range(3))
CASHIER = Rights(HERE, frozenset({Role.CASHIER}))
BOTH = Rights(HERE, frozenset({Role.CASHIER, Role.FRONT_DESK}))


@pytest.mark.parametrize(
    ("before", "wanted", "is_more", "kept"),
    [
        (CASHIER, CASHIER, False, {Role.CASHIER}),
        (BOTH, CASHIER, False, {Role.CASHIER}),
        (CASHIER, BOTH, True, {Role.CASHIER}),
        (CASHIER, Rights(HERE, frozenset({Role.FRONT_DESK})), True, set[Role]()),
        (CASHIER, Rights(THERE, frozenset({Role.CASHIER})), True, set[Role]()),
        (Rights(HERE, frozenset()), CASHIER, True, set[Role]()),
        (
            Rights(HERE, frozenset({Role.TENANT}), A),
            Rights(HERE, frozenset({Role.TENANT}), B),
            True,
            set[Role](),
        ),
    ],
)
def test_what_is_added_and_what_is_kept(
    before: Rights, wanted: Rights, is_more: bool, kept: set[Role]
) -> None:
    assert adds(before, wanted) is is_more
    assert before.kept(wanted) == kept


def test_a_first_desk_is_all_new() -> None:
    assert adds(None, CASHIER)


@pytest.mark.parametrize(
    ("maker", "person", "checker", "refusal"),
    [(A, B, A, MakerIsChecker), (A, B, B, OwnRights), (A, A, A, MakerIsChecker)],
)
def test_nobody_confirms_their_own(
    maker: UUID, person: UUID, checker: UUID, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        require_another(maker_id=maker, person_id=person, checker_id=checker)


def test_a_third_person_confirms() -> None:
    require_another(maker_id=A, person_id=B, checker_id=C)
    require_another(maker_id=A, person_id=A, checker_id=C)
