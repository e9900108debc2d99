"""The operator's fee 服务费 on its way, months to be computed, and deductions 扣款."""

from datetime import date
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.calendar import Month
from domain.duties import FEE_STATEMENT, Duty, DutyAction, DutyKind, fee_payable_by
from domain.settlement import DeductionState, FeeState
from persistence.duties.source import Asked, Source

_OPEN: Final = """
select f.id, f.number, f.month, f.state, f.payable_fen, f.project_id, p.name as project,
  f.maker_id, f.confirmed_by, f.audited_by, f.approved_by, f.approved_on,
  coalesce(f.approved_at, f.audited_at, f.confirmed_at, f.made_at) as since_at,
  f.objection ->> 'by' as objected_by
from fee_statements f
join service_contracts k on k.authority_id = f.authority_id and k.id = f.contract_id
join projects p on p.authority_id = f.authority_id and p.id = f.project_id
where {whose} and f.state = any(:states)
"""

#: The month after the last statement, while the contract runs and the month is over.
_NEXT: Final = """
select k.id, k.contract_no, k.project_id, p.name as project, k.starts_on, k.ends_on,
  (select max(f.month) from fee_statements f where f.authority_id = k.authority_id
    and f.contract_id = k.id and f.state <> 'withdrawn') as settled
from service_contracts k
join projects p on p.authority_id = k.authority_id and p.id = k.project_id
where {whose} and k.state not in ('draft', 'signed', 'published') and k.starts_on < :this_month
"""

_DEDUCTIONS: Final = """
select d.id, d.month, d.clause, d.amount_fen, d.state, d.reply_by, d.maker_id, d.replied_by,
  d.made_at, k.project_id, p.name as project
from deduction_events d
join service_contracts k on k.authority_id = d.authority_id and k.id = d.contract_id
join projects p on p.authority_id = k.authority_id and p.id = k.project_id
where {whose} and d.state in ('notified', 'o_reply')
"""


async def _statements(session: AsyncSession, asked: Asked) -> list[Duty]:
    found = await asked.of_contracts(session, _OPEN, "k", states=list(FEE_STATEMENT))
    return [_statement(row) for row in found]


def _statement(row: Any) -> Duty:
    step, state = FEE_STATEMENT[row.state], FeeState(row.state)
    handed_by = {
        FeeState.COMPUTED: row.maker_id,
        FeeState.O_CONFIRMED: row.confirmed_by,
        FeeState.P_AUDITED: row.audited_by,
        FeeState.PA_APPROVED: row.approved_by,
        FeeState.F_APPLIED: row.approved_by,
    }
    not_for = {
        FeeState.P_AUDITED: row.audited_by,
        FeeState.PA_APPROVED: row.approved_by,
        FeeState.F_APPLIED: row.approved_by,
    }
    return Duty(
        DutyKind.FEE_STATEMENT,
        step.action,
        step.permission,
        row.project_id,
        row.project,
        "fee_statement",
        row.id,
        number=row.number,
        month=Month.of(row.month),
        amount_fen=row.payable_fen,
        due_on=fee_payable_by(row.approved_on) if row.approved_on else None,
        since_at=row.since_at,
        handed_by=handed_by.get(state),
        not_for=not_for.get(state),
    )


async def _to_compute(session: AsyncSession, asked: Asked) -> list[Duty]:
    this_month = Month.of(asked.today)
    found = await asked.of_contracts(session, _NEXT, "k", this_month=this_month.first)
    return [
        Duty(
            DutyKind.FEE_STATEMENT,
            DutyAction.COMPUTE,
            Permission.COMPUTE_FEE,
            row.project_id,
            row.project,
            "contract",
            row.id,
            number=row.contract_no,
            month=months[0],
            count=len(months),
        )
        for row in found
        if (months := _missing(row.settled, row.starts_on, row.ends_on, this_month.previous))
    ]


def _missing(
    settled: date | None, starts_on: date, ends_on: date, latest: Month
) -> tuple[Month, ...]:
    first = Month.of(settled).next if settled else Month.of(starts_on)
    return first.through(min(latest, Month.of(ends_on)))


async def _deductions(session: AsyncSession, asked: Asked) -> list[Duty]:
    """The operator answers in time; then, or when it has answered, another person decides."""
    found: list[Duty] = []
    for row in await asked.of_contracts(session, _DEDUCTIONS, "k"):
        facts: dict[str, Any] = {
            "name": row.clause,
            "month": Month.of(row.month),
            "amount_fen": row.amount_fen,
            "since_at": row.made_at,
        }
        whose = (row.project_id, row.project, "deduction", row.id)
        is_answered = row.state == DeductionState.O_REPLY
        if not is_answered:
            may, handed_by = Permission.REPLY_DEDUCTION, row.maker_id
            facts |= {"due_on": row.reply_by, "handed_by": handed_by}
            found.append(Duty(DutyKind.DEDUCTION, DutyAction.REPLY, may, *whose, **facts))
        if is_answered or row.reply_by < asked.today:
            facts |= {"due_on": None, "not_for": row.maker_id}
            facts |= {"handed_by": row.replied_by if is_answered else row.maker_id}
            may = Permission.DECIDE_DEDUCTION
            found.append(Duty(DutyKind.DEDUCTION, DutyAction.DECIDE, may, *whose, **facts))
    return found


_FEE_FLOW: Final = frozenset(
    {
        Permission.COMPUTE_FEE,
        Permission.CONFIRM_FEE,
        Permission.AUDIT_FEE,
        Permission.APPROVE_FEE,
        Permission.PAY_FEE,
    }
)
_DEDUCTION_FLOW: Final = frozenset(
    {Permission.RAISE_DEDUCTION, Permission.REPLY_DEDUCTION, Permission.DECIDE_DEDUCTION}
)
SOURCES: Final = (
    Source(Permission.READ_CONTRACT, _FEE_FLOW, _statements, decides=True),
    Source(Permission.READ_CONTRACT, frozenset({Permission.COMPUTE_FEE}), _to_compute),
    Source(Permission.READ_CONTRACT, _DEDUCTION_FLOW, _deductions, decides=True),
)
