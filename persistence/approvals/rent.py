"""An adjustment 调整: the charge as it stands, and as it would."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.adjustments import AdjustmentKind
from domain.duties import DutyKind
from persistence.approvals.detail import Change, Detail, facts, rows

_ADJUSTMENTS: Final = """
select a.id, a.version, a.maker_id, a.made_at, a.kind, a.amount_fen, a.reason, a.basis,
  c.amount_fen + c.adjusted_fen as billed_fen, c.reduced_fen, c.paid_fen,
  c.treasury_claim_fen + c.operator_claim_fen as owed_fen, c.operator_claim_fen, c.month,
  l.id as lease_id, l.contract_no, h.tenant_name, u.code as unit_code
from adjustments a
join charges c on c.authority_id = a.authority_id and c.id = a.charge_id
join leases l on l.authority_id = a.authority_id and l.id = a.lease_id
join households h on h.authority_id = l.authority_id and h.id = l.household_id
join units u on u.authority_id = l.authority_id and u.id = l.unit_id
where a.id = any(:ids)
"""
_FACTS: Final = (
    *("kind", "reason", "basis", "lease_id", "contract_no", "tenant_name", "unit_code"),
    *("month", "paid_fen"),
)


async def _adjustments(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    """The signed amount says which way it goes; a reduction comes off what is owed first."""
    found: dict[UUID, Detail] = {}
    for row in await rows(session, _ADJUSTMENTS, ids):
        is_reduction = row.kind == AdjustmentKind.REDUCTION
        due = row.billed_fen - row.reduced_fen
        owed = max(row.owed_fen + row.amount_fen, 0)
        found[row.id] = Detail(
            row.version,
            row.maker_id,
            row.made_at,
            [
                Change("due_fen", due, due + row.amount_fen),
                Change("owed_fen", row.owed_fen, owed),
                Change(
                    "operator_claim_fen",
                    row.operator_claim_fen,
                    max(row.operator_claim_fen + row.amount_fen, 0)
                    if is_reduction
                    else row.operator_claim_fen,
                ),
            ],
            facts(row, _FACTS),
        )
    return found


DETAILS: Final = {DutyKind.ADJUSTMENT: _adjustments}
