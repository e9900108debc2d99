"""How money settles debts, in SQL: the one text that payments and credit share.

`domain.allocation.allocate` is its specification; property tests hold the statements made of it
to the function. Payments and debts of a household are laid end to end on two lines; where a
payment's stretch and a debt's overlap, that much of the payment settles that much of the debt:
which is what paying them one after the other comes to.
"""

from typing import Final

from domain.allocation import Claim
from persistence.ids import EACH_ID
from persistence.rent.carrying import IS_MONTHLY, OPEN_FEN, carried

_T, _O = Claim.TREASURY, Claim.OPERATOR

#: A charge's two claims, with their rank and the column of `owed` that has them.
_CLAIMS: Final = {_T: f"('{_T}', 0, treasury)", _O: f"('{_O}', 1, operator)"}


def settling(only: Claim | None = None) -> str:
    """The common table expressions by which money settles what its leases owe.

    To follow a `money (authority_id, payment_id, lease_id, month, on_date, amount, upto)`, in
    which `upto` is the sum of the lease's amounts up to this one. Writes allocations and charges;
    gives `parts`, by payment, charge and claim, and `used`, by payment. `:project` and `:on` are
    the project and the day whose service contract says whether treasury's claims come first.
    `only` one claim is served where the caller has shared the money out already.
    """
    claims = ", ".join(_CLAIMS.values() if only is None else [_CLAIMS[only]])
    return f"""
terms as (
  select coalesce((
    select treasury_first from service_contracts
    where project_id = :project and signed_at is not null and starts_on <= :on and ends_on >= :on
    order by starts_on desc limit 1), false) as treasury_first
), owed as (
  select c.authority_id, c.id as charge_id, c.lease_id, c.operator_id, c.due_on, c.month, c.kind,
    {IS_MONTHLY} as is_monthly, c.treasury_claim_fen as treasury, c.operator_claim_fen as operator
  from (select distinct authority_id, lease_id from money) m
  join charges c on c.authority_id = m.authority_id and c.lease_id = m.lease_id
    and {OPEN_FEN} > 0
), debts as (
  select authority_id, charge_id, lease_id, operator_id, d.claim, d.amount,
    sum(d.amount) over (partition by lease_id
      order by case when (select treasury_first from terms) then d.rank end,
        due_on, charge_id, -d.rank) as upto
  from owed cross join lateral
    (values {claims}) d(claim, rank, amount)
  where d.amount > 0
), parts as (
  select p.authority_id, p.payment_id, p.month, p.on_date, d.charge_id, d.lease_id, d.claim,
    case when d.claim = '{_O}' then d.operator_id end as operator_id,
    (least(p.upto, d.upto) - greatest(p.upto - p.amount, d.upto - d.amount))::bigint as amount
  from money p join debts d on d.authority_id = p.authority_id and d.lease_id = p.lease_id
    and d.upto - d.amount < p.upto and p.upto - p.amount < d.upto
), used as (
  select payment_id, sum(amount)::bigint as amount from parts group by payment_id
), allocated as (
  insert into allocations (authority_id, id, payment_id, charge_id, lease_id, claim, amount_fen,
    month, on_date)
  select authority_id, {EACH_ID}, payment_id, charge_id, lease_id, claim, amount, month, on_date
  from parts
  returning id, payment_id, charge_id, claim, amount_fen, month, on_date
), paid as (
  select o.*, coalesce(p.treasury, 0) as from_treasury, coalesce(p.operator, 0) as from_operator,
    o.treasury + o.operator - coalesce(p.treasury + p.operator, 0) as open_fen
  from owed o left join (
    select charge_id, coalesce(sum(amount) filter (where claim = '{_T}'), 0)::bigint as treasury,
      coalesce(sum(amount) filter (where claim = '{_O}'), 0)::bigint as operator
    from parts group by charge_id) p on p.charge_id = o.charge_id
), settled as (
  update charges c set paid_fen = c.paid_fen + p.from_treasury + p.from_operator,
    treasury_claim_fen = c.treasury_claim_fen - p.from_treasury,
    operator_claim_fen = c.operator_claim_fen - p.from_operator,
    arrears_fen = n.arrears_fen, arrears_months = n.arrears_months
  from paid p join ({carried("paid")}) n on n.charge_id = p.charge_id
  where c.authority_id = p.authority_id and c.id = p.charge_id
    and (p.from_treasury + p.from_operator > 0 or c.arrears_fen <> n.arrears_fen
      or c.arrears_months <> n.arrears_months)
)"""
