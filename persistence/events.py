"""What was announced within reach, and how far a person has read it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Text,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    text,
    true,
    tuple_,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import UserDefinedType

from domain.access import Actor, Permission
from domain.events import CONTRACTUAL, QUIET, heard_by
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.contracts import ServiceContractRow
from persistence.tables.housing import ProjectRow
from persistence.tables.platform import EventMarkRow, OutgoingEventRow


class _Xid8(UserDefinedType[str]):
    """A transaction's number, of 64 bits."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "xid8"


class _Snapshot(UserDefinedType[str]):
    """Which transactions had been saved at a moment."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "pg_snapshot"


#: How long no transaction lasts: before it, time alone tells what was seen.
_TRUSTED: Final = timedelta(hours=1)

#: As many as the drawer counts; beyond it says 99+.
MOST_UNREAD: Final = 100


@dataclass(frozen=True, slots=True)
class Event:
    id: UUID
    at: datetime
    kind: str
    subject_id: UUID
    project_id: UUID | None
    project: str | None
    facts: dict[str, Any]
    actor_id: UUID | None
    is_read: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person had seen: a snapshot of transactions, and when it was left."""

    seen: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Newest:
    """How many notable events somebody has not read, up to `MOST_UNREAD`, and the newest."""

    unread: int
    newest_id: UUID | None


def events(
    actor: Actor, mark: Mark | None, *, quiet: bool, project_id: UUID | None, feature: str | None
) -> Statement:
    """Statement: the events that the actor may hear of; `quiet` has everyday ones too."""
    row = OutgoingEventRow
    statement = (
        select(
            row.id,
            row.at,
            row.kind,
            row.subject_id,
            row.project_id,
            ProjectRow.name,
            row.facts,
            row.actor_id,
            case((is_unread(actor, mark), false()), else_=true()),
        )
        .outerjoin(ProjectRow, ProjectRow.id == row.project_id)
        .where(_heard(actor))
    )
    if not quiet:
        statement = statement.where(row.kind.not_in(QUIET))
    if project_id is not None:
        statement = statement.where(row.project_id == project_id)
    if feature is not None:
        statement = statement.where(_feature() == feature)
    return statement


def _feature() -> ColumnElement[str]:
    return func.split_part(OutgoingEventRow.kind, ".", 1)


def _heard(actor: Actor) -> ColumnElement[bool]:
    """Of projects within reach, and of features that the actor may read."""
    row, contract = OutgoingEventRow, ServiceContractRow
    scope = actor.scope(Permission.READ_AUTHORITY)
    features = heard_by(actor)
    heard: list[ColumnElement[bool]] = [in_projects(scope, row.project_id)]
    if features is not None:
        heard.append(_feature().in_(features))
    if scope.projects is not None:
        of_own_contract = exists().where(
            contract.authority_id == row.authority_id,
            contract.project_id == row.project_id,
            contract.operator_id == actor.organisation_id,
            contract.made_at <= row.at,
        )
        heard.append(or_(_feature().not_in(sorted(CONTRACTUAL)), of_own_contract))
    return and_(*heard)


def is_unread(actor: Actor, mark: Mark | None) -> ColumnElement[bool]:
    """Whether the actor has not seen it: others' deeds that were saved after they looked.

    Time alone would miss the event of a transaction that began before and was saved after; the
    snapshot does not. Beyond an hour time decides, so that a restored database, whose
    transactions count anew, loses nothing.
    """
    row = OutgoingEventRow
    of_others = row.actor_id.is_distinct_from(actor.person_id)
    if mark is None:
        return of_others
    transaction = cast(cast(row.transaction_no, Text), _Xid8())
    was_visible = func.pg_visible_in_snapshot(transaction, cast(cast(mark.seen, Text), _Snapshot()))
    lately = row.at >= mark.seen_at - _TRUSTED
    return and_(of_others, or_(row.at > mark.seen_at, and_(lately, not_(was_visible))))


async def newest(session: AsyncSession, actor: Actor, mark: Mark | None) -> Newest:
    """What the drawer's badge shows."""
    row = OutgoingEventRow
    notable = (_heard(actor), row.kind.not_in(QUIET))
    unread = select(row.id).where(*notable, is_unread(actor, mark))
    if mark is not None:
        unread = unread.where(row.at >= mark.seen_at - _TRUSTED)
    counted = select(func.count()).select_from(
        unread.order_by(row.at.desc(), row.id.desc()).limit(MOST_UNREAD).subquery()
    )
    latest = select(row.id).where(*notable).order_by(row.at.desc(), row.id.desc()).limit(1)
    found = await session.execute(select(counted.scalar_subquery(), latest.scalar_subquery()))
    return Newest(*found.one())


async def mark_of(session: AsyncSession, actor: Actor) -> Mark | None:
    """How far the actor has read; None: they have never looked."""
    row = EventMarkRow
    found = await session.execute(
        select(row.seen, row.seen_at).where(row.person_id == actor.person_id)
    )
    one = found.first()
    return Mark(*one) if one else None


async def seen_now(session: AsyncSession) -> str:
    """The mark of this very moment: whoever leaves it has read all that can be seen now."""
    return str(await session.scalar(text("select pg_current_snapshot()::text")))


async def leave_mark(session: AsyncSession, actor: Actor, seen: str) -> None:
    """From now on what `seen` could see is read. An older mark never takes a newer one's place."""
    row = EventMarkRow
    made = upsert(row).values(person_id=actor.person_id, seen=seen, seen_at=func.now())

    def age(mark: Any) -> Any:
        """What begins later, has fewer behind it, or fewer still running, has seen more.

        A long transaction anywhere in the cluster keeps the first figure of many marks the same.
        """
        ends = [func.pg_snapshot_xmax, func.pg_snapshot_xmin]
        bounds = [cast(cast(end(cast(mark, _Snapshot())), Text), BigInteger) for end in ends]
        running = func.string_to_array(func.split_part(cast(mark, Text), ":", 3), ",")
        return tuple_(*bounds, -func.cardinality(running))

    await session.execute(
        made.on_conflict_do_update(
            index_elements=["authority_id", "person_id"],
            set_={"seen": made.excluded.seen, "seen_at": made.excluded.seen_at},
            where=age(made.excluded.seen) >= age(row.seen),
        )
    )
