"""Measures on eligibility 资格 and bans that an officer proposed: another person decides."""

from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.duties import Duty, DutyAction, DutyKind
from persistence.duties.source import Asked, Source

_MEASURES: Final = """
select m.id, m.maker_id, m.made_at, m.record_id, r.decision_no, r.applicant_name
from eligibility_measures m
join eligibility_records r on r.authority_id = m.authority_id and r.id = m.record_id
where m.state = 'proposed'
"""
_BANS: Final = """
select b.id, b.maker_id, b.made_at, b.document_no as decision_no, b.person_name as applicant_name
from bans b where b.state = 'proposed'
"""


def _duty(kind: DutyKind, subject: str, row: Any) -> Duty:
    """Of the whole authority: a grant is of no project."""
    return Duty(
        kind,
        DutyAction.DECIDE,
        Permission.DECIDE_ELIGIBILITY,
        None,
        None,
        subject,
        getattr(row, "record_id", row.id),
        number=row.decision_no,
        name=row.applicant_name,
        since_at=row.made_at,
        handed_by=row.maker_id,
        not_for=row.maker_id,
    )


async def _proposed(session: AsyncSession, asked: Asked) -> list[Duty]:
    if asked.project_id is not None:
        return []
    measures = await asked.rows(session, _MEASURES, "m")
    bans = await asked.rows(session, _BANS, "b")
    return [
        *(_duty(DutyKind.ELIGIBILITY, "eligibility_record", row) for row in measures),
        *(_duty(DutyKind.BAN, "ban", row) for row in bans),
    ]


SOURCES: Final = (
    Source(
        Permission.READ_ELIGIBILITY,
        frozenset({Permission.GRANT_ELIGIBILITY, Permission.DECIDE_ELIGIBILITY}),
        _proposed,
        decides=True,
    ),
)
