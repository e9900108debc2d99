"""HTTP of figures. Each is conditional: polling what has not changed costs a header."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.contracts.commands import reach
from api.figures.asking import Window, question, year_of
from api.figures.fee_schemas import FeesOut, FundingYearOut, ProjectFundingOut
from api.figures.schemas import (
    AdvancesOut,
    AgeingOut,
    CollectionMonthOut,
    CollectionOut,
    OccupancyOut,
    OperatorAdvancesOut,
)
from api.web.conditional import NOT_MODIFIED, IfNoneMatch, unless_known
from api.web.contract import problems
from api.web.dependencies import Reader
from domain.access import Permission, PermissionMissing
from domain.calendar import Month
from domain.indicators import Funding
from domain.money import total
from persistence.figures.advances import advances
from persistence.figures.ageing import ageing
from persistence.figures.collection import collection
from persistence.figures.fees import fees, funding
from persistence.figures.occupancy import occupancy
from persistence.housing import ProjectNotFound

router = APIRouter(tags=["figures"])

_ANSWERS = {**NOT_MODIFIED, **problems(PermissionMissing, ProjectNotFound)}


@router.get("/figures/collection", response_model=CollectionOut, responses=_ANSWERS)
async def read_collection(
    call: Reader,
    response: Response,
    months: Window,
    project_id: UUID | None = None,
    if_none_match: IfNoneMatch = None,
) -> CollectionOut | Response:
    """收缴率: billed, paid by tenants, advanced and remitted, month by month."""
    it = await question(call, Permission.READ_LEDGER, project_id, months, "collection")

    async def made() -> CollectionOut:
        found = await collection(call.session, it.asked)
        return CollectionOut(
            project_id=project_id, items=[CollectionMonthOut.of(one) for one in found]
        )

    return await unless_known(response, if_none_match, it.tag, made)


@router.get("/figures/ageing", response_model=AgeingOut, responses=_ANSWERS)
async def read_ageing(
    call: Reader,
    response: Response,
    project_id: UUID | None = None,
    if_none_match: IfNoneMatch = None,
) -> AgeingOut | Response:
    """账龄: how old the debts of today are, and how much of them the operator advanced."""
    months = (Month.of(call.today),)
    it = await question(call, Permission.READ_LEDGER, project_id, months, "ageing")

    async def made() -> AgeingOut:
        return AgeingOut.of(
            await ageing(call.session, it.asked, call.today), project_id, call.today
        )

    return await unless_known(response, if_none_match, it.tag, made)


@router.get("/figures/advances", response_model=AdvancesOut, responses=_ANSWERS)
async def read_advances(
    call: Reader,
    response: Response,
    months: Window,
    project_id: UUID | None = None,
    if_none_match: IfNoneMatch = None,
) -> AdvancesOut | Response:
    """代交未追回: opening, recovered, newly advanced and closing, by operator and booked month."""
    it = await question(call, Permission.READ_LEDGER, project_id, months, "advances")

    async def made() -> AdvancesOut:
        found = await advances(call.session, it.asked)
        operators = [OperatorAdvancesOut.of(one) for one in found]
        return AdvancesOut(project_id=project_id, operators=operators)

    return await unless_known(response, if_none_match, it.tag, made)


@router.get("/figures/occupancy", response_model=OccupancyOut, responses=_ANSWERS)
async def read_occupancy(
    call: Reader,
    response: Response,
    months: Window,
    project_id: UUID | None = None,
    if_none_match: IfNoneMatch = None,
) -> OccupancyOut | Response:
    """入住率 and 空置: homes by state, empty ones by reason, and lived-in days by month."""
    it = await question(call, Permission.READ_HOUSING, project_id, months, "occupancy")

    async def made() -> OccupancyOut:
        found = await occupancy(call.session, it.asked, call.today)
        return OccupancyOut.of(found, project_id, call.today)

    return await unless_known(response, if_none_match, it.tag, made)


@router.get("/figures/fees", response_model=FeesOut, responses=_ANSWERS)
async def read_fees(
    call: Reader,
    response: Response,
    months: Window,
    project_id: UUID | None = None,
    if_none_match: IfNoneMatch = None,
) -> FeesOut | Response:
    """服务费: the operators' fees by project and month."""
    it = await question(call, Permission.READ_CONTRACT, project_id, months, "fees")

    async def made() -> FeesOut:
        found = await fees(call.session, reach(call.actor, Permission.READ_CONTRACT), it.asked)
        return FeesOut.of(found)

    return await unless_known(response, if_none_match, it.tag, made)


@router.get("/figures/funding", response_model=FundingYearOut, responses=_ANSWERS)
async def read_funding(
    call: Reader,
    response: Response,
    year: Annotated[int | None, Query(ge=2000, le=9998, examples=[2026])] = None,
    project_id: UUID | None = None,
    if_none_match: IfNoneMatch = None,
) -> FundingYearOut | Response:
    """A year's rent beside the fee and the repairs that it pays for in principle."""
    months = year_of(year, call.today)
    it = await question(call, Permission.READ_CONTRACT, project_id, months, "funding")

    async def made() -> FundingYearOut:
        found = await funding(call.session, it.asked)
        parts = [one.funding for one in found]
        together = Funding(*(total(getattr(one, part) for one in parts) for part in _PARTS))
        return FundingYearOut.model_validate(
            {
                **FundingYearOut.told(together),
                "year": months[0].year,
                "projects": [ProjectFundingOut.of(one) for one in found],
            }
        )

    return await unless_known(response, if_none_match, it.tag, made)


_PARTS = ("rent", "fee", "repairs")
