"""The billing statement: a project's month in one set-based statement.

`domain.charging.verdict` is its specification; tests/persistence/test_charging_statement.py holds
the one to the other. Charges, their transfers and every lease's outcome are written together.
A new charge carries the arrears of older ones; where a later month was charged before, that one
is put right after it. Rows go in by lease, as most of their indexes have them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Date, Integer, Text, Uuid, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import TypeEngine

from domain.calendar import Month
from domain.charging import NOT_CHARGED, REFUSALS, RUNS_ON, UNLET, Terms, Why
from domain.lease_terms import TermsState
from domain.leases import LeaseState
from domain.ledger import POSTINGS, Reason
from domain.money import MAX_FEN, Money
from domain.proration import Basis
from persistence.books import Book
from persistence.bulk import make_room
from persistence.ids import EACH_ID
from persistence.rent import carrying
from persistence.rent.carrying import IS_MONTHLY, OPEN_FEN

#: domain.proration: parts of the month's rent as whole numbers, over the given whole.
_PARTS: Final[dict[Basis, tuple[str, int | None]]] = {
    Basis.ACTUAL_DAYS: ("days", None),
    Basis.FIXED_30: ("days", 30),
    Basis.YEAR_365: ("12 * days", 365),
    Basis.HALF_MONTH: ("(from_on < :first + 15)::int + (until_on > :first + 15)::int", 2),
    Basis.FULL_MONTH: ("1", 1),
}


def _words(words: Any) -> str:
    return ", ".join(f"'{word.value}'" for word in sorted(words))


def _not_charged() -> str:
    reasons: dict[Why, list[LeaseState]] = {}
    for state, why in NOT_CHARGED.items():
        reasons.setdefault(why, []).append(state)
    return "\n".join(
        f"when l.state in ({_words(states)}) then '{why}'" for why, states in reasons.items()
    )


#: Only words of our own enumerations are put into the text; everything else is bound.
_STATEMENT: Final = f"""
with changes as (
  select lease_id, valid_from, rent,
    lead(valid_from) over (partition by lease_id order by valid_from) as until_on
  from (
    select distinct on (t.lease_id, t.valid_from) t.lease_id, t.valid_from,
      t.monthly_rent_fen as rent
    from leases l
    join lease_terms t on t.authority_id = l.authority_id and t.lease_id = l.id
    where l.project_id = :project and t.state = '{TermsState.APPROVED}' and t.valid_from < :after
    order by t.lease_id, t.valid_from, t.id desc) latest
), facts as (
  select l.authority_id, l.id as lease_id, l.unit_id, l.household_id,
    coalesce(now.rent, l.monthly_rent_fen) as rent,
    greatest(l.charged_from, :first) as from_on,
    least(t.until_on, :after) as until_on,
    case
      when c.id is not null then '{Why.ALREADY_CHARGED}'
      {_not_charged()}
      when t.until_on < l.charged_from and l.charged_from >= :first
        then '{Why.ENDS_BEFORE_START}'
      when l.charged_from >= :after then '{Why.NOT_STARTED}'
      when t.until_on <= greatest(l.charged_from, :first) then
        case when l.vacated_on is not null then '{Why.VACATED}'
          when l.state = '{LeaseState.TERMINATED}' then '{Why.ENDED}'
          else '{Why.ENDED_NOT_VACATED}' end
      when l.state = '{LeaseState.TERMINATED}' and l.vacated_on is null
        then '{Why.RETURN_DATE_MISSING}'
      when u.state in ({_words(UNLET)}) then '{Why.UNIT_WITHDRAWN}'
      when l.monthly_rent_fen > {MAX_FEN} then '{Why.RENT_OUT_OF_RANGE}'
    end as why
  from leases l
  cross join lateral (select case
      when l.vacated_on is not null then l.vacated_on + :counted
      when l.state in ({_words(RUNS_ON)}) then null
      else l.ends_on + 1 end as until_on) t
  join units u on u.authority_id = l.authority_id and u.id = l.unit_id
  left join charges c on c.authority_id = l.authority_id and c.lease_id = l.id
    and c.month = :first and c.kind = 'rent' and c.line = 1
  left join changes now on now.lease_id = l.id
    and now.valid_from <= greatest(l.charged_from, :first)
    and coalesce(now.until_on > greatest(l.charged_from, :first), true)
  where l.project_id = :project
), counted as (
  select *, ({{parts}}) as of_month from (select *, until_on - from_on as days from facts) dated
), inside as (
  select f.lease_id, f.days, span.*,
    case when f.days = :month_days or f.of_month > :whole then 1 else f.of_month end as of_month,
    case when f.days = :month_days or f.of_month > :whole then 1 else :whole end as whole
  from (select distinct lease_id from changes where valid_from > :first) changed
  join counted f on f.lease_id = changed.lease_id and f.why is null
  cross join lateral (
    select f.rent, f.from_on, least(f.until_on, min(c.valid_from)) as until_on
    from changes c where c.lease_id = f.lease_id and c.valid_from > f.from_on
    union all
    select c.rent, c.valid_from, least(f.until_on, c.until_on)
    from changes c where c.lease_id = f.lease_id and c.valid_from > f.from_on
      and c.valid_from < f.until_on) span
), parted as (
  select lease_id, sum(amount)::bigint as amount,
    jsonb_agg(jsonb_build_object('rent_fen', rent, 'from_on', from_on, 'until_on', until_on,
      'amount_fen', amount) order by from_on) as parts
  from (
    select *, :unit * ((2 * rent * of_month * (until_on - from_on) + whole * days * :unit)
      / (2 * whole * days * :unit)) as amount
    from inside) each
  group by lease_id having count(*) > 1
), standing as (
  select c.lease_id, max(c.arrears_fen) as owed_fen, max(c.due_on) as newest_on,
    max(c.arrears_months) + (not bool_or(c.month = :first and {IS_MONTHLY}))::int as months
  from charges c where c.project_id = :project and {OPEN_FEN} > 0
  group by c.lease_id
), due as (
  select counted.*, parted.parts, owed_fen, newest_on, months,
    greatest(:due_on, from_on) as due_on,
    case when why is null then coalesce(parted.amount,
      case when days = :month_days then rent
      else least(rent, :unit * ((2 * rent * of_month + :whole * :unit) / (2 * :whole * :unit)))
      end) end as amount
  from counted left join parted on parted.lease_id = counted.lease_id
  left join standing on standing.lease_id = counted.lease_id
  order by counted.lease_id
), raised as (
  insert into charges (authority_id, id, project_id, lease_id, unit_id, household_id, run_id, month,
    from_on, until_on, due_on, amount_fen, treasury_claim_fen, arrears_fen, arrears_months, trace)
  select authority_id, {EACH_ID}, :project, lease_id, unit_id, household_id, :run, :first,
    from_on, until_on, due_on, amount, amount,
    case when amount > 0 then amount + coalesce(owed_fen, 0) else 0 end,
    case when amount > 0 then coalesce(months, 1) else 0 end,
    jsonb_build_object('rent_fen', rent, 'basis', :basis, 'days', days,
      'month_days', :month_days, 'from_on', from_on, 'until_on', until_on,
      'unit_fen', :unit, 'rule_id', :rule)
      || case when parts is null then '{{{{}}}}' else jsonb_build_object('parts', parts) end
  from due where why is null
  returning authority_id, id, lease_id, amount_fen
), posted as (
  insert into transfers (authority_id, id, debit, credit, amount_fen, reason, on_date, month,
    project_id, lease_id, charge_id, document_type, document_id, maker_id)
  select authority_id, {EACH_ID}, p.debit, p.credit, amount_fen, '{Reason.CHARGED}', :on_date,
    :first, :project, lease_id, id, 'billing_run', :run, :maker
  from raised cross join (values {{postings}}) p(debit, credit) where amount_fen > 0
), told as (
  insert into billing_outcomes (authority_id, id, run_id, lease_id, outcome, reason, amount_fen)
  select authority_id, {EACH_ID}, :run, lease_id, case when why is null then 'charged'
    when why in ({_words(REFUSALS)}) then 'refused' else 'skipped' end, why, amount
  from due
)
select count(*) filter (where why is null) as charged,
  count(*) filter (where why is not null and why not in ({_words(REFUSALS)})) as skipped,
  count(*) filter (where why in ({_words(REFUSALS)})) as refused,
  coalesce(sum(amount), 0)::bigint as billed,
  array_agg(lease_id) filter (where amount > 0 and newest_on >= due_on) as overtaken
