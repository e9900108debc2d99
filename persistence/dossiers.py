"""What is on file of leases: one question for one household or for a whole city."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.dossiers import DossierItem, LeaseFile
from domain.leases import AHEAD, LeaseState
from domain.ledger import Account, Reason
from persistence.scoped import reach_values, reaches

_INTO: Final = ", ".join(
    f"'{one}'" for one in (Reason.DEPOSIT_OPENING, Reason.DEPOSIT_RECEIVED, Reason.DEPOSIT_MOVED_IN)
)
_UNSIGNED: Final = ", ".join(
    f"'{one}'" for one in sorted({*AHEAD, LeaseState.VOID} - {LeaseState.SIGNED})
)
_HELD: Final = f"""
coalesce((select sum(case when t.credit = '{Account.DEPOSITS_HELD}' then t.amount_fen
    else -t.amount_fen end) from transfers t
  where t.authority_id = l.authority_id and t.lease_id = l.id and t.reason in ({_INTO})
    and '{Account.DEPOSITS_HELD}' in (t.credit, t.debit)), 0)
"""
#: Each in the order of `DossierItem`.
_HAS: Final = f"""
l.record_id is not null,
not exists (select from members m where m.authority_id = l.authority_id
  and m.household_id = l.household_id and m.left_on is null and m.national_id_index is null),
exists (select from lease_explanations x
  where x.authority_id = l.authority_id and x.lease_id = l.id),
(select count(distinct s.side) from lease_signatures s
  where s.authority_id = l.authority_id and s.lease_id = l.id) = 2
  or exists (select from attachments a where a.authority_id = l.authority_id
    and a.subject_type = 'lease' and a.subject_id = l.id and l.import_id is not null),
exists (select from lease_filings f where f.authority_id = l.authority_id
  and f.lease_id = l.id and f.state = 'confirmed'),
l.deposit_fen = 0 or {_HELD} >= l.deposit_fen
  or exists (select from check_ins c where c.authority_id = l.authority_id
    and c.lease_id = l.id and c.deposit_waived),
exists (select from handovers h where h.authority_id = l.authority_id
  and h.lease_id = l.id and h.kind = 'check_in' and h.state = 'complete'),
exists (select from check_ins c where c.authority_id = l.authority_id
  and c.lease_id = l.id and c.state = 'registered'),
exists (select from renewals r where r.authority_id = l.authority_id and r.lease_id = l.id
  and r.decided_on > :a_year_ago),
exists (select from handovers h where h.authority_id = l.authority_id
  and h.lease_id = l.id and h.kind = 'check_out' and h.state = 'complete'),
exists (select from exit_cases e join final_bills b
    on b.authority_id = e.authority_id and b.case_id = e.id
  where e.authority_id = l.authority_id and e.lease_id = l.id and b.state = 'confirmed')
"""
_FILES: Final = f"""
select l.id, l.project_id, l.household_id, l.contract_no, u.code, l.state, l.charged_from,
  l.renewed_from is not null or l.exchanged_from is not null,
  exists (select from leases n where n.authority_id = l.authority_id
    and l.id in (n.renewed_from, n.exchanged_from) and n.state <> 'void'),
  (select min(f.due_on) from lease_filings f
    where f.authority_id = l.authority_id and f.lease_id = l.id),
  {_HAS}
from leases l
join units u on u.authority_id = l.authority_id and u.id = l.unit_id
where {{whose}} and l.state not in ({_UNSIGNED})
  and (cast(:household as uuid) is null or l.household_id = :household)
  and (cast(:unit as uuid) is null or l.unit_id = :unit)
order by l.starts_on desc, l.id
"""
_FACTS: Final = 10


@dataclass(frozen=True, slots=True)
class Filed:
    """A lease, and what is on file of it."""

    lease_id: UUID
    project_id: UUID
    household_id: UUID
    contract_no: str
    unit_code: str
    file: LeaseFile


async def files(
    session: AsyncSession,
    scope: Scope,
    *,
    a_year_ago: date,
    project_id: UUID | None = None,
    household_id: UUID | None = None,
    unit_id: UUID | None = None,
) -> list[Filed]:
    """Of every signed lease within reach, the latest first."""
    whose = reaches(scope, "l", project_id=project_id)
    if scope.household_id is not None:
        whose = f"{whose} and l.household_id = :own"
    values = {
        **reach_values(scope, project_id),
        "household": household_id,
        "unit": unit_id,
        "a_year_ago": a_year_ago,
    }
    if scope.household_id is not None:
        values["own"] = scope.household_id
    found = await session.execute(text(_FILES.format(whose=whose)), values)
    return [_filed(row) for row in found]


def _filed(row: Sequence[Any]) -> Filed:
    has = frozenset(
        item for item, is_there in zip(DossierItem, row[_FACTS:], strict=True) if is_there
    )
    lease_id, project_id, household_id, contract_no, unit_code = row[:5]
    file = LeaseFile(LeaseState(row[5]), row[6], has, row[7], row[8], row[9])
    return Filed(lease_id, project_id, household_id, contract_no, unit_code, file)


_PAPERS: Final = """
select f.id, f.name, f.media_type, f.size, f.sha256, a.made_at, a.subject_type
from attachments a join files f on f.authority_id = a.authority_id and f.id = a.file_id
where a.subject_id = any(:subjects)
order by a.made_at, f.id
"""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of the dossier."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    at: Any
    subject_type: str


async def papers(session: AsyncSession, subjects: Sequence[UUID]) -> list[Paper]:
    """Every file that belongs to one of these records; each once."""
    found = await session.execute(text(_PAPERS), {"subjects": list(subjects)})
    told = {row[0]: Paper(*row) for row in found}
    return list(told.values())


_OF_LEASES: Final = """
select id from leases where id = any(:leases)
union select id from handovers where lease_id = any(:leases)
union select id from check_ins where lease_id = any(:leases)
union select id from lease_filings where lease_id = any(:leases)
union select id from exit_cases where lease_id = any(:leases)
union select id from renewals where lease_id = any(:leases)
"""


async def subjects(session: AsyncSession, lease_ids: Sequence[UUID]) -> list[UUID]:
    """The records of these leases to which papers belong."""
    return list(await session.scalars(text(_OF_LEASES), {"leases": list(lease_ids)}))
