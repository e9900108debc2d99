"""Bringing in a bank's statement: kept, read, matched in memory, and booked at once."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.imports.commands import XLSX, FileEmpty
from api.imports.limits import ZIP_MAGIC
from api.platform.operations import Progress
from api.rent.bank_file import BankLine, Statement
from api.runtime import Runtime
from domain.access import Actor, Permission
from domain.matching import Line, Matched, Stock, match
from persistence import audit, bank, bank_lines, books, files, housing, operations, payments
from persistence.bank import BankStatement
from persistence.bank_lines import Columns, Stored

POST: Final = "payments.bank_statement"

_AT_ONCE: Final = 10_000
_MOST_ERRORS: Final = 200


async def receive(
    session: AsyncSession,
    actor: Actor,
    runtime: Runtime,
    *,
    project_id: UUID,
    name: str,
    data: bytes,
) -> BankStatement:
    """Keep the file and ask for its booking. The same bytes again are the same statement.

    A statement that was refused is tried again. Raises ProjectNotFound, FileEmpty.
    """
    scope = actor.scope(Permission.TAKE_PAYMENT)
    await housing.project(session, scope, project_id)
    if not data:
        raise FileEmpty(pointer="/file")
    known = await bank.statement_of_bytes(session, scope, project_id, sha256(data).hexdigest())
    if known is not None and known.state != "refused":
        return known
    if known is None:
        statement_id = await _add(session, actor, runtime, project_id, name, data)
    else:
        statement_id = known.id
    operation_id = await operations.start(
        session,
        actor,
        POST,
        project_id=project_id,
        arguments={"statement_id": str(statement_id)},
    )
    await bank.change_statement(
        session, statement_id, {"operation_id": operation_id, "state": "reading"}
    )
    return await bank.statement(session, scope, statement_id)


async def _add(
    session: AsyncSession,
    actor: Actor,
    runtime: Runtime,
    project_id: UUID,
    name: str,
    data: bytes,
) -> UUID:
    file_id = await files.keep(
        session,
        runtime.files,
        data,
        name=name,
        media_type=XLSX if data.startswith(ZIP_MAGIC) else "text/csv",
        maker_id=actor.person_id,
    )
    statement_id = await bank.add_statement(
        session, project_id=project_id, file_id=file_id, maker_id=actor.person_id
    )
    await audit.record(
        session, actor, "payments.bank_statement.received", statement_id, project_id=project_id
    )
    return statement_id


def flaws(read: Statement, today: date) -> list[dict[str, Any]]:
    """What forbids booking the file: with any flaw nothing is booked, for a line left out is
    money lost.
    """
    unread = [{"row": e.row, "column": e.column, "why": str(e.why)} for e in read.errors]
    early = [
        {"row": line.row, "column": "", "why": "in_future"}
        for line in read.lines
        if line.booked_on > today
    ]
    return unread + early


async def matched(lines: Sequence[BankLine], stock: Stock, progress: Progress) -> Columns:
    """Every line with its outcome, column by column. Raises OperationCancelled."""
    columns = Columns()
    for start in range(0, len(lines), _AT_ONCE):
        await progress.report("matching", start, len(lines))
        await asyncio.to_thread(_match, lines[start : start + _AT_ONCE], stock, columns)
    return columns


def _match(lines: Sequence[BankLine], stock: Stock, columns: Columns) -> None:
    for line in lines:
        columns.line.append(line.row)
        columns.serial_no.append(line.serial_no)
        columns.booked_on.append(line.booked_on)
        columns.booked_time.append(line.booked_time)
        columns.income_fen.append(line.income_fen)
        columns.expense_fen.append(line.expense_fen)
        columns.payer_name.append(line.payer_name)
        columns.payer_account_mask.append(line.payer_account_mask)
        columns.remark.append(line.remark)
        outcome, by, lease_id, suggestions = _verdict(line, stock)
        columns.outcome.append(outcome)
        columns.matched_by.append(by)
        columns.lease_id.append(lease_id)
        if suggestions:
            columns.suggestions[line.row] = suggestions


def _verdict(line: BankLine, stock: Stock) -> tuple[str, str | None, UUID | None, str | None]:
    """Outcome, what it was matched by, the lease, and suggestions as JSON."""
    if line.is_duplicate:
        return "duplicate", None, None, None
    if not line.income_fen:
        return "expense", None, None, None
    found = match(Line(line.remark, line.payer_name, line.income_fen, line.booked_on), stock)
    if isinstance(found, Matched):
        return "matched", found.by, found.lease_id, None
    listed = [
        {"lease_id": str(one.lease_id), "reason": one.reason, "score": one.score}
        for one in found.items
    ]
    return "suspense", None, None, json.dumps(listed) if listed else None


async def book(
    session: AsyncSession,
    actor: Actor,
    statement: BankStatement,
    columns: Columns,
    *,
    today: date,
) -> tuple[Mapping[str, Stored], int]:
    """Store every line, then make the payments and settle the debts with them, each in one
    statement; the transaction must be prepared for it (`bank_lines.prepare`).

    Gives what became of the lines by outcome, and the fen that settled nothing although matched.
    """
    scope = actor.scope(Permission.TAKE_PAYMENT)
    held = await books.share(session, scope, statement.project_id)
    stored = await bank_lines.add_lines(session, statement.id, columns)
    await payments.lock_leases(session, columns.leases)
    credit = await payments.receive_lines(
        session, held, statement.id, columns.suggestions, on=today, maker_id=actor.person_id
    )
    return stored, credit.fen


def refused(read: Statement, wrong: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The summary of a file that cannot be booked."""
    return {**_read(read), "errors": list(wrong[:_MOST_ERRORS]), "error_count": len(wrong)}


def summary(read: Statement, booked: Mapping[str, Stored], credit_fen: int) -> dict[str, Any]:
    """What the file held and what became of it, in lines and fen."""
    tallies = {
        outcome: {"lines": one.lines, "amount_fen": one.income_fen + one.expense_fen}
        for outcome, one in booked.items()
    }
    conflicts = booked["conflict"].first_lines if "conflict" in booked else []
    return {**_read(read), **tallies, "credit_fen": credit_fen, "conflicts": conflicts}


def _read(read: Statement) -> dict[str, Any]:
    return {
        "encoding": read.encoding,
        "header_row": read.header_row,
        "lines": len(read.lines),
        "income_fen": read.income_fen,
        "stated_income_fen": read.stated_income_fen,
    }
