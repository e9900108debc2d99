"""Receipts against the bank, money held, spent or taken back, deposits, fees and four eyes."""

from typing import Final

from domain.audits import AuditTest
from domain.ledger import Account, Reason
from persistence.audits.source import Test

#: Money by bank that no statement shows; lines that clash with what was booked.
_RECEIVED_AGAINST_BANK: Final = """
select p.id, p.project_id, 'payment', p.id, coalesce(p.receipt_no, p.serial_no), p.payer_name,
  p.received_on, p.amount_fen,
  jsonb_build_object('why', 'not_on_a_statement', 'serial_no', p.serial_no)
from payments p
where {whose} and p.channel = 'bank' and p.state <> 'reversed'
  and not exists (select from bank_lines l where l.authority_id = p.authority_id
    and l.payment_id = p.id)
union all
select l.id, p.project_id, 'bank_statement', p.id, l.serial_no, l.payer_name, l.booked_on,
  l.income_fen, jsonb_build_object('why', 'conflict', 'line', l.line, 'remark', l.remark)
from bank_lines l
join bank_statements p on p.authority_id = l.authority_id and p.id = l.statement_id
where {whose} and l.outcome = 'conflict'
"""

#: Rent that was sent, or is not sent yet, later than the working day set for its month.
_HELD_TOO_LONG: Final = """
select r.id, r.project_id, 'remittance', r.id, r.number, null::text, r.oldest_on,
  r.tenant_money_fen,
  jsonb_build_object('state', r.state, 'due_on', due.day, 'sent_on', r.sent_on,
    'days_late', coalesce(r.sent_on, :today) - due.day)
from remittances r
join unnest(:limit_months, :limit_days) due (month, day)
  on due.month = date_trunc('month', r.oldest_on)::date
where {whose} and r.state <> 'withdrawn' and coalesce(r.sent_on, :today) > due.day
"""

#: 坐支: what left the rent account and is no remittance, no hand-over and no refund.
_SPENT_FROM_RENT_ACCOUNT: Final = """
select l.id, s.project_id, 'bank_statement', s.id, l.serial_no, l.payer_name, l.booked_on,
  l.expense_fen, jsonb_build_object('line', l.line, 'remark', l.remark)
from bank_lines l
join bank_statements s on s.authority_id = l.authority_id and s.id = l.statement_id
where {whose} and l.outcome = 'expense'
  and not exists (select from remittances r where r.authority_id = s.authority_id
    and r.project_id = s.project_id and r.amount_fen = l.expense_fen
    and r.sent_on between l.booked_on - 3 and l.booked_on + 3)
  and not exists (select from hand_overs h where h.authority_id = s.authority_id
    and h.project_id = s.project_id and h.amount_fen = l.expense_fen
    and h.on_date between l.booked_on - 3 and l.booked_on + 3)
  and not exists (select from refunds f where f.authority_id = s.authority_id
    and f.project_id = s.project_id and f.amount_fen = l.expense_fen
    and f.on_date between l.booked_on - 3 and l.booked_on + 3)
"""

#: The fee counts days that the contract's stock list does not have.
_UNIT_DAYS_AGAINST_STOCK: Final = """
select f.id, f.project_id, 'fee_statement', f.id, f.number, o.name, f.month, f.payable_fen,
  jsonb_build_object('unit_days', f.unit_days, 'stock_days', stock.days, 'state', f.state)
from fee_statements f
join service_contracts k on k.authority_id = f.authority_id and k.id = f.contract_id
join organisations o on o.id = k.operator_id
cross join lateral (
  select coalesce(sum(greatest(0,
      least(coalesce(s.until_on, 'infinity'), k.ends_on + 1,
        (f.month + interval '1 month')::date)
      - greatest(s.from_on, k.starts_on, f.month))), 0)::int as days
  from contract_units s
  where s.authority_id = f.authority_id and s.contract_id = f.contract_id
) stock
where {whose} and f.state <> 'withdrawn' and f.unit_days <> stock.days
"""

#: Steps that no rule keeps apart, taken by one person all the same.
_MAKER_IS_CHECKER: Final = """
select f.id, f.project_id, 'fee_statement', f.id, f.number, p.name, f.made_at::date,
  f.payable_fen, jsonb_build_object('steps', jsonb_build_array('compute', 'confirm'))
from fee_statements f join people p on p.id = f.maker_id
where {whose} and f.confirmed_by = f.maker_id and f.state <> 'withdrawn'
union all
select f.id, f.project_id, 'remittance', f.id, f.number, p.name, f.made_at::date, f.amount_fen,
  jsonb_build_object('steps', jsonb_build_array('sign', 'send'))
from remittances f join people p on p.id = f.signed_by
where {whose} and f.sent_by = f.signed_by and f.state <> 'withdrawn'
union all
select f.id, f.project_id, 'voucher', f.id, f.number, p.name, f.made_at::date, f.amount_fen,
  jsonb_build_object('steps', jsonb_build_array('confirm', 'pay'))
from vouchers f join people p on p.id = f.confirmed_by
where {whose} and f.paid_by = f.confirmed_by and f.state <> 'withdrawn'
union all
select f.id, f.project_id, 'import', f.id, s.name, p.name, f.made_at::date, null::bigint,
  jsonb_build_object('steps', jsonb_build_array('upload', 'confirm'))
from imports f
join people p on p.id = f.maker_id
join files s on s.authority_id = f.authority_id and s.id = f.file_id
where {whose} and f.confirmed_by = f.maker_id
"""

