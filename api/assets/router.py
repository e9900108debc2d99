"""HTTP of asset cards."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.assets import commands
from api.assets.commands import CardChangedMeanwhile
from api.assets.schemas import AssetCardIn, AssetCardOut
from api.assets.stocktake_schemas import ReconciliationOut
from api.web.contract import problems
from api.web.dependencies import Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from api.web.versions import etag
from domain.access import Permission, PermissionMissing
from domain.assets import WearExceedsValue
from persistence import assets, housing, reconciling
from persistence.assets import AssetCard, AssetCardNotFound
from persistence.files import FileNotFound
from persistence.housing import ProjectNotFound, UnitNotFound
from persistence.session import CodeTaken
from persistence.tables.assets import AssetCardRow

router = APIRouter(tags=["assets"])

#: So many disagreements are listed; `counts` has them all.
_LISTED = 1000


@router.get("/asset-cards", responses=problems(PermissionMissing, CursorInvalid))
async def list_asset_cards(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    card_no: Annotated[str | None, Query(max_length=64, description="Begins with.")] = None,
) -> Page[AssetCardOut]:
    """The cards that hold, by number."""
    row = AssetCardRow
    statement = assets.cards(call.scope(Permission.READ_HOUSING))
    if project_id is not None:
        statement = statement.where(row.project_id == project_id)
    if card_no:
        statement = statement.where(row.card_no.startswith(card_no, autoescape=True))
    rows, cursor = await page.rows(call.session, statement, row.card_no, row.id)
    items = [AssetCardOut.model_validate(AssetCard(*one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.get(
    "/projects/{project_id}/asset-reconciliation",
    responses=problems(PermissionMissing, ProjectNotFound),
)
async def reconcile_assets(project_id: UUID, call: Reader) -> ReconciliationOut:
    """Cards ↔ units ↔ leases of a project: what does not agree, and how much of it."""
    await housing.project(call.session, call.scope(Permission.READ_HOUSING), project_id)
    return ReconciliationOut.of(
        project_id,
        await reconciling.totals(call.session, project_id, call.today),
        await reconciling.counts(call.session, project_id, call.today),
        await reconciling.disagreements(call.session, project_id, call.today, limit=_LISTED),
    )


@router.get(
    "/units/{unit_id}/asset-card",
    responses=problems(PermissionMissing, UnitNotFound, AssetCardNotFound),
)
async def read_asset_card(unit_id: UUID, call: Reader, response: Response) -> AssetCardOut:
    """The edition that holds."""
    scope = call.scope(Permission.READ_HOUSING)
    await housing.unit(call.session, scope, unit_id)
    card = await assets.card(call.session, scope, unit_id)
    etag(response, card.edition)
    return AssetCardOut.model_validate(card)


@router.get(
    "/units/{unit_id}/asset-card/editions",
    responses=problems(PermissionMissing, UnitNotFound, CursorInvalid),
)
async def list_asset_card_editions(
    unit_id: UUID, call: Reader, page: PagingDep
) -> Page[AssetCardOut]:
    """Every edition of the unit's card, the latest first."""
    scope = call.scope(Permission.READ_HOUSING)
    await housing.unit(call.session, scope, unit_id)
    statement = assets.editions(scope).where(AssetCardRow.unit_id == unit_id)
    rows, cursor = await page.rows(call.session, statement, AssetCardRow.edition, descending=True)
    items = [AssetCardOut.model_validate(AssetCard(*one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/units/{unit_id}/asset-card",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        UnitNotFound,
        CardChangedMeanwhile,
        CodeTaken,
        WearExceedsValue,
        FileNotFound,
    ),
)
async def write_asset_card(
    unit_id: UUID, body: AssetCardIn, call: Writer, response: Response
) -> AssetCardOut:
    """Write the card's first or next edition; those before it stay. Purchasers only."""
    card = await commands.add_edition(
        call.session,
        call.actor,
        unit_id,
        body.model_dump(exclude={"after_edition"}),
        after_edition=body.after_edition,
    )
    etag(response, card.edition)
    return AssetCardOut.model_validate(card)
