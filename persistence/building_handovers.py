"""A whole building accepted at once: sheets drafted and signed by the hundred, set by set.

The specification is what one sheet and one unit go through (api/handovers/commands.py,
api/housing/life.py); the statements here do the same for all of a building's, and a test holds
them together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Scope
from domain.errors import NotFound
from domain.handovers import HandoverState
from domain.housing import UnitState
from domain.unit_kinds import UnitKind
from persistence.scoped import in_projects
from persistence.tables.handovers import HandoverRow
from persistence.tables.housing import BuildingRow, UnitRow


class BuildingNotFound(NotFound):
    """No such building, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class BuildingUnit:
    """A unit of the building, as drafting needs it."""

    id: UUID
    project_id: UUID
    code: str
    kind: UnitKind
    state: UnitState
    has_open_sheet: bool


@dataclass(frozen=True, slots=True)
class SignedUnit:
    """What became of a unit's sheet; `why` is None where it was signed."""

    handover_id: UUID
    unit_id: UUID
    unit_code: str
    state: HandoverState
    why: str | None


async def project_of(session: AsyncSession, scope: Scope, building_id: UUID) -> UUID:
    """Raises BuildingNotFound."""
    row = BuildingRow
    found = await session.scalar(
        select(row.project_id).where(row.id == building_id, in_projects(scope, row.project_id))
    )
    if found is None:
        raise BuildingNotFound(building_id=str(building_id))
    return found


async def units(session: AsyncSession, building_id: UUID) -> dict[str, BuildingUnit]:
    """The building's units by code, held until the transaction ends."""
    row, sheet = UnitRow, HandoverRow
    open_sheet = (
        select(sheet.id)
        .where(
            sheet.authority_id == row.authority_id,
            sheet.unit_id == row.id,
            sheet.kind == "acceptance",
            sheet.state.in_((HandoverState.DRAFT, HandoverState.SIGNED_ONCE)),
        )
        .exists()
    )
    found = await session.execute(
        select(row.id, row.project_id, row.code, row.kind, row.state, open_sheet)
        .where(row.building_id == building_id)
        .order_by(row.id)
        .with_for_update()
    )
    return {
        one[2]: BuildingUnit(one[0], one[1], one[2], UnitKind(one[3]), UnitState(one[4]), one[5])
        for one in found
    }


async def draft(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> None:
    """Every sheet in one statement."""
    if rows:
        await session.execute(insert(HandoverRow).values(list(rows)))


#: The first reason that holds, in the order in which one sheet alone would be refused.
_SIGN: Final = text(
    """
    with held as (
      select id, code, kind, state, building_id, project_id, vacant_since
      from units where building_id = :building_id
      order by id for update
    ), sheet as (
      select h.id, h.unit_id, h.state, h.missing, h.has_critical_defect,
        u.code, u.kind as unit_kind, u.state as unit_state, u.vacant_since,
        case when :gives then h.gives_by else h.takes_by end as mine,
        case when :gives then h.takes_by else h.gives_by end as others,
        exists (
          select from rent_standards s
          where s.project_id = u.project_id and s.valid_from <= :today
            and (s.building_id = u.building_id or s.building_id is null)
        ) as is_priced
      from held u join handovers h on h.unit_id = u.id
      where h.kind = 'acceptance' and h.state in ('draft', 'signed_once')
      order by u.id for update of h
    ), judged as (
      select *, case
        when mine is not null then 'side_has_signed'
        when cardinality(missing) > 0 then 'handover_incomplete'
        when others = :person then 'maker_is_checker'
        when state = 'signed_once' and has_critical_defect then 'critical_defect'
        when state = 'signed_once' and unit_kind = 'dwelling' and not is_priced
          then 'rent_standard_missing'
        when state = 'signed_once' and unit_state <> 'acceptance' then 'transition_refused'
      end as why
      from sheet
    ), signed as (
      update handovers h set
        state = case when h.state = 'draft' then 'signed_once' else 'complete' end,
        gives_name = case when :gives then :name else gives_name end,
        gives_by = case when :gives then :person else gives_by end,
        gives_file_id = case when :gives then :file_id else gives_file_id end,
        gives_at = case when :gives then now() else gives_at end,
        takes_name = case when :gives then takes_name else :name end,
        takes_by = case when :gives then takes_by else :person end,
        takes_file_id = case when :gives then takes_file_id else :file_id end,
        takes_at = case when :gives then takes_at else now() end,
        version = h.version + 1
      from judged where h.id = judged.id and judged.why is null
      returning h.id, h.unit_id, h.project_id, h.state
    ), filed as (
      insert into attachments (project_id, subject_type, subject_id, file_id, maker_id)
      select project_id, 'handover', id, :file_id, :person from signed
    ), moved as (
      update units u set state = 'available', version = u.version + 1,
        vacant_since = coalesce(u.vacant_since, :today)
      from signed where u.id = signed.unit_id and signed.state = 'complete'
      returning u.id, signed.id as handover_id
    ), told as (
      insert into unit_events (unit_id, at, effective_on, event, from_state, to_state,
        document_type, document_id, maker_id)
      select id, clock_timestamp(), :today, 'accept', 'acceptance', 'available',
        'handover', handover_id, :person
      from moved
    )
    select judged.id, judged.unit_id, judged.code, coalesce(signed.state, judged.state), judged.why
    from judged left join signed on signed.id = judged.id
    order by judged.code
    """
)


async def sign(
    session: AsyncSession,
    building_id: UUID,
    actor: Actor,
    *,
    gives: bool,
    name: str,
    file_id: UUID,
    today: date,
) -> list[SignedUnit]:
    """Sign every open acceptance sheet of the building for one side, in one statement.

    Where the other side had signed, the unit is accepted with it. What is refused stays as it
    was, and says why.
    """
    found = await session.execute(
        _SIGN,
        {
            "building_id": building_id,
            "gives": gives,
            "name": name,
            "file_id": file_id,
            "person": actor.person_id,
            "today": today,
        },
    )
    return [
        SignedUnit(handover_id, unit_id, code, HandoverState(state), why)
        for handover_id, unit_id, code, state, why in found
    ]
