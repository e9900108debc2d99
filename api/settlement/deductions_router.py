"""HTTP of deductions."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.contracts.commands import reach
from api.settlement import deducting
from api.settlement.computing import ContractNotInForce
from api.settlement.deducting import ReplyTimeRunning
from api.settlement.schemas import DecisionIn, DeductionIn, DeductionOut, ReplyIn
from api.web.contract import problems
from api.web.dependencies import Call, MoneyWriter, Reader
from api.web.kinds import MonthWire
from api.web.pages import Page, PagingDep
from api.web.problems import KEY_PROBLEMS, CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.settlement import DeductionState
from domain.states import TransitionRefused
from persistence import contracts, deductions
from persistence.contracts import ContractNotFound
from persistence.deductions import Deduction, DeductionNotFound
from persistence.tables.contracts import DeductionEventRow

router = APIRouter(tags=["settlement"])

_STEP: Final = (
    PermissionMissing,
    DeductionNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
    *KEY_PROBLEMS,
)


@router.get("/deduction-events", responses=problems(PermissionMissing, CursorInvalid))
async def list_deductions(
    call: Reader,
    page: PagingDep,
    contract_id: UUID | None = None,
    month: MonthWire | None = None,
    state: DeductionState | None = None,
) -> Page[DeductionOut]:
    """Deductions, newest first."""
    row = DeductionEventRow
    statement = deductions.deductions(reach(call.actor, Permission.READ_CONTRACT))
    wanted = {
        row.contract_id: contract_id,
        row.month: month.first if month else None,
        row.state: state,
    }
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.made_at, row.id, descending=True)
    items = [DeductionOut.of(deductions.deduction_of(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/deduction-events",
    status_code=HTTPStatus.CREATED,
    response_model=DeductionOut,
    responses=problems(PermissionMissing, ContractNotFound, ContractNotInForce, *KEY_PROBLEMS),
)
async def raise_deduction(body: DeductionIn, call: MoneyWriter) -> Response:
    """Raise a deduction; the operator has five working days to answer."""

    async def deed() -> DeductionOut:
        within = reach(call.actor, Permission.RAISE_DEDUCTION)
        contract = await contracts.contract(call.session, within, body.contract_id, call.today)
        deduction_id = await deducting.raise_deduction(
            call.session,
            call.actor,
            contract,
            month=body.month,
            clause=body.clause,
            fact=body.fact,
            amount_fen=body.amount_fen,
            today=call.today,
        )
        return DeductionOut.of(await deductions.deduction(call.session, within, deduction_id))

    return await call.once(deed)


@router.get(
    "/deduction-events/{deduction_id}", responses=problems(PermissionMissing, DeductionNotFound)
)
async def read_deduction(deduction_id: UUID, call: Reader) -> DeductionOut:
    within = reach(call.actor, Permission.READ_CONTRACT)
    return DeductionOut.of(await deductions.deduction(call.session, within, deduction_id))


@router.post(
    "/deduction-events/{deduction_id}/reply",
    status_code=HTTPStatus.CREATED,
    response_model=DeductionOut,
    responses=problems(*_STEP),
)
async def reply_to_deduction(
    deduction_id: UUID, body: ReplyIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """The operator's answer 申辩."""

    async def deed() -> DeductionOut:
        held = await _held(call, Permission.REPLY_DEDUCTION, deduction_id, if_match)
        await deducting.answer(call.session, call.actor, held, reply=body.reply)
        return await _answer(call, Permission.REPLY_DEDUCTION, deduction_id)

    return await call.once(deed)


@router.post(
    "/deduction-events/{deduction_id}/decision",
    status_code=HTTPStatus.CREATED,
    response_model=DeductionOut,
    responses=problems(*_STEP, MakerIsChecker, ReplyTimeRunning),
)
async def decide_deduction(
    deduction_id: UUID, body: DecisionIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Uphold or withdraw: another person than who raised it."""

    async def deed() -> DeductionOut:
        held = await _held(call, Permission.DECIDE_DEDUCTION, deduction_id, if_match)
        await deducting.decide(
            call.session,
            call.actor,
            held,
            uphold=body.uphold,
            reason=body.reason,
            today=call.today,
        )
        return await _answer(call, Permission.DECIDE_DEDUCTION, deduction_id)

    return await call.once(deed)


async def _held(
    call: Call, permission: Permission, deduction_id: UUID, if_match: str | None
) -> Deduction:
    """Raises DeductionNotFound, PreconditionRequired, VersionConflict."""
    within = reach(call.actor, permission)
    deduction = await deductions.lock_deduction(call.session, within, deduction_id)
    require_version(if_match, deduction.version)
    return deduction


async def _answer(call: Call, permission: Permission, deduction_id: UUID) -> DeductionOut:
    within = reach(call.actor, permission)
    return DeductionOut.of(await deductions.deduction(call.session, within, deduction_id))
