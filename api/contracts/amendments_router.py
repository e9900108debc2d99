"""HTTP of a contract's prices and stock list."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.contracts import amending, commands
from api.contracts.amending import (
    AmendmentEmpty,
    AmendmentOutsideTerm,
    IncreaseNotAcknowledged,
    Measured,
    MonthSettled,
    PriceAlreadyApproved,
    UnitsInStock,
    UnitsNotInStock,
)
from api.contracts.commands import UnitsUnknown
from api.contracts.router import STEP_PROBLEMS, held
from api.contracts.schemas import (
    ApprovalIn,
    IncreaseOut,
    PriceChangeOut,
    PriceIn,
    PriceOut,
    PricesOut,
    StockChangeIn,
    StockChangeOut,
    StockUnitOut,
)
from api.web.contract import problems
from api.web.dependencies import Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from api.web.versions import IfMatch, etag
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.unit_days import UnitCountedTwice
from persistence import contracts, stock
from persistence.contracts import ContractNotFound, ContractPriceNotFound, Price
from persistence.session import AlreadyDone
from persistence.stock import StockUnit
from persistence.tables.contracts import ContractUnitRow
from persistence.tables.housing import UnitRow

router = APIRouter(tags=["contracts"])

_AMENDMENT: Final = (*STEP_PROBLEMS, AmendmentOutsideTerm, MonthSettled)


@router.get(
    "/service-contracts/{contract_id}/prices",
    responses=problems(PermissionMissing, ContractNotFound),
)
async def list_prices(contract_id: UUID, call: Reader) -> PricesOut:
    """The price history and what is drafted, earliest first."""
    within = commands.reach(call.actor, Permission.READ_CONTRACT)
    await contracts.contract(call.session, within, contract_id, call.today)
    return PricesOut.of(await contracts.prices(call.session, contract_id))


@router.post(
    "/service-contracts/{contract_id}/prices",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_AMENDMENT),
)
async def draft_price(
    contract_id: UUID,
    body: PriceIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> PriceChangeOut:
    """Propose another price. The answer tells what it would make of the contract's amount."""
    contract = await held(call, Permission.DRAFT_CONTRACT, contract_id, if_match)
    price = await amending.draft_price(call.session, call.actor, contract, **body.model_dump())
    found = await amending.measured(call.session, contract, candidate_id=price.id)
    etag(response, contract.version)
    return _price_change(price, found)


@router.post(
    "/service-contracts/{contract_id}/prices/{price_id}/approval",
    responses=problems(
        *_AMENDMENT,
        ContractPriceNotFound,
        MakerIsChecker,
        PriceAlreadyApproved,
        IncreaseNotAcknowledged,
        AlreadyDone,
    ),
)
async def approve_price(
    contract_id: UUID,
    price_id: UUID,
    call: Writer,
    response: Response,
    body: ApprovalIn | None = None,
    if_match: IfMatch = None,
) -> PriceChangeOut:
    """Put a proposed price in force: another person than who proposed it."""
    contract = await held(call, Permission.SIGN_CONTRACT, contract_id, if_match)
    price = await contracts.price(call.session, contract_id, price_id)
    acknowledged = body is not None and body.acknowledge_increase
    found = await amending.approve_price(
        call.session, call.actor, contract, price, acknowledged=acknowledged
    )
    etag(response, contract.version + 1)
    return _price_change(await contracts.price(call.session, contract_id, price_id), found)


@router.get(
    "/service-contracts/{contract_id}/units",
    responses=problems(PermissionMissing, ContractNotFound, CursorInvalid),
)
async def list_contract_units(
    contract_id: UUID, call: Reader, page: PagingDep
) -> Page[StockUnitOut]:
    """The stock list 移交清单, by code."""
    within = commands.reach(call.actor, Permission.READ_CONTRACT)
    await contracts.contract(call.session, within, contract_id, call.today)
    rows, cursor = await page.rows(
        call.session, stock.stock(contract_id), UnitRow.code, ContractUnitRow.id
    )
    items = [StockUnitOut.model_validate(StockUnit(*row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/service-contracts/{contract_id}/units",
    responses=problems(
        *_AMENDMENT,
        AmendmentEmpty,
        UnitsUnknown,
        UnitsInStock,
        UnitsNotInStock,
        UnitCountedTwice,
        IncreaseNotAcknowledged,
    ),
)
async def change_stock(
    contract_id: UUID,
    body: StockChangeIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> StockChangeOut:
    """Units join and leave from a day on, all or none."""
    contract = await held(call, Permission.DRAFT_CONTRACT, contract_id, if_match)
    joined, left, found = await amending.change_stock(
        call.session,
        call.actor,
        contract,
        from_on=body.from_on,
        join=body.join or [],
        leave=body.leave or [],
        reason=body.reason,
        document_no=body.document_no,
        acknowledged=body.acknowledge_increase,
    )
    etag(response, contract.version + 1)
    return StockChangeOut(joined=joined, left=left, increase=_increase(found))


def _price_change(price: Price, found: Measured) -> PriceChangeOut:
    return PriceChangeOut(price=PriceOut.model_validate(price), increase=_increase(found))


def _increase(found: Measured) -> IncreaseOut:
    return IncreaseOut(
        original_fen=found.original.fen,
        adjusted_fen=found.adjusted.fen,
        added_fen=found.increase.added.fen,
        percent=str(found.increase.percent),
        cap_percent=str(found.cap_percent),
        warns=found.warns,
    )
