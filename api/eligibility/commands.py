"""How the purchaser grants eligibility. Nobody else can: every other attempt is remembered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.platform.probing import require_few_probes
from domain.access import Actor, Permission
from domain.calendar import Period
from domain.eligibility import MACHINE, EligibilityEvent, EligibilityState
from domain.errors import Invalid, Refused
from domain.identity import mask_national_id, mask_phone
from domain.rent import Tier
from persistence import audit, eligibility, registry
from persistence.eligibility import Record
from persistence.ids import new_id
from persistence.registry import Purpose
from persistence.vault import Vault

APPLICANT = "本人"


class PersonTwice(Invalid):
    """The same number stands twice in one household."""


class SizeTooSmall(Invalid):
    """More people are named than the household is said to have."""


class TierNotGranted(Invalid):
    """Eligibility is not granted to a household that is found not to be eligible."""


class EligibilityExists(Refused):
    """The person has a record that holds. Name it as the one that this decision replaces."""


class PersonBanned(Refused):
    """The person may not be granted a home again before the day named."""


class DuplicatesFound(Refused):
    """Somebody of the household has a record or a home already. Say that it is known."""

    recorded = True


@dataclass(frozen=True, slots=True)
class Grantee:
    """A person of the household, the applicant first. Numbers are plain here and nowhere else."""

    name: str
    relation: str
    national_id: str
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """A household as one decision names it, and what the decision says of it."""

    people: Sequence[Grantee]
    facts: Mapping[str, Any]


async def grant(
    session: AsyncSession,
    actor: Actor,
    vault: Vault,
    one: Grant,
    *,
    replaces_id: UUID | None,
    acknowledged: bool,
) -> Record:
    """Put a decision on file.

    Raises PermissionMissing, PeriodInvalid, PersonTwice, SizeTooSmall, TierNotGranted,
    PersonBanned, EligibilityExists, EligibilityNotFound, TransitionRefused, DuplicatesFound,
    TooManyRequests.
    """
    actor.scope(Permission.GRANT_ELIGIBILITY)
    _check(one)
    people = [vault.index("national_id", person.national_id) for person in one.people]
    starts_on: date = one.facts["starts_on"]
    await _require_not_banned(session, people[0], starts_on)
    old = await _replaced(session, people[0], replaces_id, starts_on)
    if not acknowledged:
        await require_few_probes(session, actor, DuplicatesFound)
        await _require_single(session, people, starts_on, old, one.facts["decision_no"])
    record_id = new_id()
    columns = record_columns([record_id], [people[0]], [one], maker_id=actor.person_id)
    await eligibility.add_records(
        session,
        {**columns, "replaces_id": [old.id if old else None]},
        people_columns(vault, [record_id], [one]),
    )
    await registry.note(session, people)
    await audit.record(
        session,
        actor,
        "eligibility.record.granted",
        record_id,
        facts={
            "decision_no": one.facts["decision_no"],
            "replaces_id": str(old.id) if old else None,
            "acknowledged_duplicates": acknowledged,
        },
        announce=True,
    )
    return await eligibility.record(session, record_id)


def record_columns(
    ids: Sequence[UUID],
    people: Sequence[bytes],
    grants: Sequence[Grant],
    *,
    maker_id: UUID,
    import_id: UUID | None = None,
) -> dict[str, Sequence[Any]]:
    """The columns of new records, one value each."""
    names = grants[0].facts.keys() if grants else ()
    return {
        "id": ids,
        "person_index": people,
        "applicant_name": [one.people[0].name for one in grants],
        **{name: [one.facts[name] for one in grants] for name in names},
        "maker_id": [maker_id] * len(ids),
        "import_id": [import_id] * len(ids),
    }


def people_columns(
    vault: Vault, ids: Sequence[UUID], grants: Sequence[Grant]
) -> dict[str, Sequence[Any]]:
    """The columns of everybody named, numbers sealed."""
    rows = [
        _sealed(vault, record_id, person, is_applicant=nth == 0)
        for record_id, one in zip(ids, grants, strict=True)
        for nth, person in enumerate(one.people)
    ]
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def _sealed(
    vault: Vault, record_id: UUID, person: Grantee, *, is_applicant: bool
) -> dict[str, Any]:
    made = new_id()
    number = vault.seal("national_id", made, person.national_id)
    phone = vault.seal("phone", made, person.phone) if person.phone else None
    return {
        "id": made,
        "record_id": record_id,
        "name": person.name,
        "relation": APPLICANT if is_applicant else person.relation,
        "is_applicant": is_applicant,
        "national_id_sealed": number.cipher,
        "national_id_index": number.index,
        "national_id_mask": mask_national_id(person.national_id),
        "phone_sealed": phone and phone.cipher,
        "phone_index": phone and phone.index,
        "phone_mask": mask_phone(person.phone) if person.phone else None,
    }


def _check(one: Grant) -> None:
    Period.inclusive(one.facts["starts_on"], one.facts["ends_on"])
    if one.facts["tier"] == Tier.INELIGIBLE:
        raise TierNotGranted(pointer="/tier")
    numbers = [person.national_id for person in one.people]
    if len(set(numbers)) < len(numbers):
        raise PersonTwice(pointer="/members")
    if one.facts["size"] < len(numbers):
        raise SizeTooSmall(pointer="/size", named=len(numbers))


async def _require_not_banned(session: AsyncSession, person: bytes, day: date) -> None:
    until_on = await eligibility.banned_until(session, person, day)
    if until_on is not None:
        raise PersonBanned(until_on=until_on.isoformat())


async def _replaced(
    session: AsyncSession, person: bytes, replaces_id: UUID | None, from_on: date
) -> Record | None:
    """The record that gives way, already marked; what ran out gives way by itself."""
    old = await eligibility.standing_record(session, person)
    if replaces_id is not None:
        named = await eligibility.record(session, replaces_id)
        if old is None or old.id != named.id:
            raise EligibilityExists(record_id=str(old.id) if old else None)
        MACHINE.after(old.state, EligibilityEvent.REPLACE)
        await eligibility.change(
            session,
            old.id,
            state=EligibilityState.REPLACED.value,
            until_on=max(from_on, old.starts_on),
        )
        return old
    runs_out = old is not None and old.state is EligibilityState.VALID and old.ends_on < from_on
    if old is not None and not runs_out:
        raise EligibilityExists(record_id=str(old.id), ends_on=old.ends_on.isoformat())
    return old


async def _require_single(
    session: AsyncSession, people: Sequence[bytes], day: date, old: Record | None, decision_no: str
) -> None:
    """Nobody of the household has a record or a home, but for what is their own already."""
    held = await eligibility.held_here(session, people, day)
    own = {one.subject_id for one in held.get(people[0], ()) if one.is_tenant}
    own |= {old.id} if old else set()
    here = {one for found in held.values() for one in found if one.subject_id not in own}
    elsewhere = await registry.known_elsewhere(
        session, people, day, purpose=Purpose.GRANT, reason=decision_no
    )
    if here or elsewhere:
        raise DuplicatesFound(
            here=sorted({f"{one.kind}:{one.subject_id}" for one in here}),
            elsewhere=sorted(elsewhere.values()),
        )
