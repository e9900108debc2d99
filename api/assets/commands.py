"""What the purchaser does with asset cards: an edition is added, none is changed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission
from domain.assets import require_wear_within_value
from domain.errors import Refused
from domain.money import Money
from persistence import assets, attachments, audit, unit_life
from persistence.assets import AssetCard
from persistence.session import CodeTaken


class CardChangedMeanwhile(Refused):
    """The card has a later edition than the one that was read."""


async def add_edition(
    session: AsyncSession,
    actor: Actor,
    unit_id: UUID,
    facts: Mapping[str, Any],
    *,
    after_edition: int,
) -> AssetCard:
    """Write the card's first or next edition. `after_edition` is the one that was read, 0 if none.

    Raises WearExceedsValue, UnitNotFound, CardChangedMeanwhile, CodeTaken, FileNotFound.
    """
    scope = actor.scope(Permission.KEEP_ASSETS)
    wear_fen = facts["depreciated_fen"]
    require_wear_within_value(
        Money(facts["original_value_fen"]), None if wear_fen is None else Money(wear_fen)
    )
    unit = await unit_life.lock(session, scope, unit_id)
    last = await assets.last_edition(session, unit_id)
    if last != after_edition:
        raise CardChangedMeanwhile(edition=last)
    if await assets.is_anothers(session, unit_id, facts["card_no"]):
        raise CodeTaken
    card_id = await assets.add_edition(
        session,
        project_id=unit.project_id,
        unit_id=unit_id,
        edition=last + 1,
        maker_id=actor.person_id,
        **facts,
    )
    await attachments.attach(
        session, actor, ("unit", unit_id), facts["file_ids"], project_id=unit.project_id
    )
    await audit.record(
        session,
        actor,
        "assets.card.written",
        card_id,
        project_id=unit.project_id,
        facts={"unit_id": str(unit_id), "edition": last + 1},
        announce=True,
    )
    return await assets.card(session, scope, unit_id)
