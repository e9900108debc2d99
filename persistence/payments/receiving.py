"""How money received is booked: one statement, for one payment or a bank's hundred thousand.

A payment is stored with what is left of it once it has settled its household's oldest debts
(`persistence.rent.settling`), and its transfers name it as their document.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import BindParameter, Date, TextClause, Uuid, bindparam, text

from domain.allocation import RECEIPT, Claim
from domain.ledger import POSTINGS, Reason
from persistence.ids import EACH_ID
from persistence.rent.settling import settling

#: What is posted for the part of a payment that settles a claim; under None, for what is left.
_REASONS: Final[Mapping[Claim | None, Reason]] = {**RECEIPT, None: Reason.RECEIVED_UNALLOCATED}


def receiving(
    given: str,
    told: str,
    *bound: BindParameter[Any],
    post_as: Mapping[Claim | None, Reason] = _REASONS,
    only: Claim | None = None,
) -> TextClause:
    """The statement that books what `given` yields, and ends with the query `told`.

    `given (authority_id, id, lease_id, channel, serial_no, receipt_no, payer_name,
    payer_account_mask, remark, received_on, month, amount, state, matched_by, suggestions)` is
    money as it came; without a lease it lies in suspense. `told` may read it as `rests`, which
    has `rest` besides, what is `allocated`, and the debts that were `owed`. Values: `project`, its
    `maker`, and `on`, the day whose service contract says whose claims come first. `post_as` says
    what is posted; `only` one claim is served where the money was shared out already.
    """
    postings = ", ".join(
        f"('{claim or ''}', '{reason}', '{posting.debit}', '{posting.credit}')"
        for claim, reason in post_as.items()
        for posting in POSTINGS[reason]
    )
    return text(
        f"""
with {given}, money as (
  select authority_id, id as payment_id, lease_id, month, received_on as on_date, amount,
    sum(amount) over (partition by lease_id order by received_on, id) as upto
  from given where lease_id is not null
), {settling(only)}, rests as (
  select g.*, g.amount - coalesce(u.amount, 0) as rest
  from given g left join used u on u.payment_id = g.id
), received as (
  insert into payments (authority_id, id, project_id, lease_id, channel, serial_no, receipt_no,
    payer_name, payer_account_mask, remark, received_on, month, amount_fen, unallocated_fen, state,
    matched_by, suggestions, maker_id)
  select authority_id, id, :project, lease_id, channel, serial_no, receipt_no, payer_name,
    payer_account_mask, remark, received_on, month, amount, rest, state, matched_by, suggestions,
    :maker
  from rests
), posted as (
  insert into transfers (authority_id, id, debit, credit, amount_fen, reason, lease_id, charge_id,
    operator_id, on_date, month, project_id, document_type, document_id, maker_id)
  select m.authority_id, {EACH_ID}, w.debit, w.credit, m.amount, w.reason, m.lease_id, m.charge_id,
    m.operator_id, m.on_date, m.month, :project, 'payment', m.payment_id, :maker
  from (
    select authority_id, payment_id, claim, amount, lease_id, charge_id, operator_id, on_date, month
    from parts
    union all
    select authority_id, id, '', rest, lease_id, null, null, received_on, month
    from rests where rest > 0) m
  join (values {postings}) w(claim, reason, debit, credit) on w.claim = m.claim
)
{told}"""
    ).bindparams(
        bindparam("project", type_=Uuid()),
        bindparam("maker", type_=Uuid()),
        bindparam("on", type_=Date()),
        *bound,
    )
