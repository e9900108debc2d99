"""Money in and out, reversals, second persons and leases."""

from collections.abc import Mapping
from typing import Final

from domain.ledger import POSTINGS

_POSTINGS: Final = ", ".join(
    f"('{reason}', '{line.debit}', '{line.credit}')"
    for reason, lines in POSTINGS.items()
    for line in lines
)

#: The same of reasons that post several lines, numbered.
_LINES: Final = ", ".join(
    f"('{reason}', '{line.debit}', '{line.credit}', {number}, {len(lines)})"
    for reason, lines in POSTINGS.items()
    for number, line in enumerate(lines)
    if len(lines) > 1
)

_OF_PAYMENTS: Final = """
          select x.payment_id, sum(x.amount_fen) as fen from payments p
          join {table} x on x.authority_id = p.authority_id and x.payment_id = p.id
          where cast(:project_id as uuid) is null or p.project_id = :project_id
          group by x.payment_id"""

#: Table, its maker's and its checker's column: two persons wherever money or a right changes.
_TWO_PERSONS: Final = (
    ("billing_runs", "maker_id", "confirmed_by"),
    ("vouchers", "maker_id", "confirmed_by"),
    ("vouchers", "paid_by", "accepted_by"),
    ("remittances", "maker_id", "signed_by"),
    ("remittances", "sent_by", "confirmed_by"),
    ("payment_reversals", "maker_id", "checker_id"),
    ("refunds", "maker_id", "checker_id"),
    ("deposit_receipts", "maker_id", "reversed_by"),
    ("deposit_refunds", "maker_id", "checker_id"),
    ("adjustments", "maker_id", "checker_id"),
    ("service_contracts", "maker_id", "signed_by"),
    ("fee_statements", "audited_by", "approved_by"),
    ("fee_statements", "approved_by", "paid_by"),
)
_SAME_PERSON: Final = " union all ".join(
    f"select id as subject, jsonb_build_object('table', '{table}') as facts from {table}"
    f" where {maker} = {checker}"
    " and (cast(:project_id as uuid) is null or project_id = :project_id)"
    for table, maker, checker in _TWO_PERSONS
)

