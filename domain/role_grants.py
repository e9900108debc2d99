"""Rights given to people 授权: what is added waits for a second person, what is taken goes at once.

Four eyes on rights as on money: whoever keeps the desks could else give one to themselves. Neither
who asked nor whose rights they are confirms them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from domain.access import Permission, Role, require_second_person
from domain.errors import Denied
from domain.states import Machine


class GrantState(StrEnum):
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    REPLACED = "replaced"


class GrantEvent(StrEnum):
    CONFIRM = "confirm"
    REJECT = "reject"
    REPLACE = "replace"


_S, _E = GrantState, GrantEvent

MACHINE: Final = Machine(
    "role_grant",
    {
        (_S.WAITING, _E.CONFIRM): _S.CONFIRMED,
        (_S.WAITING, _E.REJECT): _S.REJECTED,
        (_S.WAITING, _E.REPLACE): _S.REPLACED,
    },
)
ACTORS: Final[Mapping[GrantEvent, Permission]] = {
    _E.CONFIRM: Permission.CONFIRM_ROLES,
    _E.REJECT: Permission.CONFIRM_ROLES,
    _E.REPLACE: Permission.MANAGE_PEOPLE,
}


class OwnRights(Denied):
    """Nobody decides about rights of their own."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What a desk comes to: for whom somebody works, as what, and a tenant's own household."""

    organisation_id: UUID
    roles: frozenset[Role]
    household_id: UUID | None = None

    def kept(self, wanted: "Rights") -> frozenset[Role]:
        """The roles that hold on while `wanted` waits.

        The same role for another organisation or household is another right, and waits too.
        """
        is_same_place = (self.organisation_id, self.household_id) == (
            wanted.organisation_id,
            wanted.household_id,
        )
        return self.roles & wanted.roles if is_same_place else frozenset()


def adds(before: Rights | None, wanted: Rights) -> bool:
    """Whether `wanted` gives anything that the person does not have."""
    return bool(wanted.roles - (before.kept(wanted) if before else frozenset()))


def require_another(*, maker_id: UUID, person_id: UUID, checker_id: UUID) -> None:
    """Raises MakerIsChecker, OwnRights."""
    require_second_person(maker_id, checker_id)
    if person_id == checker_id:
        raise OwnRights(person_id=str(person_id))
