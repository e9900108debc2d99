"""HTTP of the papers of leases, hand-overs and exits: PDF as attachments."""

from enum import StrEnum
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.documents import exits as exit_papers
from api.documents import lives
from api.documents.case_papers import PaperNotDue
from api.documents.exits import KINDS
from api.documents.forms import final_bill, handover_sheet, lease_text, notice
from api.documents.forms.ties import FormDoesNotTie
from api.documents.printing import FORM, printed
from api.documents.verification import DocumentKind
from api.web.contract import problems
from api.web.dependencies import Reader
from domain.access import Permission, PermissionMissing
from domain.handovers import HandoverKind
from domain.lease_texts import TextKind
from persistence import exits, final_bills, handovers, leases
from persistence.exits import ExitCaseNotFound
from persistence.final_bills import FinalBillNotFound
from persistence.handovers import HandoverNotFound
from persistence.lease_papers import LeaseTextNotFound
from persistence.leases import LeaseNotFound

router = APIRouter(tags=["documents"])


class ExitPaperKind(StrEnum):
    """The papers of a case, by the step that each tells of."""

    APPLICATION = "application"
    RELOCATION_NOTICE = "relocation-notice"
    DEMAND = "demand"
    FACTS_NOTICE = "facts-notice"
    RETURN_ORDER = "return-order"
    RECOVERY_NOTICE = "recovery-notice"
    INVENTORY = "inventory"


_OF_LEASE: Final = {
    TextKind.LEASE: DocumentKind.LEASE,
    TextKind.EXPLANATION: DocumentKind.EXPLANATION,
}


@router.get(
    "/exit-cases/{case_id}/papers/{kind}.pdf",
    response_class=Response,
    responses={200: FORM, **problems(PermissionMissing, ExitCaseNotFound, PaperNotDue)},
)
async def print_exit_paper(case_id: UUID, kind: ExitPaperKind, call: Reader) -> Response:
    """A notice of the case as it was served; the bureau's own under its letterhead 红头."""
    scope = call.scope(Permission.READ_LEASE)
    case = await exits.case(call.session, scope, case_id)
    form = await exit_papers.paper_of(
        call.session,
        scope,
        case,
        KINDS[kind],
        printed_on=call.today,
    )
    return await printed(
        call.runtime,
        DocumentKind.EXIT_PAPER,
        form,
        notice.render,
        title=form.title,
        on=call.today,
    )


@router.get(
    "/exit-cases/{case_id}/final-bill.pdf",
    response_class=Response,
    responses={
        200: FORM,
        **problems(PermissionMissing, ExitCaseNotFound, FinalBillNotFound, FormDoesNotTie),
    },
)
async def print_final_bill(case_id: UUID, call: Reader) -> Response:
    """退房结算单, with the deposit's and the rent's ways back apart."""
    scope = call.scope(Permission.READ_LEASE)
    case = await exits.case(call.session, scope, case_id)
    one = await final_bills.bill(call.session, case_id)
    form = await exit_papers.bill_of(call.session, scope, case, printed_on=call.today)
    return await printed(
        call.runtime,
        DocumentKind.FINAL_BILL,
        form,
        final_bill.render,
        title="退房结算单",
        on=one.last_on,
    )


@router.get(
    "/handovers/{handover_id}/sheet.pdf",
    response_class=Response,
    responses={200: FORM, **problems(PermissionMissing, HandoverNotFound)},
)
async def print_handover_sheet(handover_id: UUID, call: Reader) -> Response:
    """入住交接单, 退房交验单 or 承接查验记录, as both sides signed it."""
    scope = call.scope(Permission.READ_HOUSING)
    one = await handovers.handover(call.session, scope, handover_id)
    if one.kind is not HandoverKind.ACCEPTANCE and (
        Permission.READ_LEASE not in call.actor.permissions
    ):
        raise HandoverNotFound(handover_id=str(handover_id))
    form = await lives.sheet_of(call.session, scope, one, printed_on=call.today)
    return await printed(
        call.runtime,
        DocumentKind.HANDOVER_SHEET,
        form,
        handover_sheet.render,
        title=handover_sheet.TITLES[one.kind],
        on=one.on_date,
    )


@router.get(
    "/leases/{lease_id}/texts/{kind}.pdf",
    response_class=Response,
    responses={200: FORM, **problems(PermissionMissing, LeaseNotFound, LeaseTextNotFound)},
)
async def print_lease_text(lease_id: UUID, kind: TextKind, call: Reader) -> Response:
    """租赁合同 or 告知书: exactly the text that was written, with its hash and signatures."""
    scope = call.scope(Permission.READ_LEASE)
    lease = await leases.lease(call.session, scope, lease_id)
    form = await lives.text_of(
        call.session,
        scope,
        lease,
        kind,
        printed_on=call.today,
    )
    return await printed(
        call.runtime,
        _OF_LEASE[kind],
        form,
        lease_text.render,
        title=form.title,
        on=lease.starts_on,
    )
