"""A change is carried out: the household's people are what they are from that day on."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from api.leases.forming import TENANT
from api.leases.life import Held
from domain.access import Actor
from domain.lease_changes import (
    AlreadyTenant,
    LeaseChangeKind,
    LivesThereAlready,
    MemberLeft,
    TenantStays,
)
from persistence import lease_changes, lease_life, registry
from persistence.lease_changes import LeaseChange, Living
from persistence.lease_life import Entry

#: What the history of a lease calls it; the lease stays in its state.
CHANGED: Final = "household_changed"
#: How a former tenant stands among the members.
FORMER: Final = "原承租人"

Before = dict[str, Any]


async def carry_out(session: AsyncSession, held: Held, one: LeaseChange) -> Before:
    """Gives what stood there before, for the change to keep.

    Raises MemberLeft, TenantStays, AlreadyTenant, LivesThereAlready.
    """
    return await _DEEDS[one.kind](session, held, one)


async def write_down(
    session: AsyncSession, actor: Actor | None, held: Held, one: LeaseChange, today: date
) -> None:
    """A line of the lease's history, without anybody's name or number."""
    lease = held.lease
    entry = Entry(
        event=CHANGED,
        effective_on=today,
        from_state=lease.state,
        to_state=lease.state,
        maker_id=actor.person_id if actor else None,
        reason=one.reason,
        file_ids=one.file_ids,
        document=("lease_change", one.id),
        facts={"kind": one.kind, "cause": one.cause, "from": one.effective_on.isoformat()},
    )
    await lease_life.write_down(session, lease.id, entry)


async def _join(session: AsyncSession, held: Held, one: LeaseChange) -> Before:
    numbers = await lease_changes.told(session, one.id)
    index, household_id = numbers["national_id_index"], held.lease.household_id
    if index is not None:
        if await lease_changes.lives_there(session, household_id, index):
            raise LivesThereAlready(lease_id=str(held.lease.id))
        await registry.note(session, [index])
    await lease_changes.join(
        session,
        household_id,
        id=one.member_id,
        name=one.name,
        relation=one.relation,
        is_tenant=False,
        joined_on=one.effective_on,
        **numbers,
    )
    await lease_changes.restate(session, household_id, more=1)
    return {}


async def _leave(session: AsyncSession, held: Held, one: LeaseChange) -> Before:
    member = await _member(session, held, one)
    if member.is_tenant:
        raise TenantStays(member_id=str(member.id))
    await lease_changes.alter(session, member.id, {"left_on": one.effective_on})
    await lease_changes.restate(session, held.lease.household_id, more=-1)
    return {"before": {"name": member.name}}


async def _substitute(session: AsyncSession, held: Held, one: LeaseChange) -> Before:
    """The household goes on under its lease, with all it owes; who was tenant leaves or stays."""
    member = await _member(session, held, one)
    if member.is_tenant:
        raise AlreadyTenant(member_id=str(member.id))
    former = await lease_changes.tenant_of(session, held.lease.household_id)
    before: Before = {"before": {}}
    if former is not None:
        before = {"before": {"tenant_id": str(former.id), "tenant_name": former.name}}
        await lease_changes.alter(
            session,
            former.id,
            {"is_tenant": False, "relation": FORMER, "left_on": one.effective_on},
        )
    await lease_changes.alter(session, member.id, {"is_tenant": True, "relation": TENANT})
    await lease_changes.restate(
        session, held.lease.household_id, more=-1 if former is not None else 0
    )
    return before


async def _name(session: AsyncSession, held: Held, one: LeaseChange) -> Before:
    member = await _member(session, held, one)
    await lease_changes.alter(session, member.id, {"name": one.name})
    await lease_changes.restate(session, held.lease.household_id)
    return {"before": {"name": member.name}}


async def _national_id(session: AsyncSession, held: Held, one: LeaseChange) -> Before:
    member = await _member(session, held, one)
    numbers = await lease_changes.told(session, one.id)
    values = {name: value for name, value in numbers.items() if name.startswith("national_id")}
    await lease_changes.alter(session, member.id, values)
    await registry.note(session, [numbers["national_id_index"]])
    return {
        "before": {"national_id_mask": member.national_id_mask},
        "before_national_id": member.national_id_sealed,
    }


async def _phone(session: AsyncSession, held: Held, one: LeaseChange) -> Before:
    member = await _member(session, held, one)
    numbers = await lease_changes.told(session, one.id)
    values = {name: value for name, value in numbers.items() if name.startswith("phone")}
    await lease_changes.alter(session, member.id, values)
    return {"before": {"phone_mask": member.phone_mask}, "before_phone": member.phone_sealed}


async def _member(session: AsyncSession, held: Held, one: LeaseChange) -> Living:
    """Raises MemberLeft."""
    found = await lease_changes.living(session, held.lease.household_id, one.member_id)
    if found is None or found.left_on is not None:
        raise MemberLeft(member_id=str(one.member_id))
    return found


_Deed = Callable[[AsyncSession, Held, LeaseChange], Awaitable[Before]]
_DEEDS: Final[Mapping[LeaseChangeKind, _Deed]] = {
    LeaseChangeKind.JOIN: _join,
    LeaseChangeKind.LEAVE: _leave,
    LeaseChangeKind.SUBSTITUTE: _substitute,
    LeaseChangeKind.NAME: _name,
    LeaseChangeKind.NATIONAL_ID: _national_id,
    LeaseChangeKind.PHONE: _phone,
}
