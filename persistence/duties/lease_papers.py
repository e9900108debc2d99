"""Leases on their way to be signed, filed and moved into, and renewals on theirs."""

from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.duties import Duty, DutyAction, DutyKind, Step
from domain.home_duties import CHECK_IN, FILING, LEASE_PAPER, RENEWAL
from domain.renewals import RenewalState
from persistence.duties.source import Asked, Source

#: The last day is the lease's first where there is no other: nobody moves in without a paper.
#: What follows another lease, once signed, waits for its day or for the exchange alone.
_PAPERS: Final = """
select l.id, l.state, l.contract_no as number, l.project_id, p.name as project, h.tenant_name,
  l.starts_on as due_on, l.made_at, l.maker_id
from leases l
join households h on h.authority_id = l.authority_id and h.id = l.household_id
join projects p on p.authority_id = l.authority_id and p.id = l.project_id
where {whose} and l.state = any(:states) and not exists (
  select from check_ins c where c.authority_id = l.authority_id and c.lease_id = l.id
    and c.state <> 'cancelled')
  and not (l.state = 'signed' and coalesce(l.renewed_from, l.exchanged_from) is not null)
"""
_FILINGS: Final = """
select f.id, f.state, l.contract_no as number, f.project_id, p.name as project, h.tenant_name,
  f.due_on, f.made_at, f.submitted_by as maker_id
from lease_filings f
join leases l on l.authority_id = f.authority_id and l.id = f.lease_id
join households h on h.authority_id = l.authority_id and h.id = l.household_id
join projects p on p.authority_id = f.authority_id and p.id = f.project_id
where {whose} and f.state = any(:states)
"""
_CHECK_INS: Final = """
select c.id, c.state, l.contract_no as number, c.project_id, p.name as project, h.tenant_name,
  c.booked_on as due_on, c.made_at, c.maker_id
from check_ins c
join leases l on l.authority_id = c.authority_id and l.id = c.lease_id
join households h on h.authority_id = l.authority_id and h.id = l.household_id
join projects p on p.authority_id = c.authority_id and p.id = c.project_id
where {whose} and c.state = any(:states)
"""
_RENEWALS: Final = """
select r.id, r.state, l.contract_no as number, r.project_id, p.name as project, h.tenant_name,
  case r.state when 'needs_more' then r.supply_by else l.ends_on end as due_on, r.made_at,
  r.applied_by as maker_id, r.proposed_by, r.decided_by
from renewals r
join leases l on l.authority_id = r.authority_id and l.id = r.lease_id
join households h on h.authority_id = l.authority_id and h.id = l.household_id
join projects p on p.authority_id = r.authority_id and p.id = r.project_id
where {whose} and r.state = any(:states)
"""


def _duty(kind: DutyKind, step: Step, row: Any, **facts: Any) -> Duty:
    told = {"due_on": row.due_on, "since_at": row.made_at, "handed_by": row.maker_id} | facts
    return Duty(
        kind,
        step.action,
        step.permission,
        row.project_id,
        row.project,
        "lease" if kind is DutyKind.LEASE_PAPER else kind.value,
        row.id,
        number=row.number,
        name=row.tenant_name,
        **told,
    )


async def _papers(session: AsyncSession, asked: Asked) -> list[Duty]:
    found = await asked.rows(session, _PAPERS, "l", states=list(LEASE_PAPER))
    return [_duty(DutyKind.LEASE_PAPER, LEASE_PAPER[row.state], row) for row in found]


async def _filings(session: AsyncSession, asked: Asked) -> list[Duty]:
    """Filed within thirty days of signing (公租房办法 Art. 18); the bureau takes it in."""
    found = await asked.rows(session, _FILINGS, "f", states=list(FILING))
    return [_duty(DutyKind.FILING, FILING[row.state], row) for row in found]


async def _check_ins(session: AsyncSession, asked: Asked) -> list[Duty]:
    found = await asked.rows(session, _CHECK_INS, "c", states=list(CHECK_IN))
    return [_duty(DutyKind.CHECK_IN, CHECK_IN[row.state], row) for row in found]


async def _renewals(session: AsyncSession, asked: Asked) -> list[Duty]:
    """Proposed, it waits for the second person; an objection, for somebody who did not decide."""
    found: list[Duty] = []
    for row in await asked.rows(session, _RENEWALS, "r", states=list(RENEWAL)):
        step, facts = RENEWAL[row.state], dict[str, Any]()
        if row.state == RenewalState.DATA_CHECK and row.proposed_by is not None:
            step = Step(DutyAction.DECIDE, Permission.DECIDE_RENEWAL)
            facts = {"handed_by": row.proposed_by, "not_for": row.proposed_by}
        elif row.state == RenewalState.OBJECTION:
            facts = {"not_for": row.decided_by}
        found.append(_duty(DutyKind.RENEWAL, step, row, **facts))
    return found


_P = Permission
SOURCES: Final = (
    Source(_P.READ_LEASE, frozenset({_P.DRAFT_LEASE, _P.SIGN_LEASE, _P.CHECK_IN}), _papers),
    Source(_P.READ_LEASE, frozenset({_P.FILE_LEASE, _P.CONFIRM_FILING}), _filings),
    Source(_P.READ_LEASE, frozenset({_P.CHECK_IN}), _check_ins),
    Source(
        _P.READ_LEASE,
        frozenset({_P.APPLY_FOR_RENEWAL, _P.CHECK_RENEWAL, _P.DECIDE_RENEWAL}),
        _renewals,
        decides=True,
    ),
)
