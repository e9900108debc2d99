"""The booking of a bank statement, as an operation."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.payments import statements
from api.platform.operations import AFTERMATHS, Work, handles
from api.platform.uncollected import uncollected
from api.rent.bank_file import read_statement
from domain.access import Permission
from domain.matching import Stock
from persistence import audit, bank, bank_lines, files


@handles(statements.POST)
async def post_statement(work: Work) -> Mapping[str, Any]:
    """Read, match and book a statement, all of it or nothing."""
    scope = work.actor.scope(Permission.TAKE_PAYMENT)
    statement_id = UUID(work.arguments["statement_id"])
    await bank_lines.prepare(work.session)
    await bank.lock_statement(work.session, statement_id)
    statement = await bank.statement(work.session, scope, statement_id)
    told = {"statement_id": str(statement_id)}
    if statement.state == "done":
        return told | statement.summary

    await work.progress.report("reading")
    _, _, data = await files.read(work.session, work.runtime.files, statement.file_id)
    with uncollected():
        read = await asyncio.to_thread(read_statement, data)
    about = {"account_mask": read.account_mask, "from_on": read.from_on, "to_on": read.to_on}
    if wrong := statements.flaws(read, work.today):
        summary = statements.refused(read, wrong)
        await bank.change_statement(
            work.session, statement_id, {**about, "state": "refused", "summary": summary}
        )
        return told | summary

    with uncollected():
        known = await bank_lines.stock(work.session, statement.project_id, work.today)
        stock = await asyncio.to_thread(Stock.of, known)
        columns = await statements.matched(read.lines, stock, work.progress)
    await work.progress.report("booking", len(read.lines), len(read.lines))
    booked, credit_fen = await statements.book(
        work.session, work.actor, statement, columns, today=work.today
    )
    summary = statements.summary(read, booked, credit_fen)
    await bank.change_statement(
        work.session, statement_id, {**about, "state": "done", "summary": summary}
    )
    await audit.record(
        work.session,
        work.actor,
        "payments.bank_statement.booked",
        statement_id,
        project_id=statement.project_id,
        facts=summary,
        announce=True,
    )
    return told | summary


async def _not_booked(session: AsyncSession, arguments: Mapping[str, Any]) -> None:
    """Nothing was kept; the operation's problem says why. The same file may be sent again."""
    statement_id = UUID(arguments["statement_id"])
    await bank.change_statement(session, statement_id, {"state": "refused"})


AFTERMATHS[statements.POST] = _not_booked
