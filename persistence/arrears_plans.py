"""What is asked of instalment plans of arrears cases, and how much of each has been paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.arrears_cases import Part
from domain.errors import NotFound
from domain.money import Money
from persistence.tables.dunning import ArrearsPlanRow, PlanPartRow


class PlanNotFound(NotFound):
    """The case has no instalment plan."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An instalment plan. `paid` is what of the debt it is for was paid since it was agreed."""

    id: UUID
    case_id: UUID
    state: str
    amount_fen: int
    document_no: str
    reason: str
    debt_fen: int | None
    through_on: date | None
    maker_id: UUID
    made_at: datetime
    confirmed_by: UUID | None
    confirmed_at: datetime | None
    version: int
    parts: tuple[Part, ...]
    paid: Money


#: What of the debt that an agreed plan is for is still open: oldest debts are paid first.
_PLANS: Final = text(
    """
    select p.id, p.case_id, p.state, p.amount_fen, p.document_no, p.reason, p.debt_fen,
      p.through_on, p.maker_id, p.made_at, p.confirmed_by, p.confirmed_at, p.version,
      greatest(p.debt_fen - coalesce(open.fen, 0), 0)::bigint as paid_fen
    from arrears_plans p
    join arrears_cases k on k.authority_id = p.authority_id and k.id = p.case_id
    left join lateral (
      select sum(c.treasury_claim_fen + c.operator_claim_fen) as fen
      from charges c
      where c.authority_id = p.authority_id and c.lease_id = k.lease_id
        and c.treasury_claim_fen + c.operator_claim_fen > 0 and c.due_on < p.through_on) open
      on p.state = 'agreed'
    where p.case_id = any(cast(:cases as uuid[])) and p.state <> 'replaced'
    order by p.case_id, p.state
    """
)


async def plans(session: AsyncSession, case_ids: Sequence[UUID]) -> Mapping[UUID, list[Plan]]:
    """Proposed and agreed plans by case, the agreed first."""
    rows = (await session.execute(_PLANS, {"cases": list(case_ids)})).all()
    parts: dict[UUID, list[Part]] = {}
    part = PlanPartRow
    for plan_id, due_on, fen in await session.execute(
        select(part.plan_id, part.due_on, part.amount_fen)
        .where(part.plan_id == func.any([row.id for row in rows]))
        .order_by(part.plan_id, part.number)
    ):
        parts.setdefault(plan_id, []).append(Part(due_on, Money(fen)))
    found: dict[UUID, list[Plan]] = {}
    for row in rows:
        *facts, paid_fen = row
        plan = Plan(*facts, parts=tuple(parts.get(row.id, ())), paid=Money(paid_fen or 0))
        found.setdefault(row.case_id, []).append(plan)
    return found


async def add_plan(session: AsyncSession, parts: Sequence[Part], **values: Any) -> UUID:
    made = await session.execute(
        insert(ArrearsPlanRow).values(**values).returning(ArrearsPlanRow.id)
    )
    plan_id = made.scalar_one()
    await session.execute(
        insert(PlanPartRow).values(
            [
                {
                    "plan_id": plan_id,
                    "number": number,
                    "due_on": part.due_on,
                    "amount_fen": part.amount.fen,
                }
                for number, part in enumerate(parts, start=1)
            ]
        )
    )
    return plan_id


async def change_plan(session: AsyncSession, plan_id: UUID, **values: Any) -> None:
    row = ArrearsPlanRow
    await session.execute(
        update(row).where(row.id == plan_id).values(**values, version=row.version + 1)
    )


async def replace_plans(session: AsyncSession, case_id: UUID, state: str) -> None:
    """Plans of the case in that state are replaced by another."""
    row = ArrearsPlanRow
    await session.execute(
        update(row)
        .where(row.case_id == case_id, row.state == state)
        .values(state="replaced", version=row.version + 1)
    )
