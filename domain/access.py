"""Who is asking, and how far that reaches; which role may do what is `domain.rights`."""

from dataclasses import dataclass
from uuid import UUID

from domain.errors import Denied
from domain.rights import POLICY
from domain.roles import Permission, Role

__all__ = [
    "POLICY",
    "Actor",
    "MakerIsChecker",
    "Permission",
    "PermissionMissing",
    "Role",
    "RoleMissing",
    "Scope",
    "require_second_person",
]


class PermissionMissing(Denied):
    """None of the actor's roles holds the permission that this needs."""


class RoleMissing(Denied):
    """It is for another role to bring this about; `roles` names them."""


class MakerIsChecker(Denied):
    """Who made it cannot also approve it (domain rule: four eyes on money and rights)."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What an actor may touch with a permission. Only `Actor.scope` makes one.

    `projects` None means every project of the authority; `household_id` narrows a tenant to
    the one household of their own.
    """

    authority_id: UUID
    projects: frozenset[UUID] | None
    household_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is asking, in which authority, for which organisation."""

    person_id: UUID
    name: str
    authority_id: UUID
    organisation_id: UUID
    roles: frozenset[Role]
    projects: frozenset[UUID] | None
    household_id: UUID | None = None

    def scope(self, permission: Permission) -> Scope:
        """The reach of `permission` for this actor, or a refusal that names what is missing."""
        if not any(permission in POLICY[role] for role in self.roles):
            raise PermissionMissing(permission=permission)
        return Scope(self.authority_id, self.projects, self.household_id)

    def require_role(self, allowed: frozenset[Role]) -> None:
        """The actors of a life cycle's step. Raises RoleMissing."""
        if not self.roles & allowed:
            raise RoleMissing(roles=sorted(allowed))

    @property
    def permissions(self) -> frozenset[Permission]:
        return frozenset[Permission]().union(*(POLICY[role] for role in self.roles))


def require_second_person(maker_id: UUID, checker_id: UUID) -> None:
    """Four eyes: whoever prepared the thing is refused as the one who approves it."""
    if maker_id == checker_id:
        raise MakerIsChecker(maker_id=str(maker_id))
