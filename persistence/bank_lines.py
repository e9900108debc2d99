"""The lines of a bank statement booked at once, and the leases that their money may be for."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, time
from typing import Any, Final
from uuid import UUID

from sqlalchemy import case, func, literal_column, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.leases import LeaseState
from domain.matching import StockLease
from persistence import lease_terms
from persistence.bulk import make_room
from persistence.ids import EACH_ID
from persistence.payments import IS_OPEN
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import BuildingRow, ProjectRow, UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.rent import ChargeRow


@dataclass(frozen=True, slots=True)
class Columns:
    """The lines of a statement column by column, as the server takes them. Amounts in fen.

    `suggestions`: by line, as JSON, the leases that money in suspense may be for.
    """

    line: list[int] = field(default_factory=list[int])
    serial_no: list[str] = field(default_factory=list[str])
    booked_on: list[date] = field(default_factory=list[date])
    booked_time: list[time | None] = field(default_factory=list[time | None])
    income_fen: list[int] = field(default_factory=list[int])
    expense_fen: list[int] = field(default_factory=list[int])
    payer_name: list[str] = field(default_factory=list[str])
    payer_account_mask: list[str] = field(default_factory=list[str])
    remark: list[str] = field(default_factory=list[str])
    outcome: list[str] = field(default_factory=list[str])
    matched_by: list[str | None] = field(default_factory=list[str | None])
    lease_id: list[UUID | None] = field(default_factory=list[UUID | None])
    suggestions: dict[int, str] = field(default_factory=dict[int, str])

    @property
    def leases(self) -> list[UUID]:
        """The leases that money was matched to, each once."""
        return sorted({lease for lease in self.lease_id if lease is not None})


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of the lines with one outcome."""

    lines: int
    income_fen: int
    expense_fen: int
    first_lines: list[int]


_GIVEN: Final = tuple(one.name for one in fields(Columns) if one.name != "suggestions")
#: A serial number seen before is the same movement unless the money differs; then nothing is
#: booked, and the line says so. New money gets its payment's id here.
_ADD: Final = text(f"""
with given as (
  select * from unnest(
    cast(:line as int[]), cast(:serial_no as text[]), cast(:booked_on as date[]),
    cast(:booked_time as time[]), cast(:income_fen as bigint[]), cast(:expense_fen as bigint[]),
    cast(:payer_name as text[]), cast(:payer_account_mask as text[]), cast(:remark as text[]),
    cast(:outcome as text[]), cast(:matched_by as text[]), cast(:lease_id as uuid[]))
  as line (line, serial_no, booked_on, booked_time, income_fen, expense_fen, payer_name,
           payer_account_mask, remark, outcome, matched_by, lease_id)
), known as (
  select serial_no, id, amount_fen from payments
  where channel = 'bank' and serial_no = any(cast(:serial_no as text[]))
), fresh as (
  select serial_no, {EACH_ID} as id
  from (
    select g.serial_no from given g left join known k on k.serial_no = g.serial_no
    where g.outcome in ('matched', 'suspense') and k.id is null order by g.line) in_order
), lined as (
  insert into bank_lines (authority_id, id, statement_id, line, serial_no, booked_on, booked_time,
    income_fen, expense_fen, payer_name, payer_account_mask, remark, outcome, matched_by, lease_id,
    payment_id)
  select s.authority_id, {EACH_ID}, s.id, g.line, g.serial_no, g.booked_on, g.booked_time,
    g.income_fen, g.expense_fen, g.payer_name, g.payer_account_mask, g.remark,
    case when g.outcome not in ('matched', 'suspense') or k.id is null then g.outcome
      when k.amount_fen <> g.income_fen then 'conflict' else 'duplicate' end,
    g.matched_by, g.lease_id, coalesce(f.id, k.id)
  from given g
  join bank_statements s on s.id = :statement_id
  left join fresh f on f.serial_no = g.serial_no
  left join known k on k.serial_no = g.serial_no
  returning outcome, line, income_fen, expense_fen
)
select outcome, count(*), sum(income_fen)::bigint, sum(expense_fen)::bigint,
  (array_agg(line order by line))[1:100]
from lined group by outcome
""")


