"""What a second side decides about a home: its disposal 处置, a repair beyond thirty days."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.duties import Duty, DutyAction, DutyKind
from domain.unit_decisions import DecisionKind
from persistence.duties.source import Asked, Source

_ASKED: Final = """
select d.id, d.kind, d.unit_id, u.code, d.project_id, p.name as project, d.reason, d.maker_id,
  d.made_at
from unit_decisions d
join units u on u.authority_id = d.authority_id and u.id = d.unit_id
join projects p on p.authority_id = d.authority_id and p.id = d.project_id
where {whose} and d.state = 'asked'
"""
_MAY: Final = {
    DecisionKind.WITHDRAWAL: Permission.REVIEW_WITHDRAWAL,
    DecisionKind.LONG_REPAIR: Permission.CONFIRM_REPAIR,
}


async def _decisions(session: AsyncSession, asked: Asked) -> list[Duty]:
    return [
        Duty(
            DutyKind.UNIT_DECISION,
            DutyAction.DECIDE,
            _MAY[DecisionKind(row.kind)],
            row.project_id,
            row.project,
            "unit",
            row.unit_id,
            number=row.code,
            name=row.reason,
            since_at=row.made_at,
            handed_by=row.maker_id,
            not_for=row.maker_id,
        )
        for row in await asked.rows(session, _ASKED, "d")
    ]


_P = Permission
SOURCES: Final = (
    Source(
        _P.READ_HOUSING,
        frozenset({_P.WITHDRAW_UNIT, _P.REVIEW_WITHDRAWAL, _P.PREPARE_UNIT, _P.CONFIRM_REPAIR}),
        _decisions,
        decides=True,
    ),
)
