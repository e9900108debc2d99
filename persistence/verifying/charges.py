"""Charges, allocations, payments and vouchers against the transfers that they made."""

from collections.abc import Mapping
from typing import Final

from domain.ledger import POSTINGS, Reason
from persistence.rent.carrying import IS_MONTHLY, OPEN_FEN, carried
from persistence.reopened import CHARGES as REOPENED
from persistence.reopened import POSTED

_R: Final = Reason

#: What a reason does to a charge: to its sum, to what tenants paid, to what was written off.
_EFFECTS: Final[Mapping[Reason, tuple[int, int, int]]] = {
    _R.CHARGED: (1, 0, 0),
    _R.INCREASED: (1, 0, 0),
    _R.REDUCED: (-1, 0, 0),
    _R.REDUCED_AFTER_ADVANCE: (-1, 0, 0),
    _R.REDUCED_AFTER_PAYMENT: (-1, -1, 0),
    _R.RECEIVED_FOR_TREASURY: (0, 1, 0),
    _R.RECEIVED_FOR_OPERATOR: (0, 1, 0),
    _R.ALLOCATED_TO_TREASURY: (0, 1, 0),
    _R.ALLOCATED_TO_OPERATOR: (0, 1, 0),
    _R.DEPOSIT_TO_TREASURY: (0, 1, 0),
    _R.DEPOSIT_TO_OPERATOR: (0, 1, 0),
    _R.WRITTEN_OFF: (0, 0, 1),
    _R.WRITTEN_OFF_BY_OPERATOR: (0, 0, 1),
    _R.WRITTEN_OFF_BY_TREASURY: (0, 0, 1),
}

_EFFECT_ROWS: Final = ", ".join(
    f"('{reason}', '{POSTINGS[reason][0].debit}', '{POSTINGS[reason][0].credit}',"
    f" {due}, {paid}, {off})"
    for reason, (due, paid, off) in _EFFECTS.items()
)

#: Per charge, every part of its split as the transfers have it; a mirror counts against.
_BY_CHARGE: Final = f"""
    select t.charge_id,
      sum(e.due * sign * t.amount_fen) as due,
      sum(e.paid * sign * t.amount_fen) as paid,
      sum(e.off * sign * t.amount_fen) as off,
      sum(case when t.debit = 'A1' then t.amount_fen when t.credit = 'A1' then -t.amount_fen
        else 0 end) as treasury,
      sum(case when t.debit = 'A2' then t.amount_fen when t.credit = 'A2' then -t.amount_fen
        else 0 end) as operator
    from transfers t
    cross join lateral (select case when t.reverses_id is null then 1 else -1 end as sign) s
    left join (values {_EFFECT_ROWS}) e (reason, debit, credit, due, paid, off)
      on e.reason = t.reason
      and ((sign = 1 and e.debit = t.debit and e.credit = t.credit)
        or (sign = -1 and e.debit = t.credit and e.credit = t.debit))
    where t.charge_id is not null
      and (cast(:project_id as uuid) is null or t.project_id = :project_id)
    group by t.charge_id"""

#: What is open of charges, which the first check compares with the transfers (ADR 20).
_OPEN: Final = f"""
    select c.id as charge_id, c.lease_id, c.due_on, c.month, {IS_MONTHLY} as is_monthly,
      {OPEN_FEN} as open_fen
    from charges c
    where {OPEN_FEN} > 0 and (cast(:project_id as uuid) is null or c.project_id = :project_id)"""

