"""Rent against its rule, leases past their end, people in two homes, long arrears and vacancy."""

from typing import Final

from domain.audits import AuditTest
from domain.leases import OCCUPIED
from domain.vacancies import VACANT
from persistence.audits.source import Test

_OCCUPIED: Final = ", ".join(f"'{state}'" for state in sorted(OCCUPIED))
_VACANT: Final = ", ".join(f"'{state}'" for state in sorted(VACANT))

#: What the household pays is not what the rule gave for home, tier and size.
_RENT_AGAINST_RULE: Final = f"""
select l.id, l.project_id, 'lease', l.id, l.contract_no, h.tenant_name, l.starts_on,
  l.monthly_rent_fen - l.rule_rent_fen,
  jsonb_build_object('monthly_rent_fen', l.monthly_rent_fen, 'rule_rent_fen', l.rule_rent_fen,
    'unit_code', u.code, 'tier', l.tier)
from leases l
join households h on h.authority_id = l.authority_id and h.id = l.household_id
join units u on u.authority_id = l.authority_id and u.id = l.unit_id
where {{whose}} and l.state in ({_OCCUPIED}) and l.rule_rent_fen <> l.monthly_rent_fen
"""

#: Somebody lives there under a lease whose last day has passed, and no renewal is under way.
_LEASE_PAST_ITS_END: Final = """
select l.id, l.project_id, 'lease', l.id, l.contract_no, h.tenant_name, l.ends_on,
  l.monthly_rent_fen,
  jsonb_build_object('state', l.state, 'days', :today - l.ends_on)
from leases l
join households h on h.authority_id = l.authority_id and h.id = l.household_id
where {whose} and l.state in ('active', 'expiring') and l.ends_on < :today
"""

#: The same number under two leases that run; the number itself stays masked.
_PERSON_IN_TWO_HOMES: Final = f"""
select m.id, l.project_id, 'lease', l.id, l.contract_no, h.tenant_name, l.starts_on, null::bigint,
  jsonb_build_object('person', m.name, 'relation', m.relation, 'unit_code', u.code,
    'national_id_mask', m.national_id_mask, 'leases', twice.leases)
from (
  select m.authority_id, m.national_id_index, count(distinct l.id) as leases
  from members m
  join leases l on l.authority_id = m.authority_id and l.household_id = m.household_id
  where m.national_id_index is not null and m.left_on is null and l.state in ({_OCCUPIED})
  group by m.authority_id, m.national_id_index
  having count(distinct l.id) > 1
) twice
join members m on m.authority_id = twice.authority_id
  and m.national_id_index = twice.national_id_index and m.left_on is null
join leases l on l.authority_id = m.authority_id and l.household_id = m.household_id
  and l.state in ({_OCCUPIED})
join households h on h.authority_id = l.authority_id and h.id = l.household_id
join units u on u.authority_id = l.authority_id and u.id = l.unit_id
where {{whose}}
"""

_VACANT_TOO_LONG: Final = f"""
select u.id, u.project_id, 'unit', u.id, u.code, null::text, u.vacant_since, null::bigint,
  jsonb_build_object('state', u.state, 'days', :today - u.vacant_since)
from units u
where {{whose}} and u.state in ({_VACANT})
  and u.kind = 'dwelling' and u.voided_at is null
  and u.vacant_since <= :vacant_before
"""

#: As many months in sum as the owner may sue for; the operator shows what it has done.
_ARREARS_OF_EVICTION: Final = """
select l.id, l.project_id, 'lease', l.id, l.contract_no, h.tenant_name, owed.since_on,
  owed.overdue_fen, jsonb_build_object('months_owed', owed.months, 'state', l.state)
from (
  select c.authority_id, c.lease_id, min(c.due_on) as since_on,
    sum(c.treasury_claim_fen + c.operator_claim_fen)::bigint as overdue_fen,
    count(distinct c.month) filter (where c.kind in ('rent', 'holdover')) as months
  from charges c
  where c.treasury_claim_fen + c.operator_claim_fen > 0 and c.due_on < :today
  group by c.authority_id, c.lease_id
) owed
join leases l on l.authority_id = owed.authority_id and l.id = owed.lease_id
join households h on h.authority_id = l.authority_id and h.id = l.household_id
where {whose} and owed.months >= :evict_months
"""

TESTS: Final = (
    Test(AuditTest.RENT_AGAINST_RULE, "l", _RENT_AGAINST_RULE),
    Test(AuditTest.LEASE_PAST_ITS_END, "l", _LEASE_PAST_ITS_END),
    Test(AuditTest.PERSON_IN_TWO_HOMES, "l", _PERSON_IN_TWO_HOMES),
    Test(AuditTest.VACANT_TOO_LONG, "u", _VACANT_TOO_LONG),
    Test(AuditTest.ARREARS_OF_EVICTION, "l", _ARREARS_OF_EVICTION),
)
