"""Remittances 上缴 on their way, and tenants' money that waits to be sent."""

from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.calendar import Month
from domain.duties import REMITTANCE, Duty, DutyAction, DutyKind, remit_by
from domain.held_money import Alert, alert
from domain.remittances import RemittanceState
from persistence import remittances
from persistence.duties.source import Asked, Source

_OPEN: Final = """
select r.id, r.number, r.month, r.state, r.amount_fen, r.oldest_on, r.project_id,
  p.name as project, r.maker_id, r.signed_by, r.sent_by, r.made_at, r.signed_at
from remittances r join projects p on p.authority_id = r.authority_id and p.id = r.project_id
where {whose} and r.state = any(:states)
"""
_UNDER_WAY: Final = """
select r.project_id from remittances r where {whose} and r.state = any(:states)
"""


async def _remittances(session: AsyncSession, asked: Asked) -> list[Duty]:
    found = await asked.rows(session, _OPEN, "r", states=list(REMITTANCE))
    return [_remittance(row, asked) for row in found]


def _remittance(row: Any, asked: Asked) -> Duty:
    step, state = REMITTANCE[row.state], RemittanceState(row.state)
    is_sent = state is RemittanceState.SENT
    handed_by = {
        RemittanceState.STATEMENT: row.maker_id,
        RemittanceState.PAYMENT_ORDER: row.signed_by,
    }.get(state, row.sent_by)
    not_for = {RemittanceState.STATEMENT: row.maker_id, RemittanceState.SENT: row.sent_by}
    return Duty(
        DutyKind.REMITTANCE,
        step.action,
        step.permission,
        row.project_id,
        row.project,
        "remittance",
        row.id,
        number=row.number,
        month=Month.of(row.month),
        amount_fen=row.amount_fen,
        due_on=None if is_sent or not row.oldest_on else remit_by(row.oldest_on, asked.calendar),
        since_at=row.signed_at or row.made_at,
        handed_by=handed_by,
        not_for=not_for.get(state),
    )


async def _held(session: AsyncSession, asked: Asked) -> list[Duty]:
    """To be drawn up by the cashier; what is held too long is also finance's to look at."""
    under_way = {
        row.project_id
        for row in await asked.rows(
            session, _UNDER_WAY, "r", states=[*REMITTANCE, RemittanceState.O_SIGNED]
        )
    }
    found: list[Duty] = []
    for one in await remittances.held_money(session, asked.scope):
        oldest_on = one.held.oldest_on
        if oldest_on is None or asked.project_id not in {None, one.project_id}:
            continue
        facts: dict[str, Any] = {
            "amount_fen": one.held.amount.fen,
            "due_on": remit_by(oldest_on, asked.calendar),
        }
        whose = (one.project_id, one.project, "project", one.project_id)
        if one.project_id not in under_way:
            may = Permission.PREPARE_REMITTANCE
            found.append(Duty(DutyKind.HELD_MONEY, DutyAction.DRAW_UP, may, *whose, **facts))
        if alert(oldest_on, asked.today, asked.calendar) is not Alert.NONE:
            found += [
                Duty(DutyKind.HELD_MONEY, DutyAction.LOOK, may, *whose, **facts)
                for may in (Permission.CONFIRM_REMITTANCE, Permission.READ_AUDIT)
            ]
    return found


_FLOW: Final = frozenset(
    {
        Permission.PREPARE_REMITTANCE,
        Permission.SIGN_REMITTANCE,
        Permission.CONFIRM_REMITTANCE,
    }
)
_WATCHED_BY: Final = frozenset(
    {Permission.PREPARE_REMITTANCE, Permission.CONFIRM_REMITTANCE, Permission.READ_AUDIT}
)
SOURCES: Final = (
    Source(Permission.READ_LEDGER, _FLOW, _remittances, decides=True),
    Source(Permission.READ_LEDGER, _WATCHED_BY, _held),
)