CHECKS: Final[Mapping[str, str]] = {
    "charge_split_differs_from_transfers": f"""
        select coalesce(c.id, x.charge_id) as subject, jsonb_build_object(
          'due_fen', c.amount_fen + c.adjusted_fen - c.reduced_fen, 'posted_due_fen', x.due,
          'paid_fen', c.paid_fen, 'posted_paid_fen', x.paid,
          'treasury_claim_fen', c.treasury_claim_fen, 'posted_treasury_fen', x.treasury,
          'operator_claim_fen', c.operator_claim_fen, 'posted_operator_fen', x.operator,
          'written_off_fen', c.written_off_fen, 'posted_written_off_fen', x.off) as facts
        from (select * from charges
          where cast(:project_id as uuid) is null or project_id = :project_id) c
        full join ({_BY_CHARGE}) x on x.charge_id = c.id
        where c.id is null
          or c.amount_fen + c.adjusted_fen - c.reduced_fen <> coalesce(x.due, 0)
          or c.paid_fen <> coalesce(x.paid, 0) or c.written_off_fen <> coalesce(x.off, 0)
          or c.treasury_claim_fen <> coalesce(x.treasury, 0)
          or c.operator_claim_fen <> coalesce(x.operator, 0)""",
    "arrears_not_carried": f"""
        select c.id as subject, jsonb_build_object('arrears_fen', c.arrears_fen,
          'carried_fen', n.arrears_fen, 'months', c.arrears_months, 'carried_months',
          n.arrears_months) as facts
        from charges c left join ({carried(f"({_OPEN})")}) n on n.charge_id = c.id
        where (cast(:project_id as uuid) is null or c.project_id = :project_id)
          and (c.arrears_fen <> coalesce(n.arrears_fen, 0)
            or c.arrears_months <> coalesce(n.arrears_months, 0))""",
    "charge_does_not_add_up": """
        select id as subject, '{}'::jsonb as facts from charges
        where (cast(:project_id as uuid) is null or project_id = :project_id)
          and (amount_fen + adjusted_fen <> paid_fen + treasury_claim_fen + operator_claim_fen
            + reduced_fen + written_off_fen
          or least(paid_fen, treasury_claim_fen, operator_claim_fen, reduced_fen,
            written_off_fen) < 0)""",
    "charge_in_another_project": """
        select t.id as subject, jsonb_build_object('charge_id', c.id) as facts
        from transfers t join charges c
          on c.authority_id = t.authority_id and c.id = t.charge_id
        where t.project_id <> c.project_id
          and (cast(:project_id as uuid) is null or t.project_id = :project_id)""",
    "charged_twice_for_a_day": """
        select b.id as subject, jsonb_build_object('earlier', a.id) as facts
        from charges a join charges b on b.authority_id = a.authority_id
          and b.lease_id = a.lease_id and b.kind = a.kind and b.line = 1 and a.line = 1
          and a.id < b.id
          and a.from_on < b.until_on and b.from_on < a.until_on
        where cast(:project_id as uuid) is null or b.project_id = :project_id""",
    "allocations_differ_from_postings": """
        select coalesce(a.charge_id, t.charge_id) as subject,
          jsonb_build_object('allocated_fen', a.fen, 'posted_fen', t.fen) as facts
        from (select l.charge_id, l.claim, sum(l.amount_fen) as fen
          from allocations l join charges c
            on c.authority_id = l.authority_id and c.id = l.charge_id
          where cast(:project_id as uuid) is null or c.project_id = :project_id
          group by l.charge_id, l.claim) a
        full join (
          select charge_id,
            case when right(reason, 8) = 'treasury' then 'treasury'
              when right(reason, 8) = 'operator' or operator_id is not null then 'operator'
              else 'treasury' end as claim,
            sum(case when credit in ('A1', 'A2') then amount_fen
              when debit in ('A1', 'A2') then -amount_fen
              when reason = 'reduced_after_payment' and credit = 'L2' then -amount_fen
              when reason = 'reduced_after_payment' and debit = 'L2' then amount_fen
              else 0 end) as fen
          from transfers
          where (reason in ('received_for_treasury', 'received_for_operator',
              'reduced_after_payment')
            or (reason in ('allocated_to_treasury', 'allocated_to_operator',
                'deposit_to_treasury', 'deposit_to_operator')
              and ('A1' in (debit, credit) or 'A2' in (debit, credit))))
            and (cast(:project_id as uuid) is null or project_id = :project_id)
          group by 1, 2) t on t.charge_id = a.charge_id and t.claim = a.claim
        where coalesce(a.fen, 0) <> coalesce(t.fen, 0)""",
    "allocated_above_the_charge": """
        select c.id as subject, jsonb_build_object('allocated_fen', sum(a.amount_fen)) as facts
        from allocations a join charges c
          on c.authority_id = a.authority_id and c.id = a.charge_id
        where cast(:project_id as uuid) is null or c.project_id = :project_id
        group by c.id, c.amount_fen, c.adjusted_fen
        having sum(a.amount_fen) > c.amount_fen + greatest(c.adjusted_fen, 0)""",
    "voucher_differs_from_its_lines": """
        select v.id as subject, jsonb_build_object('amount_fen', v.amount_fen,
          'lines_fen', coalesce(sum(l.amount_fen), 0)) as facts
        from vouchers v left join voucher_lines l
          on l.authority_id = v.authority_id and l.voucher_id = v.id
        where cast(:project_id as uuid) is null or v.project_id = :project_id
        group by v.id, v.amount_fen, v.excluded_fen
        having v.amount_fen <> coalesce(sum(l.amount_fen), 0)
          or v.excluded_fen <> coalesce(sum(l.excluded_fen), 0)""",
    "shortfall_left_open": f"""
        select r.charge_id as subject, jsonb_build_object('month', r.month,
          'open_fen', least(r.fen, posted.fen - r.excluded_fen)) as facts
        from ({REOPENED} and (cast(:project_id as uuid) is null or c.project_id = :project_id)) r
        cross join lateral ({POSTED.replace(":through", "r.closed_through")}) posted
        where r.closed_through is not null and posted.fen > r.excluded_fen""",
    "operator_claim_not_covered": """
        select t.charge_id as subject, jsonb_build_object('claim_fen', sum(t.claim),
          'covered_fen', sum(t.covered), 'handed_over_fen', sum(t.handed_over)) as facts
        from (select charge_id,
            case when debit = 'A2' then amount_fen when credit = 'A2' then -amount_fen
              else 0 end as claim,
            case when credit = 'O1' then amount_fen when debit = 'O1' then -amount_fen
              else 0 end as covered,
            case when reason in ('recovered_kept', 'recovered_refunded') and debit = 'O1'
              then amount_fen when reason = 'topped_up_by_operator' then -amount_fen
              else 0 end as handed_over
          from transfers
          where charge_id is not null and (debit in ('A2', 'O1') or credit in ('A2', 'O1'))
            and (cast(:project_id as uuid) is null or project_id = :project_id)) t
        group by t.charge_id
        having sum(t.claim) - sum(t.covered) > greatest(sum(t.handed_over), 0)""",
    "voucher_differs_from_transfers": """
        select v.id as subject, jsonb_build_object('amount_fen', v.amount_fen,
          'posted_fen', coalesce(t.fen, 0)) as facts
        from vouchers v left join (
          select document_id, sum(amount_fen) as fen from transfers
          where credit = 'O1' and reason in ('advanced', 'over_advanced')
            and (cast(:project_id as uuid) is null or project_id = :project_id)
          group by document_id) t on t.document_id = v.id
        where (cast(:project_id as uuid) is null or v.project_id = :project_id)
          and coalesce(t.fen, 0) <> case when v.state in ('f_confirmed', 'recovering',
            'recovered', 'uncollectible') then v.amount_fen else 0 end""",
}
