"""HTTP of steps in a unit's life: an action is a resource, and each names who may take it."""

from collections.abc import Awaitable
from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.housing import repairs, steps
from api.housing.life import Moved
from api.housing.repairs import NotInRepair, RepairEndsBeforeItBegins, RepairWithinLimit
from api.housing.schemas import UnitOut
from api.housing.step_schemas import (
    RepairExtensionIn,
    UnitDecisionIn,
    UnitDecisionOut,
    UnitFreezeIn,
    UnitReadinessIn,
    UnitReleaseIn,
    UnitRepairIn,
    UnitStepIn,
)
from api.web.contract import problems
from api.web.dependencies import Call, Writer
from api.web.problems import PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing, RoleMissing
from domain.assets import AssetCardMissing
from domain.dating import BackdatingNeedsReason, DateNotReached
from domain.housing import NotReady, UnitEvent, UnitStepOutOfOrder
from domain.states import TransitionRefused
from persistence import housing, unit_decisions
from persistence.books import PeriodClosed
from persistence.files import FileNotFound
from persistence.housing import UnitNotFound
from persistence.session import AlreadyDone
from persistence.unit_decisions import UnitDecisionNotFound
from persistence.unit_life import HeldUnit

router = APIRouter(tags=["housing"])

#: What any step may answer.
STEP_PROBLEMS: Final = (
    PermissionMissing,
    RoleMissing,
    UnitNotFound,
    TransitionRefused,
    DateNotReached,
    BackdatingNeedsReason,
    PeriodClosed,
    UnitStepOutOfOrder,
    FileNotFound,
    PreconditionRequired,
    VersionConflict,
)


def as_read(if_match: str | None) -> steps.Check:
    """Nobody moves a unit that they have not seen as it is."""

    def check(unit: HeldUnit) -> None:
        require_version(if_match, unit.version)

    return check


async def _moved(call: Call, step: Awaitable[Moved], response: Response) -> UnitOut:
    moved = await step
    unit = await housing.unit(call.session, call.scope(Permission.READ_HOUSING), moved.unit_id)
    etag(response, unit.version)
    return UnitOut.of(unit)


@router.post("/units/{unit_id}/registration", responses=problems(*STEP_PROBLEMS, AssetCardMissing))
async def enter_unit_in_register(
    unit_id: UUID, body: UnitStepIn, call: Writer, response: Response, if_match: IfMatch = None
) -> UnitOut:
    """A draft with its asset card enters the register, and waits for joint acceptance."""
    step = steps.register(
        call.session,
        call.actor,
        unit_id,
        body.to_step(UnitEvent.REGISTER),
        today=call.today,
        check=as_read(if_match),
    )
    return await _moved(call, step, response)


@router.post("/units/{unit_id}/readiness", responses=problems(*STEP_PROBLEMS, NotReady))
async def make_unit_ready(
    unit_id: UUID, body: UnitReadinessIn, call: Writer, response: Response, if_match: IfMatch = None
) -> UnitOut:
    """Cleaned, repaired, the lock changed: the unit can be offered again."""
    step = steps.make_ready(
        call.session,
        call.actor,
        unit_id,
        body.to_step(UnitEvent.MAKE_READY),
        body.items(),
        lock_changed=body.lock_changed,
        today=call.today,
        check=as_read(if_match),
    )
    return await _moved(call, step, response)


@router.post(
    "/units/{unit_id}/repair", responses=problems(*STEP_PROBLEMS, RepairEndsBeforeItBegins)
)
async def take_unit_out(
    unit_id: UUID, body: UnitRepairIn, call: Writer, response: Response, if_match: IfMatch = None
) -> UnitOut:
    """Nobody can live there. Beyond thirty days the purchaser is asked to confirm as well."""
    step = repairs.take_out(
        call.session,
        call.actor,
        unit_id,
        body.to_repair(),
        today=call.today,
        check=as_read(if_match),
    )
    return await _moved(call, step, response)


@router.post(
    "/units/{unit_id}/repair/extension",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        UnitNotFound,
        NotInRepair,
        RepairEndsBeforeItBegins,
        RepairWithinLimit,
        AlreadyDone,
        FileNotFound,
        PreconditionRequired,
        VersionConflict,
    ),
)
async def ask_for_longer_repair(
    unit_id: UUID, body: RepairExtensionIn, call: Writer, if_match: IfMatch = None
) -> UnitDecisionOut:
    """The repair takes longer than thirty days: ask the purchaser to confirm."""
    decision_id = await repairs.ask_for_longer(
        call.session, call.actor, unit_id, body.to_repair(), check=as_read(if_match)
    )
    return await decision_out(call, decision_id)


@router.post(
    "/units/{unit_id}/repair/decision",
    responses=problems(PermissionMissing, UnitNotFound, UnitDecisionNotFound, MakerIsChecker),
)
async def decide_long_repair(unit_id: UUID, body: UnitDecisionIn, call: Writer) -> UnitDecisionOut:
    """The purchaser confirms a repair beyond thirty days, or does not."""
    decision_id = await repairs.decide_repair(
        call.session, call.actor, unit_id, granted=body.granted, words=body.words
    )
    return await decision_out(call, decision_id)


@router.post("/units/{unit_id}/repair/completion", responses=problems(*STEP_PROBLEMS))
async def finish_unit_repair(
    unit_id: UUID, body: UnitStepIn, call: Writer, response: Response, if_match: IfMatch = None
) -> UnitOut:
    """The work was accepted, and the unit can be offered again."""
    step = repairs.finish_repair(
        call.session,
        call.actor,
        unit_id,
        body.to_step(UnitEvent.FINISH_REPAIR),
        today=call.today,
        check=as_read(if_match),
    )
    return await _moved(call, step, response)


@router.post("/units/{unit_id}/freeze", responses=problems(*STEP_PROBLEMS))
async def freeze_unit(
    unit_id: UUID, body: UnitFreezeIn, call: Writer, response: Response, if_match: IfMatch = None
) -> UnitOut:
    """Litigation, dispute or demolition: nothing happens to the unit until it is released."""
    step = steps.take(
        call.session,
        call.actor,
        Permission.FREEZE_UNIT,
        unit_id,
        body.to_step(),
        today=call.today,
        check=as_read(if_match),
    )
    return await _moved(call, step, response)


@router.post("/units/{unit_id}/release", responses=problems(*STEP_PROBLEMS))
async def release_unit(
    unit_id: UUID, body: UnitReleaseIn, call: Writer, response: Response, if_match: IfMatch = None
) -> UnitOut:
    """The unit goes back to what it was when it was frozen."""
    step = steps.take(
        call.session,
        call.actor,
        Permission.FREEZE_UNIT,
        unit_id,
        body.to_step(),
        today=call.today,
        check=as_read(if_match),
    )
    return await _moved(call, step, response)


async def decision_out(call: Call, decision_id: UUID) -> UnitDecisionOut:
    scope = call.scope(Permission.READ_HOUSING)
    found = await unit_decisions.decision(call.session, scope, decision_id)
    return UnitDecisionOut.model_validate(found)
