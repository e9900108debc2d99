"""HTTP of the counter's day: totals by channel, and the cash counted by a second person."""

from datetime import date
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Response

from api.payments import counting
from api.payments.day_ends_schemas import (
    ChannelTotalOut,
    DayEndIn,
    DayEndOut,
    DayTotalsOut,
    UncountedListOut,
    UncountedOut,
)
from api.web.contract import problems
from api.web.dependencies import MoneyWriter, Reader
from api.web.pages import Page, PagingDep
from api.web.problems import KEY_PROBLEMS, CursorInvalid
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.day_ends import DayTotalDiffers, DifferenceUnexplained, NothingToCount
from domain.money import Money
from persistence import day_ends, housing
from persistence.housing import ProjectNotFound
from persistence.tables.payments import DayEndRow

router = APIRouter(tags=["payments"])


@router.get("/payments/day-totals", responses=problems(PermissionMissing, ProjectNotFound))
async def read_day_totals(project_id: UUID, on: date, call: Reader) -> DayTotalsOut:
    """What a project received on a day, by channel, and how much cash nobody has counted yet."""
    await housing.project(call.session, call.scope(Permission.READ_LEDGER), project_id)
    found = await day_ends.totals(call.session, project_id, on)
    return DayTotalsOut(
        project_id=project_id,
        on_date=on,
        amount_fen=sum(one.amount_fen for one in found),
        unconfirmed_fen=sum(one.unconfirmed_fen for one in found),
        items=[ChannelTotalOut.model_validate(one) for one in found],
    )


@router.get("/day-ends", responses=problems(PermissionMissing, CursorInvalid))
async def list_day_ends(
    call: Reader, page: PagingDep, project_id: UUID | None = None
) -> Page[DayEndOut]:
    """Day ends 日结, the latest day first."""
    row = DayEndRow
    statement = day_ends.day_ends(call.scope(Permission.READ_LEDGER))
    if project_id is not None:
        statement = statement.where(row.project_id == project_id)
    rows, cursor = await page.rows(call.session, statement, row.on_date, row.id, descending=True)
    items = [DayEndOut.of(day_ends.day_end_of(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/day-ends/open", responses=problems(PermissionMissing))
async def list_uncounted_days(call: Reader, project_id: UUID | None = None) -> UncountedListOut:
    """Days whose cash nobody has counted yet, the oldest first."""
    scope = call.scope(Permission.READ_LEDGER)
    found = await day_ends.uncounted(call.session, scope, project_id=project_id)
    return UncountedListOut(items=[UncountedOut.of(one) for one in found])


@router.post(
    "/day-ends",
    status_code=HTTPStatus.CREATED,
    response_model=DayEndOut,
    responses=problems(
        PermissionMissing,
        ProjectNotFound,
        MakerIsChecker,
        NothingToCount,
        DayTotalDiffers,
        DifferenceUnexplained,
        *KEY_PROBLEMS,
    ),
)
async def confirm_day_end(body: DayEndIn, call: MoneyWriter) -> Response:
    """A second person has counted the day's cash; a difference is explained."""

    async def deed() -> DayEndOut:
        day_end_id = await counting.confirm(
            call.session,
            call.actor,
            body.project_id,
            body.on_date,
            booked=Money(body.booked_fen),
            counted=Money(body.counted_fen),
            explanation=body.explanation,
        )
        scope = call.scope(Permission.READ_LEDGER)
        return DayEndOut.of(await day_ends.day_end(call.session, scope, day_end_id))

    return await call.once(deed)
