"""租户台账 becomes households, members and leases; personal numbers are sealed on the way in."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from api.imports.kinds import KINDS, Checked, Kind, Warned
from api.imports.workbook import Grid
from api.leases.books import BOOK, Stock, TenantRow, check_against_stock, read_tenants, totals
from api.leases.forming import TENANT, sealed_member
from api.platform.operations import Work
from domain.access import Permission
from domain.charging import rule_rent
from domain.leases import LeaseState
from domain.ledger import Reason
from domain.money import Money
from domain.rent import RentRule
from persistence import books, imports
from persistence.ids import new_id
from persistence.imports import Import, KnownUnit
from persistence.rent import standards
from persistence.vault import Vault


async def check(work: Work, one: Import, grid: Grid) -> Checked:
    """Read the book against the stock; a rent that the rule does not give is a warning."""
    stock = await imports.stock(work.session, one.of_project)
    first = read_tenants(grid)
    used = await imports.contract_numbers(work.session, [row.contract_no for row in first.rows])
    let = {code for code, unit in stock.items() if unit.is_let}
    reading = check_against_stock(first, Stock(stock.keys(), let, used))
    sums = totals(reading.rows)
    told = {
        "leases": sums.leases,
        "people": sums.people,
        "monthly_rent_fen": sums.monthly_rent.fen,
    }
    rule = await _rule(work, one.of_project)
    return Checked(reading, told, _warnings(reading.rows, stock, rule))


def _warnings(
    rows: Sequence[TenantRow], stock: Mapping[str, KnownUnit], rule: RentRule | None
) -> list[Warned]:
    warned: list[Warned] = []
    for row in rows:
        given = _rule_rent(row, stock[row.unit_code], rule)
        if given != row.monthly_rent:
            facts = {"book_fen": row.monthly_rent.fen, "rule_fen": given.fen}
            warned.append(Warned(row.row, "月租金(元)", "rent_differs_from_rule", facts))
        if row.people is not None and row.people != 1 + len(row.members):
            facts = {"book": row.people, "listed": 1 + len(row.members)}
            warned.append(Warned(row.row, "家庭人口", "household_size_differs", facts))
    return warned


def _rule_rent(row: TenantRow, unit: KnownUnit, rule: RentRule | None) -> Money:
    given = rule_rent(
        unit.price_per_m2,
        unit.area_m2,
        row.tier,
        rule=rule,
        household_size=row.people or 1 + len(row.members),
        features=unit.features,
        discount=row.discount,
    )
    return given.amount


async def _rule(work: Work, project_id: UUID) -> RentRule | None:
    stored = await standards.rule_on(work.session, project_id, work.today)
    return stored.read if stored else None


async def store(work: Work, one: Import, checked: Checked) -> Mapping[str, Any]:
    """Every lease of the book with its household, and the deposits it says are held."""
    rows: Sequence[TenantRow] = checked.reading.rows
    scope = work.actor.scope(Permission.IMPORT_BOOKS)
    book = await books.hold(work.session, scope, one.of_project)
    stock = await imports.stock(work.session, one.of_project)
    households, leases = [new_id() for _ in rows], [new_id() for _ in rows]
    await imports.add_leases(
        work.session,
        households=_household_columns(one, households, rows),
        members=_member_columns(work.runtime.vault, households, rows),
        leases=_lease_columns(
            one, households, leases, rows, stock, await _rule(work, one.of_project)
        ),
        maker_id=work.actor.person_id,
    )
    deposits = [
        books.Entry(Reason.DEPOSIT_OPENING, row.deposit, lease_id=lease)
        for lease, row in zip(leases, rows, strict=True)
    ]
    await books.post(
        work.session,
        book,
        deposits,
        month=book.month_for(work.today),
        on_date=work.today,
        document=("imports.import", one.id),
        maker_id=work.actor.person_id,
    )
    return {"leases": len(rows), "people": checked.totals["people"]}


def _household_columns(
    one: Import, households: Sequence[UUID], rows: Sequence[TenantRow]
) -> Mapping[str, Sequence[Any]]:
    return {
        "id": households,
        "project_id": [one.project_id] * len(rows),
        "import_id": [one.id] * len(rows),
        "tenant_name": [row.tenant_name for row in rows],
        "tier": [row.tier for row in rows],
        "size": [row.people or 1 + len(row.members) for row in rows],
        "emergency_contact": [row.emergency_contact for row in rows],
        "note": [row.note for row in rows],
    }


def _member_columns(
    vault: Vault, households: Sequence[UUID], rows: Sequence[TenantRow]
) -> Mapping[str, Sequence[Any]]:
    people = [
        _member(vault, household, name, relation, number, phone)
        for household, row in zip(households, rows, strict=True)
        for name, relation, number, phone in (
            (row.tenant_name, TENANT, row.national_id, row.phone),
            *((m.name, m.relation or "其他", m.national_id, None) for m in row.members),
        )
    ]
    return {name: [one[name] for one in people] for name in people[0]} if people else {}


def _member(
    vault: Vault, household: UUID, name: str, relation: str, number: str | None, phone: str | None
) -> dict[str, Any]:
    told = sealed_member(vault, new_id(), name=name, relation=relation, number=number, phone=phone)
    return {**told, "household_id": household}


def _lease_columns(
    one: Import,
    households: Sequence[UUID],
    leases: Sequence[UUID],
    rows: Sequence[TenantRow],
    stock: Mapping[str, KnownUnit],
    rule: RentRule | None,
) -> Mapping[str, Sequence[Any]]:
    units = [stock[row.unit_code] for row in rows]
    return {
        "id": leases,
        "project_id": [one.project_id] * len(rows),
        "import_id": [one.id] * len(rows),
        "unit_id": [unit.id for unit in units],
        "household_id": households,
        "contract_no": [row.contract_no for row in rows],
        "state": [LeaseState.ACTIVE.value] * len(rows),
        "starts_on": [row.starts_on for row in rows],
        "ends_on": [row.ends_on for row in rows],
        "charged_from": [row.moved_in_on or row.starts_on for row in rows],
        "monthly_rent_fen": [row.monthly_rent.fen for row in rows],
        "rule_rent_fen": [_rule_rent(*one, rule).fen for one in zip(rows, units, strict=True)],
        "tier": [row.tier for row in rows],
        "discount": [row.discount for row in rows],
        "deposit_fen": [row.deposit.fen for row in rows],
        "note": [row.note for row in rows],
    }


KINDS["leases"] = Kind(BOOK, check, store)