from due
"""
_POSTINGS: Final = ", ".join(
    f"('{posting.debit}', '{posting.credit}')" for posting in POSTINGS[Reason.CHARGED]
)
_TYPES: Final[Mapping[str, TypeEngine[Any]]] = {
    **dict.fromkeys(("project", "run", "rule", "maker"), Uuid()),
    **dict.fromkeys(("first", "after", "due_on", "on_date"), Date()),
    **dict.fromkeys(("counted", "month_days", "unit", "whole"), Integer()),
    "basis": Text(),
}
_BOUND: Final = {
    basis: text(_STATEMENT.format(parts=parts, postings=_POSTINGS)).bindparams(
        *(bindparam(name, type_=kind) for name, kind in _TYPES.items())
    )
    for basis, (parts, _) in _PARTS.items()
}


@dataclass(frozen=True, slots=True)
class Raised:
    """What a run did: leases by outcome, and the sum of the charges."""

    charged: int
    skipped: int
    refused: int
    billed: Money


async def raise_charges(
    session: AsyncSession,
    book: Book,
    month: Month,
    terms: Terms,
    *,
    run_id: UUID,
    rule_id: UUID | None,
    on_date: date,
    maker_id: UUID,
) -> Raised:
    """Charge every lease of the book's project for `month`; a second run charges nobody twice.

    The book must be held alone. `rule_id`: where the terms come from. Raises PeriodClosed.
    """
    book.require_open(month)
    await make_room(session)
    facts: dict[str, Any] = {
        "project": book.project_id,
        "run": run_id,
        "rule": rule_id,
        "maker": maker_id,
        "on_date": on_date,
        "first": month.first,
        "after": month.next.first,
        "due_on": terms.due_on(month, month.first),
        "counted": int(terms.last_day_counted),
        "month_days": month.days,
        "unit": terms.unit_fen,
        "whole": _PARTS[terms.basis][1] or month.days,
        "basis": terms.basis.value,
    }
    found = await session.execute(_BOUND[terms.basis], facts)
    charged, skipped, refused, billed, overtaken = found.one()
    await carrying.restate(session, overtaken or ())
    return Raised(charged, skipped, refused, Money(billed))
