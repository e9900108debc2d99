"""What the caller may find by a text, put in order."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.search.schemas import DocumentHitOut, HouseholdHitOut, SearchGroup, SearchOut, UnitHitOut
from api.web.kinds import Out
from domain import search as reading
from domain.access import Actor, Permission
from domain.identity import mask_public_name
from domain.search import Matched, Wanted
from persistence.search import documents, homes, households
from persistence.search.households import Blind, FoundHousehold
from persistence.vault import Vault

_ORDER: Final = {matched: place for place, matched in enumerate(Matched)}


@dataclass(frozen=True, slots=True)
class Seeker:
    """Who searches, on which day, and how many hits a group shows."""

    session: AsyncSession
    actor: Actor
    vault: Vault
    today: date
    limit: int

    def may(self, permission: Permission) -> bool:
        return permission in self.actor.permissions


async def find(seeker: Seeker, q: str, only: SearchGroup | None) -> SearchOut:
    """Every group that the caller's permissions reach; one alone if it is named."""
    wanted = reading.read(q)
    more: list[SearchGroup] = []
    shown: dict[str, Sequence[Out]] = {}
    for group, look in _GROUPS.items():
        found = await look(seeker, wanted) if only in {None, group} else ()
        shown[group] = found[: seeker.limit]
        if len(found) > seeker.limit:
            more.append(group)
    return SearchOut.model_validate({"q": q, "more": more, **shown})


async def _households(seeker: Seeker, wanted: Wanted) -> Sequence[HouseholdHitOut]:
    """Live leases before ended ones; among them the surest reading, then the name."""
    if not seeker.may(Permission.READ_HOUSEHOLD):
        return []
    scope = seeker.actor.scope(Permission.READ_HOUSEHOLD)
    blind = Blind(
        phone=seeker.vault.index("phone", wanted.phone) if wanted.phone else None,
        national_id=(
            seeker.vault.index("national_id", wanted.national_id) if wanted.national_id else None
        ),
    )
    candidates = await households.household_candidates(seeker.session, scope, wanted, blind)
    matched = {household_id: how for household_id, _, how in candidates}
    found = await households.households(seeker.session, scope, candidates, seeker.today)

    def place(one: FoundHousehold) -> tuple[int, bool, bool, str, UUID]:
        is_exact = one.tenant_name == wanted.name
        how = _ORDER[matched[one.household_id]]
        return how, not is_exact, not one.is_live, one.tenant_name, one.household_id

    may_read_rent = seeker.may(Permission.READ_RENT)
    return [
        HouseholdHitOut.of(one, matched[one.household_id], may_read_rent=may_read_rent)
        for one in sorted(found.values(), key=place)
    ]


async def _units(seeker: Seeker, wanted: Wanted) -> Sequence[UnitHitOut]:
    if not seeker.may(Permission.READ_HOUSING):
        return []
    scope = seeker.actor.scope(Permission.READ_HOUSING)
    may_see_names = seeker.may(Permission.READ_HOUSEHOLD)
    return [
        UnitHitOut.of(
            one,
            one.tenant_name
            if may_see_names or one.tenant_name is None
            else mask_public_name(one.tenant_name),
        )
        for one in await homes.units(seeker.session, scope, wanted)
    ]


async def _documents(seeker: Seeker, wanted: Wanted) -> Sequence[DocumentHitOut]:
    hits: list[DocumentHitOut] = []
    for source in documents.SOURCES:
        if seeker.may(source.permission):
            found = await documents.found(
                seeker.session, seeker.actor, source, wanted, limit=seeker.limit
            )
            hits += map(DocumentHitOut.of, found)
    return hits


_GROUPS: Final[Mapping[SearchGroup, Callable[[Seeker, Wanted], Awaitable[Sequence[Out]]]]] = {
    SearchGroup.HOUSEHOLDS: _households,
    SearchGroup.UNITS: _units,
    SearchGroup.DOCUMENTS: _documents,
}
