"""HTTP of the month page."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response

from api.contracts.commands import reach
from api.figures.asking import Window, question
from api.months.comparing import compared
from api.months.figures import figures_of
from api.months.schemas import (
    Holders,
    MonthOut,
    MonthsOut,
    MonthStepOut,
    MonthVoucherOut,
    TieOut,
)
from api.web.conditional import NOT_MODIFIED, IfNoneMatch, tag_of, unless_known
from api.web.contract import problems
from api.web.dependencies import Call, Reader
from domain.access import Permission, PermissionMissing, Role
from domain.calendar import Month
from domain.duties import roles_with
from domain.month_figures import MonthFigures
from domain.month_steps import MonthStep, next_step, steps
from domain.month_ties import ties
from persistence import books, changes, housing, names
from persistence.housing import Project, ProjectNotFound

router = APIRouter(tags=["months"])

_Month = Annotated[str, Path(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", examples=["2026-04"])]
_ANSWERS = {**NOT_MODIFIED, **problems(PermissionMissing, ProjectNotFound)}


@router.get("/months", response_model=MonthsOut, responses=_ANSWERS)
async def list_months(
    call: Reader,
    response: Response,
    months: Window,
    project_id: UUID | None = None,
    if_none_match: IfNoneMatch = None,
) -> MonthsOut | Response:
    """Months side by side, the earliest first; of one project, or of all within reach."""
    it = await question(call, Permission.READ_LEDGER, project_id, months, "months")
    within = reach(call.actor, Permission.READ_CONTRACT)

    async def made() -> MonthsOut:
        items = await compared(call.session, within, it.asked)
        return MonthsOut(project_id=project_id, items=items)

    return await unless_known(response, if_none_match, it.tag, made)


@router.get("/months/{month}", response_model=MonthOut, responses=_ANSWERS)
async def read_month(
    month: _Month,
    project_id: UUID,
    call: Reader,
    response: Response,
    if_none_match: IfNoneMatch = None,
) -> MonthOut | Response:
    """A project's month: its eight steps with figures and who acts next, and its ties 勾稽."""
    scope = call.scope(Permission.READ_LEDGER)
    project = await housing.project(call.session, scope, project_id)
    changed = await changes.of_project(call.session, project_id)
    who = (call.actor.person_id, sorted(call.actor.roles))
    tag = tag_of("month", month, project_id, call.today, *who, changed)

    async def made() -> MonthOut:
        book = await books.look(call.session, scope, project_id)
        asked = Month.parse(month)
        return await _told(
            call, project, await figures_of(call.session, scope, book, asked, call.today)
        )

    return await unless_known(response, if_none_match, tag, made)


async def _told(call: Call, project: Project, figures: MonthFigures) -> MonthOut:
    chain = steps(figures, call.today)
    following = next_step(chain)
    holders = await _holders(call, project, chain)
    voucher = figures.voucher
    signed = (voucher.maker_id, voucher.confirmed_by, voucher.paid_by) if voucher else ()
    known = await names.named(call.session, call.actor, signed)
    return MonthOut.model_validate(
        {
            **MonthOut.rates(figures),
            "project_id": project.id,
            "project": project.name,
            "month": figures.month,
            "is_closed": figures.closed_at is not None,
            "closed_at": figures.closed_at,
            "next": following.key if following else None,
            "steps": [MonthStepOut.of(step, holders, call.today) for step in chain],
            "ties": [TieOut.of(tie) for tie in ties(figures)],
            "broken": figures.broken,
            "failed": figures.failed,
            "voucher": MonthVoucherOut.of(figures, known),
        }
    )


async def _holders(call: Call, project: Project, chain: list[MonthStep]) -> Holders:
    """Who holds the rights that the chain waits for, in one question."""
    rights = {step.waits_for.permission for step in chain if step.waits_for}
    roles = {right: frozenset(roles_with(right)) for right in rights}
    everybody = frozenset[Role]().union(*roles.values())
    people = await names.with_roles(call.session, call.actor, everybody, project.operator_id)
    return {
        right: [one for one in people if wanted & frozenset(one.roles)]
        for right, wanted in roles.items()
    }
