"""HTTP of a whole building's joint acceptance."""

from uuid import UUID

from fastapi import APIRouter

from api.handovers import buildings
from api.handovers.schemas import (
    BuildingDraftOut,
    BuildingDraftsOut,
    BuildingHandoverIn,
    BuildingSignatureOut,
    BuildingSignaturesOut,
    HandoverSignatureIn,
)
from api.web.contract import problems
from api.web.dependencies import Writer
from domain.access import PermissionMissing, RoleMissing
from domain.dating import DateNotReached
from domain.handovers import HandoverState, SideNotOfHandover
from persistence.building_handovers import BuildingNotFound
from persistence.files import FileNotFound

router = APIRouter(tags=["handovers"])


@router.post(
    "/buildings/{building_id}/handovers",
    responses=problems(PermissionMissing, BuildingNotFound, DateNotReached, FileNotFound),
)
async def draft_building_handovers(
    building_id: UUID, body: BuildingHandoverIn, call: Writer
) -> BuildingDraftsOut:
    """A sheet for every unit named; a unit that cannot have one says why, and the rest go on."""
    outcomes = await buildings.draft(
        call.session,
        call.actor,
        building_id,
        [(one.unit_code, one.to_sheet()) for one in body.sheets],
        on_date=body.on_date,
        today=call.today,
    )
    return BuildingDraftsOut(
        drafted=sum(one.why is None for one in outcomes),
        items=[BuildingDraftOut.model_validate(one) for one in outcomes],
    )


@router.post(
    "/buildings/{building_id}/handover-signatures",
    responses=problems(
        PermissionMissing, BuildingNotFound, SideNotOfHandover, RoleMissing, FileNotFound
    ),
)
async def sign_building_handovers(
    building_id: UUID, body: HandoverSignatureIn, call: Writer
) -> BuildingSignaturesOut:
    """Sign every open acceptance sheet of the building for one side, with an outcome for each."""
    outcomes = await buildings.sign(
        call.session,
        call.actor,
        building_id,
        side=body.side,
        name=body.name,
        file_id=body.file_id,
        today=call.today,
    )
    done = [one for one in outcomes if one.why is None]
    return BuildingSignaturesOut(
        signed=len(done),
        accepted=sum(one.state is HandoverState.COMPLETE for one in done),
        items=[BuildingSignatureOut.model_validate(one) for one in outcomes],
    )
