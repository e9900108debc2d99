"""Accepting a whole building: every unit's sheet at once, with an outcome for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission
from domain.dating import require_reached
from domain.handover_sheets import Sheet
from domain.handovers import (
    SIGNERS,
    HandoverKind,
    HandoverState,
    Needs,
    Side,
    Signed,
    missing,
    side_of,
)
from domain.housing import MACHINE, UnitEvent
from persistence import attachments, audit, building_handovers, handovers
from persistence.building_handovers import BuildingUnit, SignedUnit
from persistence.ids import new_id


class Undrafted(StrEnum):
    """Why a unit of the list got no sheet."""

    UNIT_UNKNOWN = "unit_unknown"
    SAID_TWICE = "said_twice"
    NOT_IN_ACCEPTANCE = "not_in_acceptance"
    SHEET_OPEN = "sheet_open"


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of one unit of the list; `missing` is what its sheet lacks before signing."""

    unit_code: str
    handover_id: UUID | None
    why: Undrafted | None
    missing: Sequence[str]


async def draft(
    session: AsyncSession,
    actor: Actor,
    building_id: UUID,
    sheets: Sequence[tuple[str, Sheet]],
    *,
    on_date: date,
    today: date,
) -> list[Drafted]:
    """A sheet for each unit named; a unit that cannot have one says why, and the rest go on.

    Raises BuildingNotFound, DateNotReached, FileNotFound.
    """
    scope = actor.scope(Permission.DRAFT_HANDOVER)
    require_reached("/on_date", on_date, today)
    project_id = await building_handovers.project_of(session, scope, building_id)
    units = await building_handovers.units(session, building_id)
    needs = await handovers.needs_on(session, on_date)
    outcomes: list[Drafted] = []
    rows: list[dict[str, Any]] = []
    seen = set[str]()
    for code, sheet in sheets:
        why = _why_not(code, units, seen)
        seen.add(code)
        if why is not None:
            outcomes.append(Drafted(code, None, why, ()))
            continue
        row = _row(units[code], sheet, on_date, needs, actor.person_id)
        rows.append(row)
        outcomes.append(Drafted(code, row["id"], None, row["missing"]))
    await building_handovers.draft(session, rows)
    await attachments.attach_many(
        session,
        actor,
        [
            ("handover", row["id"], file_id)
            for row, sheet in _paired(rows, sheets, outcomes)
            for file_id in sheet.file_ids
        ],
        project_id=project_id,
    )
    await _tell(session, actor, "drafted", building_id, project_id, len(rows))
    return outcomes


async def sign(
    session: AsyncSession,
    actor: Actor,
    building_id: UUID,
    *,
    side: Side,
    name: str,
    file_id: UUID,
    today: date,
) -> list[SignedUnit]:
    """Sign every open acceptance sheet of the building; both sides' signatures accept its unit.

    Raises BuildingNotFound, SideNotOfHandover, RoleMissing, FileNotFound.
    """
    scope = actor.scope(Permission.SIGN_HANDOVER)
    place = side_of(HandoverKind.ACCEPTANCE, side)
    actor.require_role(SIGNERS[HandoverKind.ACCEPTANCE, side])
    project_id = await building_handovers.project_of(session, scope, building_id)
    await attachments.attach(
        session, actor, ("building", building_id), [file_id], project_id=project_id
    )
    outcomes = await building_handovers.sign(
        session,
        building_id,
        actor,
        gives=place == "gives",
        name=name,
        file_id=file_id,
        today=today,
    )
    accepted = [one for one in outcomes if one.why is None and one.state is HandoverState.COMPLETE]
    await audit.record_many(
        session,
        actor,
        "housing.unit.accepted",
        [one.unit_id for one in accepted],
        project_id=project_id,
        facts={"from": "acceptance", "to": "available", "effective_on": today.isoformat()},
    )
    signed = sum(one.why is None for one in outcomes)
    await _tell(session, actor, "signed", building_id, project_id, signed)
    return outcomes


def _why_not(code: str, units: Mapping[str, BuildingUnit], seen: set[str]) -> Undrafted | None:
    unit = units.get(code)
    if code in seen:
        return Undrafted.SAID_TWICE
    if unit is None:
        return Undrafted.UNIT_UNKNOWN
    if UnitEvent.ACCEPT not in MACHINE.possible(unit.state):
        return Undrafted.NOT_IN_ACCEPTANCE
    return Undrafted.SHEET_OPEN if unit.has_open_sheet else None


def _row(
    unit: BuildingUnit, sheet: Sheet, on_date: date, needs: Needs, maker_id: UUID
) -> dict[str, Any]:
    signed = Signed(HandoverKind.ACCEPTANCE, unit.id, None, on_date, sheet)
    return {
        "id": new_id(),
        "project_id": unit.project_id,
        "unit_id": unit.id,
        "kind": HandoverKind.ACCEPTANCE,
        "on_date": on_date,
        "missing": missing(sheet, HandoverKind.ACCEPTANCE, unit.kind, needs),
        "sheet_sha256": signed.digest(),
        "maker_id": maker_id,
        **handovers.columns_of(sheet),
    }


def _paired(
    rows: Sequence[dict[str, Any]],
    sheets: Sequence[tuple[str, Sheet]],
    outcomes: Sequence[Drafted],
) -> list[tuple[dict[str, Any], Sheet]]:
    drafted = [
        sheet for (_, sheet), outcome in zip(sheets, outcomes, strict=True) if outcome.why is None
    ]
    return list(zip(rows, drafted, strict=True))


async def _tell(
    session: AsyncSession,
    actor: Actor,
    told: str,
    building_id: UUID,
    project_id: UUID,
    count: int,
) -> None:
    await audit.record(
        session,
        actor,
        f"handovers.building.{told}",
        building_id,
        project_id=project_id,
        facts={"sheets": count},
    )