_HELD, _BANK = Account.DEPOSITS_HELD, Account.DEPOSIT_BANK
_INTO: Final = ", ".join(
    f"'{reason}'"
    for reason in (Reason.DEPOSIT_OPENING, Reason.DEPOSIT_RECEIVED, Reason.DEPOSIT_MOVED_IN)
)
#: What the papers of the leases that run ask for and what came in for them; what the books owe,
#: what they say is in the deposit account, and what the bank said last that there was.
_DEPOSITS_AGAINST_BANK: Final = f"""
select p.id, p.id, 'project', p.id, p.code, p.name, said.on_date,
  kept.taken_fen - coalesce(asked.deposit_fen, 0),
  jsonb_build_object('leases_fen', coalesce(asked.deposit_fen, 0), 'taken_fen', kept.taken_fen,
    'owed_fen', kept.owed_fen, 'bank_fen', kept.bank_fen, 'said_fen', said.balance_fen)
from projects p
left join lateral (
  select sum(l.deposit_fen)::bigint as deposit_fen, array_agg(l.id) as lease_ids from leases l
  where l.authority_id = p.authority_id and l.project_id = p.id
    and l.state not in ('terminated', 'void', 'draft', 'explained', 'pending_sign', 'signed')
) asked on true
left join lateral (
  select b.on_date, b.balance_fen from deposit_bank_balances b
  where b.authority_id = p.authority_id and b.project_id = p.id
  order by b.on_date desc, b.id desc limit 1
) said on true
cross join lateral (
  select
    coalesce(sum(m.held_fen), 0)::bigint as owed_fen,
    coalesce(sum(m.held_fen) filter (
      where m.reason in ({_INTO}) and m.lease_id = any(asked.lease_ids)), 0)::bigint as taken_fen,
    coalesce(sum(m.bank_fen), 0)::bigint as bank_fen,
    coalesce(sum(m.bank_fen) filter (where m.on_date <= said.on_date), 0)::bigint as bank_then_fen
  from (
    select t.reason, t.lease_id, t.on_date,
      case '{_HELD}' when t.credit then t.amount_fen when t.debit then -t.amount_fen else 0 end
        as held_fen,
      case '{_BANK}' when t.debit then t.amount_fen when t.credit then -t.amount_fen else 0 end
        as bank_fen
    from transfers t
    where t.authority_id = p.authority_id and t.project_id = p.id
      and (t.debit in ('{_BANK}', '{_HELD}') or t.credit in ('{_BANK}', '{_HELD}'))
  ) m
) kept
where {{whose}} and (kept.taken_fen <> coalesce(asked.deposit_fen, 0)
  or kept.bank_fen <> kept.owed_fen or kept.bank_then_fen <> said.balance_fen)
"""

#: Money that counted for a month and was taken back within three days of its end.
_REVERSED_NEAR_MONTH_END: Final = """
select r.id, r.project_id, 'payment', m.id, coalesce(m.receipt_no, m.serial_no), m.payer_name,
  r.on_date, m.amount_fen,
  jsonb_build_object('received_on', m.received_on, 'reason', r.reason, 'month', m.month)
from payment_reversals r
join payments m on m.authority_id = r.authority_id and m.id = r.payment_id
where {whose} and r.on_date between (m.month + interval '1 month')::date - 3
  and (m.month + interval '1 month')::date + 2
"""

TESTS: Final = (
    Test(AuditTest.RECEIVED_AGAINST_BANK, "p", _RECEIVED_AGAINST_BANK),
    Test(AuditTest.HELD_TOO_LONG, "r", _HELD_TOO_LONG),
    Test(AuditTest.SPENT_FROM_RENT_ACCOUNT, "s", _SPENT_FROM_RENT_ACCOUNT),
    Test(AuditTest.UNIT_DAYS_AGAINST_STOCK, "f", _UNIT_DAYS_AGAINST_STOCK),
    Test(AuditTest.MAKER_IS_CHECKER, "f", _MAKER_IS_CHECKER),
    Test(AuditTest.DEPOSITS_AGAINST_BANK, "p", _DEPOSITS_AGAINST_BANK, column="id"),
    Test(AuditTest.REVERSED_NEAR_MONTH_END, "r", _REVERSED_NEAR_MONTH_END),
)
