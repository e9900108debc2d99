"""HTTP of the papers of renewals, changes and exchanges: PDF as attachments."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.documents import household_cases
from api.documents import renewals as renewal_papers
from api.documents.case_papers import CasePaper, PaperNotDue, T, paper_of
from api.documents.forms import notice
from api.documents.household_cases import HouseholdPaperKind
from api.documents.printing import FORM, printed
from api.documents.renewals import RenewalPaperKind
from api.documents.verification import DocumentKind
from api.web.contract import problems
from api.web.dependencies import Call, Reader
from domain.access import Permission, PermissionMissing
from persistence import exchanges, lease_changes, renewals
from persistence.exchanges import ExchangeNotFound
from persistence.lease_changes import LeaseChangeNotFound
from persistence.renewals import RenewalNotFound

router = APIRouter(tags=["documents"])

_OF_CASE: Final = (PermissionMissing, PaperNotDue)


@router.get(
    "/renewals/{renewal_id}/papers/{kind}.pdf",
    response_class=Response,
    responses={200: FORM, **problems(*_OF_CASE, RenewalNotFound)},
)
async def print_renewal_paper(renewal_id: UUID, kind: RenewalPaperKind, call: Reader) -> Response:
    """续退租征询单, 续租申请表, 补正通知书, 审核决定书 or 异议答复书; of a review, its own."""
    scope = call.scope(Permission.READ_LEASE)
    one = await renewals.find(call.session, scope, renewal_id)
    paper = renewal_papers.KINDS[kind]
    return await _paper(call, DocumentKind.RENEWAL_PAPER, one.renewal.lease_id, one, paper)


@router.get(
    "/lease-changes/{change_id}/papers/{kind}.pdf",
    response_class=Response,
    responses={200: FORM, **problems(*_OF_CASE, LeaseChangeNotFound)},
)
async def print_lease_change_paper(
    change_id: UUID, kind: HouseholdPaperKind, call: Reader
) -> Response:
    """变更申请表 as it was asked, 变更审核决定书 once it is decided."""
    scope = call.scope(Permission.READ_LEASE)
    one = await lease_changes.find(call.session, scope, change_id)
    paper = household_cases.CHANGES[kind]
    return await _paper(call, DocumentKind.CHANGE_PAPER, one.lease_id, one, paper)


@router.get(
    "/exchanges/{exchange_id}/papers/{kind}.pdf",
    response_class=Response,
    responses={200: FORM, **problems(*_OF_CASE, ExchangeNotFound)},
)
async def print_exchange_paper(
    exchange_id: UUID, kind: HouseholdPaperKind, call: Reader
) -> Response:
    """换房申请表 as it was asked, 换房审核决定书 once it is decided."""
    scope = call.scope(Permission.READ_LEASE)
    one = await exchanges.find(call.session, scope, exchange_id)
    paper = household_cases.EXCHANGES[kind]
    return await _paper(call, DocumentKind.EXCHANGE_PAPER, one.lease_id, one, paper)


async def _paper(
    call: Call, document: DocumentKind, lease_id: UUID, case: T, kind: CasePaper[T]
) -> Response:
    scope = call.scope(Permission.READ_LEASE)
    form = await paper_of(call.session, scope, lease_id, case, kind, printed_on=call.today)
    title = form.title
    return await printed(call.runtime, document, form, notice.render, title=title, on=call.today)
