"""Taking an import back: what it made, what refers to that by now, and how it becomes void."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

#: What a kind of book made and still stands, held until the transaction ends: nobody takes up
#: a row meanwhile, and whoever waits for it sees that it is void.
_MADE: Final[Mapping[str, str]] = {
    "units": """
      select id from units where import_id = :import_id and voided_at is null for update
    """,
    "leases": """
      select id from leases where import_id = :import_id and state <> 'void' for update
    """,
}

_LEASES: Final = "(select id from leases where import_id = :import_id)"
_UNITS: Final = "(select id from units where import_id = :import_id)"
_HOUSEHOLDS: Final = "(select id from households where import_id = :import_id)"

#: What refers to an imported home. Whatever else comes to refer to homes is added here; a home
#: without a lease has no charges.
USES_OF_UNITS: Final[Mapping[str, str]] = {
    "leases": f"from leases where unit_id in {_UNITS} and state <> 'void'",
    "contract_units": f"from contract_units where unit_id in {_UNITS}",
    "unit_events": f"from unit_events where unit_id in {_UNITS}"
    " and event not in ('import', 'move_in', 'withdraw_import')",
    "allocation_units": f"from allocation_units where unit_id in {_UNITS}",
    "asset_cards": f"from asset_cards where unit_id in {_UNITS}",
    "devices": f"from devices where unit_id in {_UNITS}",
    "exit_cases": f"from exit_cases where unit_id in {_UNITS}",
    "handovers": f"from handovers where unit_id in {_UNITS}",
    "stocktake_lines": f"from stocktake_lines where unit_id in {_UNITS}",
    "unit_decisions": f"from unit_decisions where unit_id in {_UNITS}",
    "unit_reservations": f"from unit_reservations where unit_id in {_UNITS}",
}

#: What refers to an imported lease or its household. Money allocated, refunded or advanced for it
#: has a charge or a payment.
USES_OF_LEASES: Final[Mapping[str, str]] = {
    "charges": f"from charges where lease_id in {_LEASES}",
    "payments": f"from payments where lease_id in {_LEASES}",
    "exchanges": f"from exchanges where lease_id in {_LEASES} or with_lease_id in {_LEASES}",
    "lease_changes": f"from lease_changes where lease_id in {_LEASES}",
    "lease_holds": f"from lease_holds where lease_id in {_LEASES}",
    "lease_terms": f"from lease_terms where lease_id in {_LEASES}",
    "arrears_cases": f"from arrears_cases where lease_id in {_LEASES}",
    "contacts": f"from contacts where lease_id in {_LEASES} or household_id in {_HOUSEHOLDS}",
    "role_grants": f"from role_grants where household_id in {_HOUSEHOLDS}",
    "credentials": f"from credentials where household_id in {_HOUSEHOLDS}",
    "deposit_receipts": f"from deposit_receipts where lease_id in {_LEASES}",
    "deposit_refunds": f"from deposit_refunds where lease_id in {_LEASES}",
    "exit_cases": f"from exit_cases where lease_id in {_LEASES}",
    "handovers": f"from handovers where lease_id in {_LEASES}",
    "renewals": f"from renewals where lease_id in {_LEASES}",
    "lease_events": f"from lease_events where lease_id in {_LEASES}",
    "transfers": f"from transfers where lease_id in {_LEASES} and document_id <> :import_id",
    "memberships": f"from memberships where household_id in {_HOUSEHOLDS}",
    "leases": f"from leases where household_id in {_HOUSEHOLDS} and id not in {_LEASES}",
    "leases_changed": "from leases where import_id = :import_id and version > 1",
    "households_changed": "from households where import_id = :import_id and version > 1",
    "unit_events": f"""from unit_events later join unit_events mine
      on mine.authority_id = later.authority_id and mine.unit_id = later.unit_id
      and mine.lease_id in {_LEASES} and mine.event = 'move_in'
      where later.at > mine.at""",
}

_USES: Final[Mapping[str, Mapping[str, str]]] = {"units": USES_OF_UNITS, "leases": USES_OF_LEASES}

_VOID_UNITS: Final = (
    "update units set voided_at = now(), version = version + 1 where id = any(:made)"
)
_UNIT_EVENTS: Final = """
insert into unit_events (unit_id, effective_on, event, from_state, to_state, reason, maker_id)
select id, :today, 'withdraw_import', state, state, :reason, :maker_id
from units where id = any(:made)
"""

_VOID_LEASES: Final = """
update leases set state = 'void', version = version + 1 where id = any(:made)
"""
_VOID_HOUSEHOLDS: Final = """
update households set voided_at = now(), version = version + 1
where import_id = :import_id and voided_at is null
"""
#: A home goes back to what the moving-in found.
_RESTORE_UNITS: Final = """
with moved as (
  select authority_id, unit_id, from_state, to_state, vacant_since, lease_id
  from unit_events where lease_id = any(:made) and event = 'move_in'
), restored as (
  update units u set state = m.from_state, vacant_since = m.vacant_since, version = u.version + 1
  from moved m
  where u.authority_id = m.authority_id and u.id = m.unit_id
)
insert into unit_events
  (unit_id, effective_on, event, from_state, to_state, reason, maker_id, lease_id)
select unit_id, :today, 'withdraw_import', to_state, from_state, :reason, :maker_id, lease_id
from moved
"""
_DEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "units": (_UNIT_EVENTS, _VOID_UNITS),
    "leases": (_RESTORE_UNITS, _VOID_LEASES, _VOID_HOUSEHOLDS),
}


async def made(session: AsyncSession, kind: str, import_id: UUID) -> list[UUID]:
    """The homes or leases that the import made and that stand, held."""
    return list(await session.scalars(text(_MADE[kind]), {"import_id": import_id}))


async def uses(session: AsyncSession, kind: str, import_id: UUID) -> dict[str, int]:
    """How many rows of which sort refer to what the import made; sorts without any are left out."""
    counts = _USES[kind]
    asked = ", ".join(f"(select count(*) {counted})" for counted in counts.values())
    found = (await session.execute(text(f"select {asked}"), {"import_id": import_id})).one()
    return {name: count for name, count in zip(counts, found, strict=True) if count}


async def make_void(
    session: AsyncSession, kind: str, import_id: UUID, rows: list[UUID], **facts: Any
) -> None:
    """Void those rows. `facts`: today, reason, maker_id, for the homes' histories."""
    for deed in _DEEDS[kind]:
        await session.execute(text(deed), {"import_id": import_id, "made": rows, **facts})
