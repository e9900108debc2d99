"""Exit cases 退房 on their way, final bills to be confirmed, and money to be given back."""

from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.duties import Duty, DutyAction, DutyKind
from domain.exits import OVER, ExitState, Track
from domain.final_bills import PAYERS, RefundSource
from domain.home_duties import exit_step
from persistence.duties.source import Asked, Source

#: The day by which the next step is due, by what the case waits for.
_CASES: Final = """
select c.id, c.number, c.track, c.state, c.project_id, p.name as project, h.tenant_name,
  c.made_at, c.maker_id,
  case when c.state in ('applied', 'accepted') then coalesce(c.contact_by, c.leaves_on)
    when c.state = 'inspection_booked' then c.inspect_on
    when c.state in ('inspected', 'final_bill') then c.formalities_by
    when c.state in ('handed_back', 'settled') then c.complete_by
    else c.deadline_on end as due_on
from exit_cases c
join households h on h.authority_id = c.authority_id and h.id = c.household_id
join projects p on p.authority_id = c.authority_id and p.id = c.project_id
where {whose} and c.state <> all(:over) and not exists (
  select from final_bills b where b.authority_id = c.authority_id and b.case_id = c.id
    and b.state = 'drafted')
"""
_BILLS: Final = """
select b.id, c.id as case_id, c.number, c.project_id, p.name as project, h.tenant_name, b.maker_id,
  b.made_at, b.owed_fen, c.formalities_by as due_on
from final_bills b
join exit_cases c on c.authority_id = b.authority_id and c.id = b.case_id
join households h on h.authority_id = c.authority_id and h.id = c.household_id
join projects p on p.authority_id = c.authority_id and p.id = c.project_id
where {whose} and b.state = 'drafted'
"""
_DEPOSITS: Final = """
select r.id, l.contract_no as number, r.project_id, p.name as project, h.tenant_name, r.maker_id,
  r.made_at, r.amount_fen, r.due_on
from deposit_refunds r
join leases l on l.authority_id = r.authority_id and l.id = r.lease_id
join households h on h.authority_id = l.authority_id and h.id = l.household_id
join projects p on p.authority_id = r.authority_id and p.id = r.project_id
where {whose} and r.state = 'proposed'
"""
_RENTS: Final = _DEPOSITS.replace("deposit_refunds", "rent_refunds").replace(
    "r.amount_fen,", "r.amount_fen, r.source,"
)


async def _cases(session: AsyncSession, asked: Asked) -> list[Duty]:
    found = await asked.rows(session, _CASES, "c", over=[state.value for state in OVER])
    return [_case(row) for row in found]


def _case(row: Any) -> Duty:
    step, roles = exit_step(Track(row.track), ExitState(row.state))
    return Duty(
        DutyKind.EXIT_CASE,
        step.action,
        step.permission,
        row.project_id,
        row.project,
        "exit_case",
        row.id,
        number=row.number,
        name=row.tenant_name,
        due_on=row.due_on,
        since_at=row.made_at,
        handed_by=row.maker_id,
        roles=roles,
    )


def _money(
    kind: DutyKind, action: DutyAction, permission: Permission, row: Any, **facts: Any
) -> Duty:
    """Whoever drafted it does not let it go."""
    return Duty(
        kind,
        action,
        permission,
        row.project_id,
        row.project,
        facts.pop("subject_type", kind.value),
        facts.pop("subject_id", row.id),
        number=row.number,
        name=row.tenant_name,
        due_on=row.due_on,
        since_at=row.made_at,
        handed_by=row.maker_id,
        not_for=row.maker_id,
        **facts,
    )


async def _bills(session: AsyncSession, asked: Asked) -> list[Duty]:
    return [
        _money(
            DutyKind.FINAL_BILL,
            DutyAction.CONFIRM,
            Permission.CONFIRM_FINAL_BILL,
            row,
            subject_type="exit_case",
            subject_id=row.case_id,
            amount_fen=row.owed_fen,
        )
        for row in await asked.rows(session, _BILLS, "c")
    ]


async def _deposits(session: AsyncSession, asked: Asked) -> list[Duty]:
    """Given back within so many working days (parameter `deposit.refund_workdays`)."""
    return [
        _money(
            DutyKind.DEPOSIT_REFUND,
            DutyAction.PAY,
            Permission.REFUND_DEPOSIT,
            row,
            amount_fen=row.amount_fen,
        )
        for row in await asked.rows(session, _DEPOSITS, "r")
    ]


async def _rents(session: AsyncSession, asked: Asked) -> list[Duty]:
    """What is set off the operator pays, the other leg the treasury."""
    return [
        _money(
            DutyKind.RENT_REFUND,
            DutyAction.PAY,
            Permission.PAY_RENT_REFUND,
            row,
            amount_fen=row.amount_fen,
            roles=PAYERS[RefundSource(row.source)],
        )
        for row in await asked.rows(session, _RENTS, "r")
    ]


_P = Permission
SOURCES: Final = (
    Source(
        _P.READ_LEASE,
        frozenset({_P.STEP_EXIT, _P.DRAFT_FINAL_BILL, _P.SETTLE_EXIT}),
        _cases,
    ),
    Source(
        _P.READ_LEASE, frozenset({_P.DRAFT_FINAL_BILL, _P.CONFIRM_FINAL_BILL}), _bills, decides=True
    ),
    Source(
        _P.READ_LEDGER, frozenset({_P.TAKE_DEPOSIT, _P.REFUND_DEPOSIT}), _deposits, decides=True
    ),
    Source(_P.READ_LEDGER, frozenset({_P.PAY_RENT_REFUND}), _rents, decides=True),
)
