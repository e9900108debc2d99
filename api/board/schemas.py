"""The wire format of the board."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Fen, Out
from domain.arrears import Hold, age_band
from domain.board import BUCKETS, Bucket, Plan, floor_of, vacant_days
from domain.housing import UnitState
from persistence.board import Building, Count, Door, Project


class TallyOut(Out):
    """Counts of doors: by state and by months owed. Money is null for those who may not read it."""

    units: int
    by_state: Annotated[dict[UnitState, int], Field(description="States that occur.")]
    by_arrears: Annotated[
        dict[Bucket, int] | None, Field(description="Buckets that occur; they add up to `units`.")
    ]
    overdue_fen: Fen | None
    advanced_fen: Annotated[Fen | None, Field(description="Of it, advanced by the operator 代交.")]

    @classmethod
    def told(cls, counts: Iterable[Count], *, may_read_rent: bool) -> dict[str, object]:
        """The fields of a tally over these counts."""
        by_state: dict[UnitState, int] = {}
        by_arrears: dict[Bucket, int] = {}
        overdue = advanced = 0
        for one in counts:
            by_state[one.state] = by_state.get(one.state, 0) + one.units
            bucket = bucket_of(one.months_owed)
            by_arrears[bucket] = by_arrears.get(bucket, 0) + one.units
            overdue += one.overdue_fen
            advanced += one.advanced_fen
        return {
            "units": sum(by_state.values()),
            "by_state": {state: by_state[state] for state in UnitState if state in by_state},
            "by_arrears": (
                {bucket: by_arrears[bucket] for bucket in Bucket if bucket in by_arrears}
                if may_read_rent
                else None
            ),
            "overdue_fen": overdue if may_read_rent else None,
            "advanced_fen": advanced if may_read_rent else None,
        }


class BuildingTallyOut(TallyOut):
    """A building 栋 with its counts."""

    building_id: UUID
    name: Annotated[str, Field(description="Without 栋.", examples=["3"])]
    floors: int | None

    @classmethod
    def of(cls, building: Building, counts: Iterable[Count], *, may_read_rent: bool) -> Self:
        return cls.model_validate(
            {
                **cls.told(counts, may_read_rent=may_read_rent),
                "building_id": building.id,
                "name": building.name,
                "floors": building.floors,
            }
        )


class ProjectTallyOut(TallyOut):
    """A project 小区 with its counts and its buildings."""

    project_id: UUID
    code: str
    name: Annotated[str, Field(examples=["惠民家园"])]
    district: str
    operator_id: UUID | None
    operator: str | None
    buildings: list[BuildingTallyOut]

    @classmethod
    def of(
        cls,
        project: Project,
        buildings: Sequence[BuildingTallyOut],
        counts: Iterable[Count],
        *,
        may_read_rent: bool,
    ) -> Self:
        return cls.model_validate(
            {
                **cls.told(counts, may_read_rent=may_read_rent),
                "project_id": project.id,
                "code": project.code,
                "name": project.name,
                "district": project.district,
                "operator_id": project.operator_id,
                "operator": project.operator,
                "buildings": buildings,
            }
        )


class CityBoardOut(TallyOut):
    """Every project within reach, and all of them together."""

    on_date: date
    projects: list[ProjectTallyOut]


class DoorOut(Out):
    """A door 套. Names are masked, and money is null, for roles that may not read them."""

    unit_id: UUID
    building_id: UUID
    entrance: str
    floor: Annotated[int | None, Field(description="As registered, or as the room has it.")]
    room: str
    code: str
    state: UnitState
    vacant_since: date | None
    vacant_days: Annotated[int | None, Field(description="Null while somebody lives there.")]
    lease_id: UUID | None
    household_id: UUID | None
    tenant_name: str | None
    ends_on: Annotated[date | None, Field(description="The lease's last day.")]
    overdue_fen: Fen | None
    advanced_fen: Annotated[Fen | None, Field(description="Of it, advanced by the operator 代交.")]
    months_owed: int | None
    bucket: Bucket | None
    holds: Annotated[list[Hold], Field(description="Why dunning rests.")]
    plan: Annotated[Plan | None, Field(description="Null: no instalments are agreed.")]
    last_visit_on: Annotated[date | None, Field(description="Null: no visit is on record.")]
    last_contact_on: Annotated[date | None, Field(description="Null: no contact is on record.")]

    @classmethod
    def of(cls, door: Door, tenant_name: str | None, today: date, *, may_read_rent: bool) -> Self:
        owed = {
            "overdue_fen": door.overdue_fen,
            "advanced_fen": door.advanced_fen,
            "months_owed": door.months_owed,
            "bucket": bucket_of(door.months_owed if door.lease_id else None),
        }
        return cls.model_validate(
            {
                **{name: getattr(door, name) for name in _OWN},
                **(owed if may_read_rent else dict.fromkeys(owed)),
                "floor": floor_of(door.floor, door.room),
                "vacant_days": vacant_days(door.state, door.vacant_since, today),
                "tenant_name": tenant_name,
                "plan": None,
                "last_visit_on": None,
                "last_contact_on": None,
            }
        )


_OWN = (
    *("unit_id", "building_id", "entrance", "room", "code", "state", "vacant_since"),
    *("lease_id", "household_id", "ends_on", "holds"),
)


class BoardOut(Out):
    """A project's doors by building, entrance and floor, the top floor first.

    A project of more doors than an answer carries gives none: ask building by building.
    """

    project_id: UUID
    on_date: date
    buildings: list[BuildingTallyOut]
    doors: list[DoorOut]
    is_cut: Annotated[bool, Field(description="Too many doors: name a building.")]


def bucket_of(months_owed: int | None) -> Bucket:
    return Bucket.NO_LEASE if months_owed is None else BUCKETS[age_band(months_owed)]
