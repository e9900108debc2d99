"""HTTP of the parameter register."""

from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.parameters import commands
from api.parameters.schemas import ParameterIn, ParameterOut, ParametersOut, SettingOut, SettingsOut
from api.web.contract import problems
from api.web.dependencies import Reader, Writer
from domain.access import Permission, PermissionMissing
from domain.parameters import ParameterNotFound, ParameterValueInvalid, parameter
from persistence import parameters
from persistence.session import AlreadyDone

router = APIRouter(tags=["parameters"])

_On = Annotated[date | None, Query(description="The day it holds on; today when left out.")]


@router.get("/parameters", responses=problems(PermissionMissing))
async def list_parameters(call: Reader, on: _On = None) -> ParametersOut:
    """The whole register: what may be set, what holds on a day, and on what ground."""
    call.scope(Permission.READ_AUTHORITY)
    day = on or call.today
    found = await parameters.register(call.session, day)
    return ParametersOut(on=day, items=[ParameterOut.of(one) for one in found])


@router.get("/parameters/{key}/values", responses=problems(PermissionMissing, ParameterNotFound))
async def list_parameter_values(
    key: Annotated[str, Path(max_length=64, examples=["rent.due_day"])], call: Reader
) -> SettingsOut:
    """Every value set for a key, the latest first, with the ground of each."""
    call.scope(Permission.READ_AUTHORITY)
    return SettingsOut.of(await parameters.history(call.session, parameter(key).key))


@router.post(
    "/parameters",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, ParameterNotFound, ParameterValueInvalid, AlreadyDone),
)
async def set_parameter(body: ParameterIn, call: Writer) -> SettingOut:
    """Set a value from a day on. Purchasers only; a value once set stays as it is."""
    made = await commands.set_parameter(
        call.session,
        call.actor,
        key=body.key,
        valid_from=body.valid_from,
        value=body.value,
        legal_basis=body.legal_basis,
    )
    history = await parameters.history(call.session, body.key)
    return SettingOut.model_validate(next(one for one in history if one.id == made))
