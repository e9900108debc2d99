"""Deposits: nobody's is below nothing, and every paper about one is what was posted for it.

That the deposit bank holds what is owed (A4 = Σ L3) is one of the identities of the books.
"""

from collections.abc import Mapping
from typing import Final

_SCOPE: Final = "(cast(:project_id as uuid) is null or {row}.project_id = :project_id)"


def _differs(table: str, wanted: str) -> str:
    """Documents of a kind whose transfers through L3 do not come to what the paper says."""
    return f"""
        select d.id as subject, jsonb_build_object('table', '{table}', 'amount_fen', d.amount_fen,
          'posted_fen', t.fen) as facts
        from {table} d
        cross join lateral (select coalesce(sum(
            amount_fen * ((credit = 'L3')::int - (debit = 'L3')::int)), 0)::bigint as fen
          from transfers where authority_id = d.authority_id and document_id = d.id) t
        where t.fen <> {wanted} and {_SCOPE.format(row="d")}"""


_PAPERS: Final = " union all ".join(
    (
        _differs("deposit_receipts", "case d.state when 'held' then d.amount_fen else 0 end"),
        _differs("deposit_withholdings", "-d.amount_fen"),
        _differs("deposit_refunds", "case d.state when 'paid' then -d.amount_fen else 0 end"),
    )
)

CHECKS: Final[Mapping[str, str]] = {
    "deposit_below_nothing": f"""
        select t.lease_id as subject, jsonb_build_object('held_fen', sum(
            t.amount_fen * ((t.credit = 'L3')::int - (t.debit = 'L3')::int))) as facts
        from transfers t
        where (t.debit = 'L3' or t.credit = 'L3') and {_SCOPE.format(row="t")}
        group by t.lease_id
        having sum(t.amount_fen * ((t.credit = 'L3')::int - (t.debit = 'L3')::int)) < 0""",
    "deposit_of_nobody": f"""
        select t.id as subject, jsonb_build_object('reason', t.reason) as facts
        from transfers t
        where (t.debit = 'L3' or t.credit = 'L3') and t.lease_id is null
          and {_SCOPE.format(row="t")}""",
    "deposit_differs_from_its_paper": _PAPERS,
    "deposit_move_differs_from_transfers": f"""
        select m.id as subject, jsonb_build_object('amount_fen', m.amount_fen,
          'out_fen', t.out_fen, 'in_fen', t.in_fen) as facts
        from deposit_moves m
        join leases d on d.authority_id = m.authority_id and d.id = m.from_lease_id
        cross join lateral (select
            coalesce(sum(amount_fen) filter (where debit = 'L3'
              and lease_id = m.from_lease_id), 0)::bigint as out_fen,
            coalesce(sum(amount_fen) filter (where credit = 'L3'
              and lease_id = m.to_lease_id), 0)::bigint as in_fen
          from transfers where authority_id = m.authority_id and document_id = m.id) t
        where (t.out_fen <> m.amount_fen or t.in_fen <> m.amount_fen)
          and {_SCOPE.format(row="d")}""",
}
