"""Fee statements 服务费结算单 beside the month before, and deductions 扣款 with their answer."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.duties import DutyKind
from persistence.approvals.detail import Detail, changes, facts, rows

_STATEMENTS: Final = """
select f.*, k.contract_no, p.unit_days as was_unit_days, p.base_fen as was_base_fen,
  p.coefficient as was_coefficient, p.deductions_fen as was_deductions_fen,
  p.payable_fen as was_payable_fen, f.objection ->> 'reason' as objection_reason
from fee_statements f
join service_contracts k on k.authority_id = f.authority_id and k.id = f.contract_id
left join fee_statements p on p.authority_id = f.authority_id and p.contract_id = f.contract_id
  and p.month = f.month - interval '1 month' and p.state <> 'withdrawn'
where f.id = any(:ids)
"""
_PARTS: Final = ("unit_days", "base_fen", "coefficient", "deductions_fen", "payable_fen")
_FACTS: Final = (
    *("contract_no", "coefficient_basis", "performance_fen", "carried_over_fen", "net_fen"),
    *("tax_fen", "objection_reason"),
)

_DEDUCTIONS: Final = """
select d.*, k.contract_no
from deduction_events d
join service_contracts k on k.authority_id = d.authority_id and k.id = d.contract_id
where d.id = any(:ids)
"""
_DEDUCTION_FACTS: Final = (
    *("contract_no", "month", "clause", "fact", "amount_fen", "reply_by", "reply"),
)


async def _statements(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    return {
        row.id: Detail(
            row.version, row.maker_id, row.made_at, changes(row, _PARTS), facts(row, _FACTS)
        )
        for row in await rows(session, _STATEMENTS, ids)
    }


async def _deductions(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    return {
        row.id: Detail(row.version, row.maker_id, row.made_at, [], facts(row, _DEDUCTION_FACTS))
        for row in await rows(session, _DEDUCTIONS, ids)
    }


DETAILS: Final = {DutyKind.FEE_STATEMENT: _statements, DutyKind.DEDUCTION: _deductions}
