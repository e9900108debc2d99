"""HTTP of files 档案: checklists, K10, and each file as one PDF."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.documents.forms import dossier as form
from api.documents.printing import FORM, printed
from api.documents.verification import DocumentKind
from api.dossiers import binding
from api.dossiers.schemas import DossierCountsOut, DossierOut, LeaseDossierOut
from api.web.contract import problems
from api.web.dependencies import Call, Reader
from domain.access import Permission, PermissionMissing
from domain.calendar import months_after
from domain.dossiers import checklist, is_complete
from persistence import dossiers, households, housing
from persistence.dossiers import Filed
from persistence.households import HouseholdNotFound
from persistence.housing import ProjectNotFound, UnitNotFound

router = APIRouter(tags=["dossiers"])

_MOST: Final = 500


async def _files(call: Call, **which: UUID | None) -> list[Filed]:
    scope = call.scope(Permission.READ_LEASE)
    a_year_ago = months_after(call.today, -12)
    return await dossiers.files(call.session, scope, a_year_ago=a_year_ago, **which)


@router.get("/dossiers/summary", responses=problems(PermissionMissing, ProjectNotFound))
async def summarise_dossiers(call: Reader, project_id: UUID | None = None) -> DossierCountsOut:
    """K10 建档完整率 of today, of a project or of all within reach."""
    if project_id is not None:
        await housing.project(call.session, call.scope(Permission.READ_LEASE), project_id)
    return DossierCountsOut.of(await _files(call, project_id=project_id), call.today)


@router.get("/dossiers/incomplete", responses=problems(PermissionMissing, ProjectNotFound))
async def list_incomplete_dossiers(
    call: Reader, project_id: UUID | None = None
) -> list[LeaseDossierOut]:
    """The files that lack something, the latest lease first; cut at 500."""
    if project_id is not None:
        await housing.project(call.session, call.scope(Permission.READ_LEASE), project_id)
    lacking = [
        one
        for one in await _files(call, project_id=project_id)
        if not is_complete(checklist(one.file, call.today).values())
    ]
    return [LeaseDossierOut.of(one, call.today) for one in lacking[:_MOST]]


@router.get(
    "/households/{household_id}/dossier", responses=problems(PermissionMissing, HouseholdNotFound)
)
async def read_household_dossier(household_id: UUID, call: Reader) -> DossierOut:
    """一户一档: what must be in the household's file, and what is."""
    scope = call.scope(Permission.READ_HOUSEHOLD)
    await households.household(call.session, scope, household_id)
    return DossierOut.of(await _files(call, household_id=household_id), call.today)


@router.get("/units/{unit_id}/dossier", responses=problems(PermissionMissing, UnitNotFound))
async def read_unit_dossier(unit_id: UUID, call: Reader) -> DossierOut:
    """一房一档: the same for every lease that the home had."""
    await housing.unit(call.session, call.scope(Permission.READ_HOUSEHOLD), unit_id)
    return DossierOut.of(await _files(call, unit_id=unit_id), call.today)


@router.get(
    "/households/{household_id}/dossier.pdf",
    response_class=Response,
    responses={200: FORM, **problems(PermissionMissing, HouseholdNotFound)},
)
async def print_household_dossier(household_id: UUID, call: Reader) -> Response:
    """The household's file as one PDF: checklist, everything that happened, papers and photos."""
    scope = call.scope(Permission.READ_HOUSEHOLD)
    household = await households.household(call.session, scope, household_id)
    filed = await _files(call, household_id=household_id)
    bound = await binding.of_household(call, household, filed)
    return await printed(
        call.runtime,
        DocumentKind.HOUSEHOLD_FILE,
        bound,
        form.render,
        title="一户一档",
        on=call.today,
    )


@router.get(
    "/units/{unit_id}/dossier.pdf",
    response_class=Response,
    responses={200: FORM, **problems(PermissionMissing, UnitNotFound)},
)
async def print_unit_dossier(unit_id: UUID, call: Reader) -> Response:
    """The home's file as one PDF: what it is, all its steps, its leases, papers and photos."""
    unit = await housing.unit(call.session, call.scope(Permission.READ_HOUSEHOLD), unit_id)
    bound = await binding.of_unit(call, unit, await _files(call, unit_id=unit_id))
    return await printed(
        call.runtime, DocumentKind.UNIT_FILE, bound, form.render, title="一房一档", on=call.today
    )
