"""What is decided in a household's life: renewals 续租, changes 变更 of people and of rent,
exchanges 换房; and what is let go at its end: final bills 退房结算, deposits and rent paid back.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.duties import DutyKind
from domain.renewals import RenewalState
from persistence.approvals.detail import Change, Detail, Details, facts, rows

#: A lease, its home and its household beside the record `c`.
_OF_LEASE: Final = """
join leases l on l.authority_id = c.authority_id and l.id = c.lease_id
join households h on h.authority_id = l.authority_id and h.id = l.household_id
join units u on u.authority_id = l.authority_id and u.id = l.unit_id
"""
_NAMES: Final = ("contract_no", "tenant_name", "unit_code")
_RENEWALS: Final = f"""
select c.*, coalesce(c.proposed_by, c.applied_by) as by, l.ends_on, l.contract_no, h.tenant_name,
  u.code as unit_code
from renewals c {_OF_LEASE} where c.id = any(:ids)
"""
_CHANGES: Final = f"""
select c.*, l.contract_no, h.tenant_name, u.code as unit_code
from lease_changes c {_OF_LEASE} where c.id = any(:ids)
"""
#: By lease, its oldest draft, against what holds on the day before it would begin.
_TERMS: Final = f"""
select distinct on (l.id) c.*, l.contract_no, h.tenant_name, u.code as unit_code,
  coalesce(n.monthly_rent_fen, l.monthly_rent_fen) as rent_now_fen, coalesce(n.tier, l.tier) as now
from lease_terms c {_OF_LEASE}
left join lateral (
  select b.monthly_rent_fen, b.tier from lease_terms b
  where b.authority_id = c.authority_id and b.lease_id = c.lease_id and b.state = 'approved'
    and b.valid_from <= c.valid_from
  order by b.valid_from desc, b.id desc limit 1) n on true
where c.state = 'drafted' and c.lease_id = any(:ids) order by l.id, c.made_at, c.id
"""
_EXCHANGES: Final = f"""
select c.*, l.contract_no, h.tenant_name, u.code as unit_code, w.contract_no as with_contract_no
from exchanges c {_OF_LEASE}
left join leases w on w.authority_id = c.authority_id and w.id = c.with_lease_id
where c.id = any(:ids)
"""
_BILLS: Final = f"""
select b.*, c.id as case_id, c.number, c.ground, l.contract_no, h.tenant_name, u.code as unit_code
from exit_cases c
join final_bills b on b.authority_id = c.authority_id and b.case_id = c.id and b.state = 'drafted'
{_OF_LEASE} where c.id = any(:ids)
"""
_DEPOSITS: Final = f"""
select c.*, l.contract_no, h.tenant_name, u.code as unit_code
from deposit_refunds c {_OF_LEASE} where c.id = any(:ids)
"""
_RENTS: Final = f"""
select c.*, p.channel, p.payer_name as payee_name, p.payer_account_mask as payee_account_mask,
  l.contract_no, h.tenant_name, u.code as unit_code
from rent_refunds c
join payments p on p.authority_id = c.authority_id and p.id = c.payment_id
{_OF_LEASE} where c.id = any(:ids)
"""
_PAYEE: Final = ("payee_name", "channel", "payee_account_mask")


async def _renewals(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    """What the officer proposes; of an objection, what is said against the decision."""
    told = ("kind", "declaration", "reason_code", "reason", "decision_no", "objection", "ends_on")
    return {
        row.id: Detail(
            row.version,
            row.by,
            row.made_at,
            [Change("proposed_ok", None, row.proposed_ok)],
            facts(row, (*told, *_NAMES)),
            variant="objection" if row.state == RenewalState.OBJECTION else "proposed",
        )
        for row in await rows(session, _RENEWALS, ids)
    }


async def _changes(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    """What stands in the file, and what would; numbers are masked on both sides."""
    told = ("kind", "cause", "effective_on", "reason", "note")
    found: dict[UUID, Detail] = {}
    for row in await rows(session, _CHANGES, ids):
        pairs = [
            Change(name, row.before.get(name), getattr(row, name))
            for name in ("name", "relation", "national_id_mask", "phone_mask")
            if getattr(row, name) is not None
        ]
        found[row.id] = Detail(
            row.version, row.maker_id, row.made_at, pairs, facts(row, (*told, *_NAMES))
        )
    return found


async def _terms(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    """What the tenant pays a month, and would."""
    told = ("valid_from", "decided_on", "document_no", "reason", *_NAMES)
    return {
        row.lease_id: Detail(
            row.version,
            row.maker_id,
            row.made_at,
            [
                Change("tier", row.now, row.tier),
                Change("monthly_rent_fen", row.rent_now_fen, row.monthly_rent_fen),
            ],
            facts(row, told),
            row.id,
        )
        for row in await rows(session, _TERMS, ids)
    }


async def _bills(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    """By case: what the deposit held, what of it goes back, and what stays owed."""
    sums = ("deposit_fen", "deposit_back_fen", "rent_back_fen", "owed_fen")
    return {
        row.case_id: Detail(
            row.version,
            row.maker_id,
            row.made_at,
            [Change(name, None, getattr(row, name)) for name in sums],
            facts(row, ("number", "ground", "last_on", "damage_owed_fen", *_NAMES)),
        )
        for row in await rows(session, _BILLS, ids)
    }


async def _told(
    session: AsyncSession, ids: Sequence[UUID], *, statement: str, fields: Sequence[str]
) -> dict[UUID, Detail]:
    """Where nothing is compared: the grounds."""
    return {
        row.id: Detail(row.version, row.maker_id, row.made_at, [], facts(row, (*fields, *_NAMES)))
        for row in await rows(session, statement, ids)
    }


_exchanges: Final[Details] = partial(
    _told, statement=_EXCHANGES, fields=("kind", "reason_code", "reason", "with_contract_no")
)
DETAILS: Final = {
    DutyKind.RENEWAL: _renewals,
    DutyKind.LEASE_CHANGE: _changes,
    DutyKind.LEASE_TERMS: _terms,
    DutyKind.EXCHANGE: _exchanges,
    DutyKind.FINAL_BILL: _bills,
    DutyKind.DEPOSIT_REFUND: partial(
        _told, statement=_DEPOSITS, fields=("amount_fen", "reason", *_PAYEE)
    ),
    DutyKind.RENT_REFUND: partial(
        _told, statement=_RENTS, fields=("amount_fen", "source", *_PAYEE)
    ),
}
