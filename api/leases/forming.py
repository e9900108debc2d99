"""A household is made of what the purchaser granted: its people, sealed under their own ids."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.identity import mask_national_id, mask_phone
from persistence import eligibility, households
from persistence.eligibility import Record, SealedPerson
from persistence.ids import new_id
from persistence.vault import Vault

#: How the tenant stands among the members.
TENANT: Final = "本人"


async def household_of(
    session: AsyncSession, vault: Vault, project_id: UUID, record: Record
) -> UUID:
    """The record's people as a household of the project; gives its id."""
    people = await eligibility.people_sealed(session, record.id)
    rows = [_member(vault, one) for one in people]
    return await households.add(
        session,
        {name: [row[name] for row in rows] for name in rows[0]},
        project_id=project_id,
        tenant_name=record.applicant_name,
        tier=record.tier,
        size=record.size,
    )


def _member(vault: Vault, one: SealedPerson) -> dict[str, Any]:
    made = new_id()
    number = vault.open("national_id", one.id, one.national_id_sealed)
    phone = vault.open("phone", one.id, one.phone_sealed) if one.phone_sealed else None
    return sealed_member(
        vault,
        made,
        name=one.name,
        relation=TENANT if one.is_applicant else one.relation,
        number=number,
        phone=phone,
    )


def sealed_member(
    vault: Vault,
    member_id: UUID,
    *,
    name: str,
    relation: str,
    number: str | None,
    phone: str | None,
) -> dict[str, Any]:
    """A member's columns, numbers sealed under the row's own id."""
    sealed_id = vault.seal("national_id", member_id, number) if number else None
    sealed_phone = vault.seal("phone", member_id, phone) if phone else None
    return {
        "id": member_id,
        "name": name,
        "relation": relation,
        "is_tenant": relation == TENANT,
        "national_id_sealed": sealed_id and sealed_id.cipher,
        "national_id_index": sealed_id and sealed_id.index,
        "national_id_mask": mask_national_id(number) if number else None,
        "phone_sealed": sealed_phone and sealed_phone.cipher,
        "phone_index": sealed_phone and sealed_phone.index,
        "phone_mask": mask_phone(phone) if phone else None,
    }
