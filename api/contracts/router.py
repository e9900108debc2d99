"""HTTP of service contracts."""

from datetime import date
from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.contracts import commands
from api.contracts.commands import (
    ContractNotStarted,
    StockListMissing,
    UnitsUnknown,
)
from api.contracts.schemas import (
    ActivationIn,
    ContractIn,
    ContractOut,
    PublicationIn,
    SignatureIn,
)
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.calendar import PeriodInvalid
from domain.contracts import ContractIncomplete, ContractState, ContractTooLong
from domain.dating import BackdatingNeedsReason, DateNotReached
from domain.states import TransitionRefused
from domain.unit_days import UnitCountedTwice
from persistence import calendars, contracts, housing
from persistence.contracts import Contract, ContractNotFound, Reach
from persistence.directory import NotAnOperator, OrganisationNotFound
from persistence.housing import ProjectNotFound
from persistence.session import CodeTaken
from persistence.tables.contracts import ServiceContractRow

router = APIRouter(tags=["contracts"])

#: What any step on a contract may answer.
STEP_PROBLEMS: Final = (
    PermissionMissing,
    ContractNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
)


async def held(
    call: Call, permission: Permission, contract_id: UUID, if_match: str | None
) -> Contract:
    """The contract as it was read, held with its project until the transaction ends.

    Raises ContractNotFound, PreconditionRequired, VersionConflict.
    """
    within = commands.reach(call.actor, permission)
    seen = await contracts.contract(call.session, within, contract_id, call.today)
    await housing.lock_project(call.session, within.scope, seen.project_id)
    contract = await contracts.lock_contract(call.session, within, contract_id, call.today)
    require_version(if_match, contract.version)
    return contract


async def answer(call: Call, within: Reach, contract_id: UUID, response: Response) -> ContractOut:
    contract = await contracts.contract(call.session, within, contract_id, call.today)
    etag(response, contract.version)
    return ContractOut.of(contract, await calendars.of_authority(call.session))


@router.get("/service-contracts", responses=problems(PermissionMissing, CursorInvalid))
async def list_contracts(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    state: ContractState | None = None,
    on: date | None = None,
) -> Page[ContractOut]:
    """Service contracts, by number. `on`: those whose term has that day."""
    row = ServiceContractRow
    within = commands.reach(call.actor, Permission.READ_CONTRACT)
    statement = contracts.contracts(within, on or call.today)
    for column, value in ((row.project_id, project_id), (row.state, state)):
        statement = statement if value is None else statement.where(column == value)
    if on is not None:
        statement = statement.where(row.starts_on <= on, row.ends_on >= on)
    rows, cursor = await page.rows(call.session, statement, row.contract_no, row.id)
    calendar = await calendars.of_authority(call.session)
    items = [ContractOut.of(contracts.contract_of(one), calendar) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/service-contracts",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        ProjectNotFound,
        OrganisationNotFound,
        NotAnOperator,
        PeriodInvalid,
        ContractIncomplete,
        ContractTooLong,
        UnitsUnknown,
        UnitCountedTwice,
        CodeTaken,
    ),
)
async def draft_contract(body: ContractIn, call: Writer, response: Response) -> ContractOut:
    """Draft a contract with its first price and stock list. Purchasers only."""
    facts = body.model_dump(exclude={"price_fen", "units"})
    contract = await commands.draft(
        call.session,
        call.actor,
        facts,
        price_fen=body.price_fen,
        units=body.units,
        today=call.today,
    )
    etag(response, contract.version)
    return ContractOut.of(contract, await calendars.of_authority(call.session))


@router.get(
    "/service-contracts/{contract_id}", responses=problems(PermissionMissing, ContractNotFound)
)
async def read_contract(contract_id: UUID, call: Reader, response: Response) -> ContractOut:
    within = commands.reach(call.actor, Permission.READ_CONTRACT)
    return await answer(call, within, contract_id, response)


@router.post(
    "/service-contracts/{contract_id}/signature",
    responses=problems(*STEP_PROBLEMS, MakerIsChecker, UnitCountedTwice, DateNotReached),
)
async def sign_contract(
    contract_id: UUID,
    call: Writer,
    response: Response,
    body: SignatureIn | None = None,
    if_match: IfMatch = None,
) -> ContractOut:
    """Sign, and put the first price in force: another person than who drafted it."""
    contract = await held(call, Permission.SIGN_CONTRACT, contract_id, if_match)
    signed_on = (body.signed_on if body else None) or call.today
    await commands.sign(call.session, call.actor, contract, signed_on=signed_on, today=call.today)
    return await answer(
        call, commands.reach(call.actor, Permission.SIGN_CONTRACT), contract_id, response
    )


@router.post(
    "/service-contracts/{contract_id}/publication",
    responses=problems(*STEP_PROBLEMS, DateNotReached),
)
async def publish_contract(
    contract_id: UUID,
    body: PublicationIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> ContractOut:
    """Note where the contract was made public (102号令 Art. 23)."""
    contract = await held(call, Permission.DRAFT_CONTRACT, contract_id, if_match)
    await commands.publish(
        call.session,
        call.actor,
        contract,
        announcement=body.announcement,
        published_on=body.published_on or call.today,
        today=call.today,
    )
    return await answer(
        call, commands.reach(call.actor, Permission.DRAFT_CONTRACT), contract_id, response
    )


@router.post(
    "/service-contracts/{contract_id}/activation",
    responses=problems(
        *STEP_PROBLEMS,
        ContractNotStarted,
        BackdatingNeedsReason,
        StockListMissing,
        UnitCountedTwice,
    ),
)
async def activate_contract(
    contract_id: UUID,
    call: Writer,
    response: Response,
    body: ActivationIn | None = None,
    if_match: IfMatch = None,
) -> ContractOut:
    """Put it in force: the project becomes this operator's."""
    contract = await held(call, Permission.DRAFT_CONTRACT, contract_id, if_match)
    reason = body.reason if body else None
    await commands.activate(call.session, call.actor, contract, reason=reason, today=call.today)
    return await answer(
        call, commands.reach(call.actor, Permission.DRAFT_CONTRACT), contract_id, response
    )