#: Nobody stands at a counter, so locks may be waited for. The planner cannot know how many lines
#: an array brings, and nested loops over a hundred thousand would take hours: without them the
#: time grows with the lines and no faster. (Forcing plans for the arrays at hand would plan every
#: look-up of a foreign key anew.)
_FOR_MANY_LINES: Final = text(
    "select set_config('lock_timeout', '60s', true), set_config('enable_nestloop', 'off', true)"
)
#: An authority's statements are booked one after another: each knows the serial numbers before it.
_ONE_AT_A_TIME: Final = text(
    "select pg_advisory_xact_lock(hashtextextended(current_authority()::text, 12))"
)


async def prepare(session: AsyncSession) -> None:
    """Make this transaction fit for a whole statement: patient, roomy, and joining by hash."""
    await session.execute(_FOR_MANY_LINES)
    await make_room(session)


async def add_lines(
    session: AsyncSession, statement_id: UUID, columns: Columns
) -> dict[str, Stored]:
    """Store all lines, once no other statement is being booked. Gives them by outcome.

    Income under a known serial number is a duplicate, or a conflict if the amount differs. Money
    is booked by `payments.receive_lines`, in the same transaction.
    """
    await session.execute(_ONE_AT_A_TIME)
    found = await session.execute(
        _ADD, {**{name: getattr(columns, name) for name in _GIVEN}, "statement_id": statement_id}
    )
    return {outcome: Stored(*stored) for outcome, *stored in found}


async def stock(session: AsyncSession, project_id: UUID, on: date) -> list[StockLease]:
    """Every lease of the project that money may be for, with its rent of that day and its debt.

    The columns are in the order of `StockLease`.
    """
    now = lease_terms.in_force(project_id, on)
    owed = (
        select(ChargeRow.lease_id, func.max(ChargeRow.arrears_fen).label("fen"))
        .where(ChargeRow.project_id == project_id, IS_OPEN)
        .group_by(ChargeRow.lease_id)
        .subquery()
    )
    has_ended = LeaseRow.state == LeaseState.TERMINATED
    found = await session.execute(
        select(
            LeaseRow.id,
            UnitRow.code,
            LeaseRow.contract_no,
            ProjectRow.name.label("project"),
            BuildingRow.name.label("building"),
            UnitRow.entrance,
            UnitRow.room,
            HouseholdRow.tenant_name,
            func.coalesce(now.c.monthly_rent_fen, LeaseRow.monthly_rent_fen).label(
                "monthly_rent_fen"
            ),
            func.coalesce(owed.c.fen, literal_column("0")).label("owed_fen"),
            func.least(LeaseRow.starts_on, LeaseRow.charged_from).label("starts_on"),
            case((has_ended, func.coalesce(LeaseRow.vacated_on, LeaseRow.ends_on))).label(
                "ended_on"
            ),
        )
        .join(ProjectRow, ProjectRow.id == LeaseRow.project_id)
        .join(UnitRow, UnitRow.id == LeaseRow.unit_id)
        .join(BuildingRow, BuildingRow.id == UnitRow.building_id)
        .join(HouseholdRow, HouseholdRow.id == LeaseRow.household_id)
        .outerjoin(owed, owed.c.lease_id == LeaseRow.id)
        .outerjoin(now, now.c.lease_id == LeaseRow.id)
        .where(
            LeaseRow.project_id == project_id,
            LeaseRow.state.not_in((LeaseState.VOID, LeaseState.DRAFT)),
        )
    )
    rows: Iterable[Any] = found
    return [StockLease(*row[:3], (row[3],), *row[4:]) for row in rows]
