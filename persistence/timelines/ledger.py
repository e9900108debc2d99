"""What the operator advanced 代交 for the household, what was written off, deposits held."""

from typing import Final

from domain.access import Permission
from domain.ledger import Account, Reason
from domain.timelines import EntryKind as Kind
from persistence.timelines.source import Source

#: A document's transfers of one reason are one entry; a mirror takes its amount back.
_POSTED: Final = """
select min(t.on_date), min(t.posted_at), min(t.id::text)::uuid, '{kind}', t.lease_id,
  t.document_type, t.document_id, {number}, min(t.month),
  sum(case when t.reverses_id is null then t.amount_fen else -t.amount_fen end)::bigint,
  min(t.maker_id::text)::uuid, '{{}}'::jsonb
from transfers t {joined}
where t.lease_id = any(:leases) and t.reason in ({reasons}) and {side}
group by t.lease_id, t.document_type, t.document_id{grouped}, t.reverses_id is null
"""


def _posted(kind: Kind, reasons: tuple[Reason, ...], side: str) -> str:
    return _POSTED.format(
        kind=kind,
        reasons=", ".join(f"'{reason}'" for reason in reasons),
        side=side,
        number="v.number",
        joined="left join vouchers v on v.authority_id = t.authority_id and v.id = t.document_id",
        grouped=", v.number",
    )


_ADVANCED: Final = _posted(
    Kind.ADVANCED,
    (Reason.ADVANCED,),
    f"(t.debit = '{Account.RECEIVABLE_OPERATOR}' or t.credit = '{Account.RECEIVABLE_OPERATOR}')",
)
_WRITTEN_OFF: Final = _posted(
    Kind.WRITTEN_OFF,
    (Reason.WRITTEN_OFF, Reason.WRITTEN_OFF_BY_OPERATOR, Reason.WRITTEN_OFF_BY_TREASURY),
    "true",
)
_DEPOSITED: Final = _posted(
    Kind.DEPOSIT_HELD,
    (Reason.DEPOSIT_OPENING, Reason.DEPOSIT_RECEIVED),
    "true",
)

SOURCES: Final = tuple(
    Source(Permission.READ_RENT, statement) for statement in (_ADVANCED, _WRITTEN_OFF, _DEPOSITED)
)
