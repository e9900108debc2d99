"""What the public is shown of a round. People go in as they are and come out masked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor
from domain.allocation_rounds import PublicationKind, registration_key
from domain.calendar import months_after
from domain.disclosure import Person, PublicLine, public_lines
from domain.errors import Refused
from domain.identity import birth_date
from domain.lottery import ALGORITHM
from persistence import eligibility, housing
from persistence.allocation_rounds import publications
from persistence.allocation_rounds.orderings import Ordering
from persistence.allocation_rounds.publications import Publication
from persistence.allocation_rounds.registrations import Registration
from persistence.allocation_rounds.rounds import Round, RoundUnit
from persistence.vault import Vault

_OF_AGE: Final = 18


class CorrectionNeedsReason(Refused):
    """Something was published before: say why it is published anew."""


async def publish(
    session: AsyncSession,
    actor: Actor,
    one: Round,
    kind: PublicationKind,
    body: Mapping[str, Any],
    *,
    reason: str | None = None,
) -> Publication:
    """The next version. Raises CorrectionNeedsReason for any but the first."""
    before = await publications.last(session, one.id, kind)
    if before is not None and not reason:
        raise CorrectionNeedsReason(kind=kind, number=before.number)
    return await publications.publish(
        session,
        one.id,
        kind,
        body,
        authority_id=actor.authority_id,
        publisher_id=actor.person_id,
        reason=reason if before is not None else None,
    )


async def withdraw(
    session: AsyncSession, actor: Actor, one: Round, kind: PublicationKind, reason: str
) -> None:
    """What stood is withdrawn, and stays in the chain with the reason. Twice is harmless."""
    before = await publications.last(session, one.id, kind)
    if before is None or before.body is None:
        return
    await publications.publish(
        session,
        one.id,
        kind,
        None,
        authority_id=actor.authority_id,
        publisher_id=actor.person_id,
        reason=reason,
    )


async def plan_body(
    session: AsyncSession, one: Round, homes: Sequence[RoundUnit], ordering: Ordering | None
) -> dict[str, Any]:
    """The fields of Art. 11, how the order is made, and what a draw is bound to beforehand."""
    project = await housing.project_name(session, one.project_id)
    opens_on, closes_on = one.registration_opens_on, one.registration_closes_on
    return {
        "title": one.title,
        "project": project,
        "location": one.location,
        "homes": len(homes),
        "layouts": _layouts(homes),
        "rent_standard": one.rent_standard,
        "target_group": one.target_group,
        "tiers": list(one.tiers),
        "registration_opens_on": opens_on.isoformat() if opens_on else None,
        "registration_closes_on": closes_on.isoformat() if closes_on else None,
        "method": one.method.value,
        "priority_groups": list(one.priority_groups),
        "score_items": list(one.score_items),
        "lottery": _lottery(ordering),
    }


def _layouts(homes: Sequence[RoundUnit]) -> list[dict[str, Any]]:
    by_layout: dict[str, list[RoundUnit]] = {}
    for home in homes:
        by_layout.setdefault(home.layout or "", []).append(home)
    return [
        {
            "layout": layout,
            "homes": len(of_it),
            "area_from_m2": str(min(home.area_m2 for home in of_it)),
            "area_to_m2": str(max(home.area_m2 for home in of_it)),
        }
        for layout, of_it in sorted(by_layout.items())
    ]


def _lottery(ordering: Ordering | None) -> dict[str, Any] | None:
    if ordering is None or ordering.commitment is None or ordering.public_on is None:
        return None
    return {
        "algorithm": ALGORITHM,
        "commitment": ordering.commitment,
        "public_source": ordering.public_source,
        "public_on": ordering.public_on.isoformat(),
    }


async def lines(
    session: AsyncSession,
    vault: Vault,
    people: Sequence[Registration],
    today: date,
    places: Mapping[int, str] | None = None,
) -> list[PublicLine]:
    """The people of a list in its order. Their numbers are opened only to be masked."""
    sealed = await eligibility.applicants_sealed(session, [one.record_id for one in people])
    listed: list[Person] = []
    for one in people:
        kept = sealed[one.record_id]
        number = vault.open("national_id", kept.person_id, kept.number)
        is_minor = months_after(birth_date(number), 12 * _OF_AGE) > today
        listed.append(
            Person(
                order=one.position or 0,
                key=registration_key(one.number),
                name=one.applicant_name,
                national_id=number,
                is_minor=is_minor,
                place=(places or {}).get(one.number),
            )
        )
    return public_lines(listed)


def told(line: PublicLine) -> dict[str, Any]:
    """A line on the wire. There is no other way from a person into a public body."""
    return {
        "order": line.order,
        "number": line.key,
        "name": line.name.text,
        "id": line.number.text if line.number else None,
    }
