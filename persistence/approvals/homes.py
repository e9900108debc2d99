"""What a second person decides about who may be housed, and about homes: measures and bans 资格,
direct allocations 直接配租, disposals 处置 and repairs beyond thirty days.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.duties import DutyKind
from persistence.approvals.detail import Change, Detail, facts, rows

_MEASURES: Final = """
select m.*, r.version, r.state as was_state, r.applicant_name
from eligibility_records r
join eligibility_measures m on m.authority_id = r.authority_id and m.record_id = r.id
  and m.state = 'proposed'
where r.id = any(:ids)
"""
_BANS: Final = "select b.*, b.person_name as applicant_name from bans b where b.id = any(:ids)"
_KEPT: Final = """
select k.*, u.code as unit_code, e.applicant_name, e.decision_no as record_no
from unit_reservations k
join units u on u.authority_id = k.authority_id and u.id = k.unit_id
join eligibility_records e on e.authority_id = k.authority_id and e.id = k.record_id
where k.id = any(:ids)
"""
_UNITS: Final = """
select d.*, u.version, u.code as unit_code, u.state as unit_state
from units u
join unit_decisions d on d.authority_id = u.authority_id and d.unit_id = u.id
  and d.state = 'asked'
where u.id = any(:ids)
"""
_GROUNDS: Final = ("reason", "legal_basis", "document_no")


async def _measures(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    """By record: what it is, and what it would be by the measure."""
    return {
        row.record_id: Detail(
            row.version,
            row.maker_id,
            row.made_at,
            [Change("state", row.was_state, row.measure)],
            facts(row, (*_GROUNDS, "effective_on", "with_ban", "applicant_name")),
            row.id,
        )
        for row in await rows(session, _MEASURES, ids)
    }


async def _bans(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    told = (*_GROUNDS, "from_on", "until_on", "applicant_name", "national_id_mask")
    return {
        row.id: Detail(row.version, row.maker_id, row.made_at, [], facts(row, told))
        for row in await rows(session, _BANS, ids)
    }


async def _kept(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    told = ("reason", "decision_no", "unit_code", "applicant_name", "record_no")
    return {
        row.id: Detail(row.version, row.maker_id, row.made_at, [], facts(row, told))
        for row in await rows(session, _KEPT, ids)
    }


async def _units(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    """By home: which of the two decisions is asked says which address decides it."""
    return {
        row.unit_id: Detail(
            row.version,
            row.maker_id,
            row.made_at,
            [],
            facts(row, ("kind", "reason", "unit_code", "unit_state")),
            variant=row.kind,
        )
        for row in await rows(session, _UNITS, ids)
    }


DETAILS: Final = {
    DutyKind.ELIGIBILITY: _measures,
    DutyKind.BAN: _bans,
    DutyKind.RESERVATION: _kept,
    DutyKind.UNIT_DECISION: _units,
}
