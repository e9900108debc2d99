"""Service contracts 服务合同 to be signed, published, put in force; prices to be approved."""

from datetime import date
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.calendar import Period
from domain.contracts import ContractState, deadlines, near_end_on
from domain.duties import CONTRACT, Duty, DutyAction, DutyKind
from persistence.duties.source import Asked, Source

_OPEN: Final = """
select k.id, k.contract_no, k.state, k.project_id, p.name as project, k.awarded_on, k.signed_on,
  k.starts_on, k.ends_on, k.maker_id, k.signed_by, k.made_at, k.signed_at
from service_contracts k
join projects p on p.authority_id = k.authority_id and p.id = k.project_id
where {whose} and (k.state = any(:states) or (k.state in ('active', 'expiring')
  and k.ends_on < :soon
  and not exists (select from service_contracts n where n.authority_id = k.authority_id
    and n.project_id = k.project_id and n.starts_on > k.starts_on and n.ends_on > k.ends_on)))
"""
_PRICES: Final = """
select c.id, c.price_fen, c.valid_from, c.maker_id, c.made_at, k.contract_no, k.project_id,
  p.name as project
from contract_prices c
join service_contracts k on k.authority_id = c.authority_id and k.id = c.contract_id
join projects p on p.authority_id = k.authority_id and p.id = k.project_id
where {whose} and c.checker_id is null and k.state <> 'draft'
"""
_NEAR_END_DAYS: Final = 90


async def _contracts(session: AsyncSession, asked: Asked) -> list[Duty]:
    soon = date.fromordinal(asked.today.toordinal() + _NEAR_END_DAYS)
    found = await asked.of_contracts(session, _OPEN, "k", states=list(CONTRACT), soon=soon)
    return [duty for row in found if (duty := _contract(row, asked)) is not None]


def _contract(row: Any, asked: Asked) -> Duty | None:
    """A contract on its way to being in force, or one that nears its end without another."""
    whose = (row.project_id, row.project, "contract", row.id)
    if row.state not in CONTRACT:
        ends = Period.inclusive(row.starts_on, row.ends_on)
        if (near := near_end_on(ends, days=_NEAR_END_DAYS)) is None or near > asked.today:
            return None
        may = Permission.DRAFT_CONTRACT
        facts: dict[str, Any] = {"number": row.contract_no, "due_on": row.ends_on}
        return Duty(DutyKind.CONTRACT, DutyAction.LOOK, may, *whose, **facts)
    if row.state == ContractState.PUBLISHED and row.starts_on > asked.today:
        return None
    step, is_draft = CONTRACT[row.state], row.state == ContractState.DRAFT
    return Duty(
        DutyKind.CONTRACT,
        step.action,
        step.permission,
        *whose,
        number=row.contract_no,
        due_on=_due_on(row, asked),
        since_at=row.signed_at or row.made_at,
        handed_by=row.maker_id if is_draft else row.signed_by,
        not_for=row.maker_id if is_draft else None,
    )


def _due_on(row: Any, asked: Asked) -> date | None:
    """政府采购法 Art. 46-47 and 实施条例 Art. 50 set the days, as far as the award is known."""
    if row.state == ContractState.DRAFT:
        awarded = row.awarded_on
        return deadlines(awarded, awarded, asked.calendar).sign_by if awarded else None
    if row.state == ContractState.SIGNED:
        signed = row.signed_on
        return deadlines(signed, signed, asked.calendar).publish_by if signed else None
    return row.starts_on


async def _prices(session: AsyncSession, asked: Asked) -> list[Duty]:
    return [
        Duty(
            DutyKind.CONTRACT_PRICE,
            DutyAction.APPROVE,
            Permission.SIGN_CONTRACT,
            row.project_id,
            row.project,
            "contract_price",
            row.id,
            number=row.contract_no,
            amount_fen=row.price_fen,
            due_on=row.valid_from,
            since_at=row.made_at,
            handed_by=row.maker_id,
            not_for=row.maker_id,
        )
        for row in await asked.of_contracts(session, _PRICES, "k")
    ]


_FLOW: Final = frozenset({Permission.DRAFT_CONTRACT, Permission.SIGN_CONTRACT})
SOURCES: Final = (
    Source(Permission.READ_CONTRACT, _FLOW, _contracts, decides=True),
    Source(Permission.READ_CONTRACT, _FLOW, _prices, decides=True),
)
