"""Issuing and withdrawing credentials: records here, and an event for the vendor's system.

Whether a household owes rent is not asked, neither here nor in what is called from here. Leases
and exits call `issue` and `withdraw_all` inside their own transactions.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission, Scope
from domain.dating import require_reached
from domain.equipment import (
    CredentialKind,
    CredentialNotTaken,
    CredentialWithdrawn,
    DeviceNotOfHome,
    DeviceOutOfUse,
    DeviceState,
    LeaseOver,
    Place,
    WithdrawalCause,
    WithdrawnBeforeIssue,
    is_on_the_way,
    require_guardian,
    require_not_the_last_way,
    require_other_way,
)
from domain.identity import birth_date
from domain.leases import LIVE, LeaseState
from persistence import attachments, audit, credentials, equipment, housing, leases
from persistence.credentials import Holder
from persistence.equipment import Device
from persistence.leases import Lease
from persistence.vault import Vault

#: Signed at the least: before that nobody has a right to come in.
_MAY_ENTER = LIVE - {LeaseState.DRAFT, LeaseState.EXPLAINED, LeaseState.PENDING_SIGN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """To whom, for which device, of which kind. `reference` is the card's or vendor's number."""

    lease_id: UUID
    member_id: UUID
    device_id: UUID
    kind: CredentialKind
    reference: str | None = None
    consent_file_id: UUID | None = None
    guardian_name: str | None = None
    issued_on: date | None = None


async def issue(
    session: AsyncSession, actor: Actor, vault: Vault, order: Order, *, today: date
) -> UUID:
    """Raises LeaseNotFound, LeaseOver, MemberGone, DeviceNotFound, DeviceOutOfUse,
    DeviceNotOfHome, CredentialNotTaken, ConsentMissing, GuardianMissing, AlternativeMissing,
    DateNotReached, FileNotFound.
    """
    scope = actor.scope(Permission.ISSUE_CREDENTIAL)
    on = order.issued_on or today
    require_reached("/issued_on", on, today)
    lease = await leases.lease(session, scope, order.lease_id)
    if LeaseState(lease.state) not in _MAY_ENTER:
        raise LeaseOver(state=lease.state)
    device = await equipment.device(session, scope, order.device_id)
    await _require_fit(session, scope, device, lease, order.kind)
    await credentials.hold(session, lease.household_id)
    member = await credentials.holder(session, lease.household_id, order.member_id)
    require_other_way(
        order.kind,
        await credentials.held(session, member.id, device.id),
        has_consent=order.consent_file_id is not None,
    )
    if order.kind is CredentialKind.FACE_AT_VENDOR:
        _require_of_age(vault, member, on, order.guardian_name)
    credential_id = await credentials.add(
        session,
        project_id=lease.project_id,
        device_id=device.id,
        household_id=lease.household_id,
        member_id=member.id,
        unit_id=lease.unit_id,
        kind=order.kind,
        reference=order.reference,
        consent_file_id=order.consent_file_id,
        guardian_name=order.guardian_name,
        issued_on=on,
        issued_by=actor.person_id,
    )
    if order.consent_file_id is not None:
        await attachments.attach(
            session,
            actor,
            ("credential", credential_id),
            [order.consent_file_id],
            project_id=lease.project_id,
        )
    await audit.record(
        session,
        actor,
        "access.credential.issued",
        credential_id,
        project_id=lease.project_id,
        facts={"device_id": str(device.id), "unit_id": str(lease.unit_id), "kind": order.kind},
        announce=True,
    )
    return credential_id


async def withdraw(
    session: AsyncSession,
    actor: Actor,
    credential_id: UUID,
    *,
    cause: WithdrawalCause,
    withdrawn_on: date | None,
    note: str | None,
    today: date,
) -> None:
    """Take one back. Raises CredentialNotFound, CredentialWithdrawn, AlternativeMissing,
    DateNotReached, WithdrawnBeforeIssue.
    """
    scope = actor.scope(Permission.ISSUE_CREDENTIAL)
    on = withdrawn_on or today
    require_reached("/withdrawn_on", on, today)
    seen = await credentials.credential(session, scope, credential_id)
    await credentials.hold(session, seen.household_id)
    one = await credentials.credential(session, scope, credential_id)
    if one.withdrawn_on is not None:
        raise CredentialWithdrawn(withdrawn_on=one.withdrawn_on.isoformat())
    if on < one.issued_on:
        raise WithdrawnBeforeIssue(pointer="/withdrawn_on", issued_on=one.issued_on.isoformat())
    require_not_the_last_way(
        one.kind,
        await credentials.held(session, one.member_id, one.device_id, without=one.id),
    )
    await credentials.withdraw(session, [one.id], cause=cause, on=on, by=actor.person_id, note=note)
    await _tell_withdrawn(session, actor, [one.id], one.project_id, cause)


async def withdraw_all(
    session: AsyncSession,
    actor: Actor,
    lease_id: UUID,
    *,
    cause: WithdrawalCause,
    note: str | None,
    today: date,
) -> int:
    """All that the household keeps for the lease's home, as it moves out; gives how many.

    Raises LeaseNotFound.
    """
    scope = actor.scope(Permission.ISSUE_CREDENTIAL)
    lease = await leases.lease(session, scope, lease_id)
    await credentials.hold(session, lease.household_id)
    found = await credentials.open_ones(session, lease.household_id, lease.unit_id)
    if found:
        await credentials.withdraw(
            session, found, cause=cause, on=today, by=actor.person_id, note=note
        )
        await _tell_withdrawn(session, actor, found, lease.project_id, cause)
    return len(found)


async def _require_fit(
    session: AsyncSession, scope: Scope, device: Device, lease: Lease, kind: CredentialKind
) -> None:
    """Raises DeviceOutOfUse, CredentialNotTaken, DeviceNotOfHome."""
    if device.state is DeviceState.RETIRED:
        raise DeviceOutOfUse(device_id=str(device.id))
    if not device.takes(kind):
        raise CredentialNotTaken(pointer="/kind", takes=device.credential_kinds)
    unit = await housing.unit(session, scope, lease.unit_id)
    home = Place(unit.building_id, unit.entrance, unit.id)
    if device.project_id != lease.project_id or not is_on_the_way(device.place, home):
        raise DeviceNotOfHome(device_id=str(device.id))


def _require_of_age(vault: Vault, member: Holder, on: date, guardian: str | None) -> None:
    """The number is opened to learn an age, and goes nowhere. Raises GuardianMissing."""
    sealed = member.national_id_sealed
    number = vault.open("national_id", member.id, sealed) if sealed else None
    birth = birth_date(number) if number else None
    require_guardian(birth, on, is_tenant=member.is_tenant, guardian=guardian)


async def _tell_withdrawn(
    session: AsyncSession,
    actor: Actor,
    credential_ids: list[UUID],
    project_id: UUID,
    cause: WithdrawalCause,
) -> None:
    await audit.record_many(
        session,
        actor,
        "access.credential.withdrawn",
        credential_ids,
        project_id=project_id,
        facts={"cause": cause},
    )