CHECKS: Final[Mapping[str, str]] = {
    "payment_not_used_exactly": f"""
        select p.id as subject, jsonb_build_object('amount_fen', p.amount_fen,
          'allocated_fen', a.fen, 'unallocated_fen', p.unallocated_fen, 'refunded_fen', r.fen)
          as facts
        from payments p
        left join ({_OF_PAYMENTS.format(table="allocations")}) a on a.payment_id = p.id
        left join ({_OF_PAYMENTS.format(table="refunds")}) r on r.payment_id = p.id
        where (cast(:project_id as uuid) is null or p.project_id = :project_id)
          and case when p.state = 'reversed'
            then coalesce(a.fen, 0) <> 0 or p.unallocated_fen <> 0
            else coalesce(a.fen, 0) + coalesce(r.fen, 0) + p.unallocated_fen <> p.amount_fen end""",
    "unallocated_differs_from_ledger": """
        select b.project_id as subject, jsonb_build_object('payments_fen', p.fen,
          'ledger_fen', t.fen) as facts
        from books b
        cross join lateral (select coalesce(sum(unallocated_fen), 0) as fen from payments
          where authority_id = b.authority_id and project_id = b.project_id) p
        cross join lateral (select coalesce(sum(case when credit = 'L2' then amount_fen
            else -amount_fen end), 0) as fen from transfers
          where authority_id = b.authority_id and project_id = b.project_id
            and (debit = 'L2') <> (credit = 'L2')) t
        where p.fen <> t.fen
          and (cast(:project_id as uuid) is null or b.project_id = :project_id)""",
    "serial_booked_twice": """
        select min(id::text)::uuid as subject,
          jsonb_build_object('channel', channel, 'times', count(*)) as facts
        from payments
        where cast(:project_id as uuid) is null or project_id = :project_id
        group by channel, serial_no having count(*) > 1""",
    "day_end_differs_from_payments": """
        select d.id as subject, jsonb_build_object('on_date', d.on_date,
          'booked_fen', d.booked_fen, 'payments_fen', coalesce(p.fen, 0)) as facts
        from day_ends d
        cross join lateral (
          select sum(m.amount_fen) filter (where r.id is null or r.made_at > d.made_at) as fen
          from payments m
          left join payment_reversals r on r.authority_id = m.authority_id
            and r.payment_id = m.id
          where m.authority_id = d.authority_id and m.day_end_id = d.id) p
        where coalesce(p.fen, 0) <> d.booked_fen
          and (cast(:project_id as uuid) is null or d.project_id = :project_id)""",
    "remittance_differs_from_transfers": """
        select r.id as subject, jsonb_build_object('tenant_money_fen', r.tenant_money_fen,
          'remitted_fen', t.remitted, 'recovered_fen', r.recovered_fen,
          'recovered_remitted_fen', t.recovered) as facts
        from remittances r
        cross join lateral (
          select coalesce(sum(case when reverses_id is null then amount_fen else -amount_fen end)
              filter (where reason = 'remitted'), 0) as remitted,
            coalesce(sum(case when reverses_id is null then amount_fen else -amount_fen end)
              filter (where reason = 'recovered_remitted'), 0) as recovered
          from transfers where authority_id = r.authority_id and document_id = r.id) t
        where (cast(:project_id as uuid) is null or r.project_id = :project_id)
          and case when r.state in ('sent', 'treasury_confirmed', 'closed')
            then t.remitted <> r.tenant_money_fen or t.recovered <> r.recovered_fen
            else t.remitted <> 0 or t.recovered <> 0 end""",
    "hand_over_differs_from_transfers": """
        select h.id as subject, jsonb_build_object('amount_fen', h.amount_fen,
          'posted_fen', t.fen) as facts
        from hand_overs h
        cross join lateral (select coalesce(sum(amount_fen), 0) as fen from transfers
          where authority_id = h.authority_id and document_id = h.id) t
        where t.fen <> h.amount_fen
          and (cast(:project_id as uuid) is null or h.project_id = :project_id)""",
    "posting_not_in_the_table": f"""
        select t.id as subject, jsonb_build_object('reason', t.reason, 'debit', t.debit,
          'credit', t.credit) as facts
        from transfers t
        left join (values {_POSTINGS}) p (reason, debit, credit) on p.reason = t.reason
          and ((t.reverses_id is null and p.debit = t.debit and p.credit = t.credit)
            or (t.reverses_id is not null and p.debit = t.credit and p.credit = t.debit))
        where p.reason is null
          and (cast(:project_id as uuid) is null or t.project_id = :project_id)""",
    "posted_in_no_book": """
        select t.project_id as subject, jsonb_build_object('transfers', t.transfers) as facts
        from (select authority_id, project_id, count(*) as transfers from transfers
          where cast(:project_id as uuid) is null or project_id = :project_id
          group by authority_id, project_id) t
        where not exists (select from books b
          where b.authority_id = t.authority_id and b.project_id = t.project_id)""",
    "posting_incomplete": f"""
        select min(x.document_id::text)::uuid as subject, jsonb_build_object('reason', x.reason,
          'charge_id', x.charge_id) as facts
        from (
          select t.document_id, t.reason, t.charge_id, t.lease_id, p.line, p.lines,
            sum(case when t.reverses_id is null then t.amount_fen else -t.amount_fen end) as fen
          from transfers t join (values {_LINES}) p (reason, debit, credit, line, lines)
            on p.reason = t.reason
            and ((t.reverses_id is null and p.debit = t.debit and p.credit = t.credit)
              or (t.reverses_id is not null and p.debit = t.credit and p.credit = t.debit))
          where cast(:project_id as uuid) is null or t.project_id = :project_id
          group by t.document_id, t.reason, t.charge_id, t.lease_id, p.line, p.lines) x
        group by x.document_id, x.reason, x.charge_id, x.lease_id, x.lines
        having min(x.fen) <> max(x.fen) or (count(*) < x.lines and max(x.fen) <> 0)""",
    "transfer_amount_odd": """
        select id as subject, jsonb_build_object('amount_fen', amount_fen) as facts
        from transfers
        where (amount_fen <= 0 or amount_fen > 10000000000000 or debit = credit)
          and (cast(:project_id as uuid) is null or project_id = :project_id)""",
    "reversal_is_no_mirror": """
        select t.id as subject, jsonb_build_object('reverses_id', t.reverses_id) as facts
        from transfers t left join transfers o
          on o.authority_id = t.authority_id and o.id = t.reverses_id
        where t.reverses_id is not null
          and (o.id is null or o.debit <> t.credit or o.credit <> t.debit
            or o.amount_fen <> t.amount_fen or o.reason <> t.reason
            or o.project_id <> t.project_id or o.charge_id is distinct from t.charge_id)
          and (cast(:project_id as uuid) is null or t.project_id = :project_id)""",
    "reversed_twice": """
        select t.reverses_id as subject, jsonb_build_object('times', count(*)) as facts
        from transfers t
        where t.reverses_id is not null
          and (cast(:project_id as uuid) is null or t.project_id = :project_id)
        group by t.reverses_id having count(*) > 1
        union all
        select t.id, '{}'::jsonb from transfers t join transfers o
          on o.authority_id = t.authority_id and o.id = t.reverses_id
        where o.reverses_id is not null
          and (cast(:project_id as uuid) is null or t.project_id = :project_id)""",
    "posted_in_the_future": """
        select id as subject, jsonb_build_object('posted_at', posted_at) as facts
        from transfers where posted_at > clock_timestamp() + interval '5 seconds'
          and (cast(:project_id as uuid) is null or project_id = :project_id)""",
    "one_person_did_both": _SAME_PERSON,
    "unit_let_twice": """
        select l.unit_id as subject, jsonb_build_object('leases', count(*)) as facts
        from leases l
        where l.state not in ('terminated', 'void')
          and not (l.state in ('draft', 'explained', 'pending_sign', 'signed')
            and coalesce(l.renewed_from, l.exchanged_from) is not null)
          and (cast(:project_id as uuid) is null or l.project_id = :project_id)
        group by l.unit_id having count(*) > 1""",
}
