"""Taking an import back (ADR 30): what it stored becomes void while nothing refers to it."""

from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission
from domain.errors import Refused
from persistence import audit, books, imports, withdrawals
from persistence.books import Book
from persistence.imports import Import


class ImportNotWithdrawable(Refused):
    """Only an import that waits for confirmation or is confirmed can be taken back, and once."""


class ImportInUse(Refused):
    """Something refers to what the import made by now; `uses` tells how many of which sort."""


class ImportUntraced(Refused):
    """What the import made cannot be told from other rows: it was stored before rows were marked
    with their import.
    """


#: The key of an import's result that counts the rows which a withdrawal voids.
_COUNTED: Final = {"units": "units", "leases": "leases"}


async def withdraw(
    session: AsyncSession, actor: Actor, import_id: UUID, *, reason: str, today: date
) -> None:
    """Void all that the import made, and mirror the deposits that it opened.

    Raises ImportNotFound, ImportNotWithdrawable, ImportInUse, ImportUntraced.
    """
    scope = actor.scope(Permission.IMPORT_BOOKS)
    seen = await imports.one(session, scope, import_id)
    if seen.project_id is None:
        raise ImportNotWithdrawable(state=seen.state, kind=seen.kind)
    book = await books.hold(session, scope, seen.project_id)
    one = await imports.one(session, scope, import_id, lock=True)
    if one.state not in {"ready", "confirmed"}:
        raise ImportNotWithdrawable(state=one.state)
    voided = 0
    if one.state == "confirmed":
        voided = await _void(session, book, one, actor.person_id, reason, today)
    await imports.change(
        session,
        import_id,
        state="withdrawn",
        withdrawn_by=actor.person_id,
        withdrawn_at=func.now(),
        withdrawal_reason=reason,
    )
    await audit.record(
        session,
        actor,
        "imports.import.withdrawn",
        import_id,
        project_id=one.project_id,
        facts={"kind": one.kind, "voided": voided},
        announce=True,
    )


async def _void(
    session: AsyncSession, book: Book, one: Import, maker_id: UUID, reason: str, today: date
) -> int:
    made = await withdrawals.made(session, one.kind, one.id)
    stored = (one.result or {}).get(_COUNTED[one.kind], 0)
    if len(made) != stored:
        raise ImportUntraced(stored=stored, found=len(made))
    if uses := await withdrawals.uses(session, one.kind, one.id):
        raise ImportInUse(uses=uses)
    await withdrawals.make_void(
        session, one.kind, one.id, made, today=today, reason=reason, maker_id=maker_id
    )
    await books.mirror(
        session,
        book,
        one.id,
        month=book.month_for(today),
        on_date=today,
        document=("imports.import", one.id),
        maker_id=maker_id,
    )
    return len(made)
