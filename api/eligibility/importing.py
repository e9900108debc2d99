"""保障对象名单 becomes eligibility records: as many as approved, all or none."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from api.eligibility.books import BOOK, COLUMN, ApprovedRow, read_approved
from api.eligibility.commands import (
    APPLICANT,
    Grant,
    Grantee,
    people_columns,
    record_columns,
)
from api.imports.columns import CellError, Reading
from api.imports.kinds import KINDS, Checked, Kind, Warned
from api.imports.workbook import Grid
from api.platform.operations import Work
from domain.access import Permission
from domain.cells import Why
from persistence import eligibility, registry
from persistence.ids import new_id
from persistence.imports import Import
from persistence.registry import Purpose
from persistence.vault import Vault

_OTHER: Final = "其他"


async def check(work: Work, one: Import, grid: Grid) -> Checked:
    """Read the list against what is on file; who has a record or a ban already is an error."""
    reading = read_approved(grid)
    reading = reading.with_errors(await _standing(work, reading), lambda row: row.row)
    rows: Sequence[ApprovedRow] = reading.rows
    told = {"households": len(rows), "people": sum(1 + len(row.members) for row in rows)}
    return Checked(reading, told, await _warnings(work, one, rows))


async def _standing(work: Work, reading: Reading[ApprovedRow]) -> list[CellError]:
    """Applicants who may not be granted one more record from the day their row begins."""
    vault, at = work.runtime.vault, {row: n for n, row in enumerate(reading.table.numbers)}
    begins = {_index(vault, row.national_id): row.starts_on for row in reading.rows}
    blocked = await eligibility.blocked(work.session, begins)
    why = {row.row: blocked.get(_index(vault, row.national_id)) for row in reading.rows}
    return [
        reading.table.error(at[row], COLUMN["national_id"], _WHY[block])
        for row, block in why.items()
        if block is not None
    ]


_WHY: Final = {"banned": Why.BANNED, "standing": Why.ALREADY_ELIGIBLE}


async def _warnings(work: Work, one: Import, rows: Sequence[ApprovedRow]) -> list[Warned]:
    vault = work.runtime.vault
    people = {
        _index(vault, number): (at, COLUMN[field].header)
        for row in rows
        for number, at, field in (
            *((m.national_id, m.row, "member_national_id") for m in row.members),
            (row.national_id, row.row, "national_id"),
        )
    }
    held = await eligibility.held_here(work.session, list(people), work.today)
    elsewhere = await registry.known_elsewhere(
        work.session, list(people), work.today, purpose=Purpose.IMPORT, reason=str(one.id)
    )
    here = [
        Warned(*people[person], "duplicate_here", {"times": len(found)})
        for person, found in held.items()
    ]
    there = [
        Warned(*people[person], "duplicate_elsewhere", {"reference": reference})
        for person, reference in elsewhere.items()
    ]
    return sorted([*here, *there, *_sizes(rows)], key=lambda warned: (warned.row, warned.code))


def _sizes(rows: Sequence[ApprovedRow]) -> list[Warned]:
    return [
        Warned(
            row.row,
            COLUMN["people"].header,
            "household_size_differs",
            {"book": row.people, "listed": 1 + len(row.members)},
        )
        for row in rows
        if row.people is not None and row.people != 1 + len(row.members)
    ]


async def store(work: Work, one: Import, checked: Checked) -> Mapping[str, Any]:
    """Every household of the list, its people sealed, in a handful of statements."""
    rows: Sequence[ApprovedRow] = checked.reading.rows
    vault, ids = work.runtime.vault, [new_id() for _ in rows]
    grants = [_grant(row) for row in rows]
    columns = record_columns(
        ids,
        [_index(vault, row.national_id) for row in rows],
        grants,
        maker_id=work.actor.person_id,
        import_id=one.id,
    )
    await eligibility.add_records(work.session, columns, people_columns(vault, ids, grants))
    await registry.note(work.session, _everybody(vault, grants))
    return {"households": len(rows), "people": checked.totals["people"]}


def _grant(row: ApprovedRow) -> Grant:
    people = [
        Grantee(row.applicant_name, APPLICANT, row.national_id, row.phone),
        *(Grantee(m.name, m.relation or _OTHER, m.national_id) for m in row.members),
    ]
    facts = {
        "decision_no": row.decision_no,
        "tier": row.tier.value,
        "size": row.size,
        "approved_area_m2": row.approved_area,
        "approved_rooms": row.approved_rooms,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "queued_on": row.queued_on,
        "priority_groups": [group.value for group in row.priority_groups],
        "needs_easy_access": row.needs_easy_access,
        "note": row.note,
    }
    return Grant(people, facts)


def _everybody(vault: Vault, grants: Sequence[Grant]) -> list[bytes]:
    return [_index(vault, person.national_id) for one in grants for person in one.people]


def _index(vault: Vault, national_id: str) -> bytes:
    return vault.index("national_id", national_id)


KINDS["eligibility"] = Kind(
    BOOK, check, store, permission=Permission.GRANT_ELIGIBILITY, of_project=False
)
