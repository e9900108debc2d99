"""HTTP of printed forms: PDF as an attachment, and whether a form is ours."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response

from api.contracts.commands import reach
from api.documents import accounts, fees, receipts, verification
from api.documents.forms import fee_statement, lease_statement, receipt
from api.documents.forms.ties import FormDoesNotTie
from api.documents.receipts import ReceiptNotDue
from api.documents.verification import DocumentKind, DocumentUnknown, Printed
from api.runtime import Runtime
from api.web.contract import problems
from api.web.dependencies import Reader, RuntimeDep
from api.web.downloads import attachment
from api.web.kinds import Out
from domain.access import Permission, PermissionMissing
from domain.calendar import PeriodInvalid
from persistence import payments, settlement
from persistence.housing import ProjectNotFound
from persistence.leases import LeaseNotFound
from persistence.payments import PaymentNotFound
from persistence.settlement import FeeStatementNotFound

router = APIRouter(tags=["documents"])

PDF: Final = "application/pdf"
FORM: Final[dict[str, Any]] = {"content": {PDF: {}}, "description": "The form, A4."}


class VerificationOut(Out):
    """What the form with this code says. Compare it with the paper."""

    kind: DocumentKind
    document_id: UUID
    amount_fen: int
    on_date: date


@router.get(
    "/payments/{payment_id}/receipt.pdf",
    response_class=Response,
    responses={
        200: FORM,
        **problems(PermissionMissing, PaymentNotFound, ReceiptNotDue, FormDoesNotTie),
    },
)
async def print_receipt(payment_id: UUID, call: Reader) -> Response:
    """收款收据, two copies on a sheet."""
    scope = call.scope(Permission.READ_RENT)
    payment = await payments.payment(call.session, scope, payment_id)
    printed = Printed(DocumentKind.RECEIPT, payment.id, payment.amount_fen, payment.received_on)
    form = await receipts.receipt_of(
        call.session,
        scope,
        payment,
        printed_on=call.today,
        url=address(call.runtime, printed),
    )
    data = await asyncio.to_thread(receipt.render, form)
    return attachment(data, f"收据-{form.number}.pdf", PDF)


@router.get(
    "/leases/{lease_id}/statement.pdf",
    response_class=Response,
    responses={
        200: FORM,
        **problems(
            PermissionMissing, LeaseNotFound, ProjectNotFound, PeriodInvalid, FormDoesNotTie
        ),
    },
)
async def print_lease_statement(
    lease_id: UUID,
    call: Reader,
    from_on: Annotated[date | None, Query(alias="from")] = None,
    to_on: Annotated[date | None, Query(alias="to", description="The last day included.")] = None,
) -> Response:
    """住户对账单 of a period; of all time and up to today when left out."""
    form = await accounts.statement_of(
        call.session,
        call.scope(Permission.READ_RENT),
        lease_id,
        from_on=from_on,
        to_on=to_on or call.today,
        printed_on=call.today,
    )
    closing = lease_statement.closing_balance(form)
    printed = Printed(DocumentKind.LEASE_STATEMENT, lease_id, closing.fen, form.to_on)
    verified = replace(form, verification_url=address(call.runtime, printed))
    data = await asyncio.to_thread(lease_statement.render, verified)
    return attachment(data, f"对账单-{form.number}.pdf", PDF)


@router.get(
    "/fee-statements/{statement_id}.pdf",
    response_class=Response,
    responses={200: FORM, **problems(PermissionMissing, FeeStatementNotFound, FormDoesNotTie)},
)
async def print_fee_statement(statement_id: UUID, call: Reader) -> Response:
    """服务费结算单 with its annex."""
    within = reach(call.actor, Permission.READ_CONTRACT)
    settled = await settlement.statement(call.session, within, statement_id)
    printed = Printed(
        DocumentKind.FEE_STATEMENT, settled.id, settled.payable_fen, settled.month.last
    )
    form = await fees.form_of(
        call.session,
        within,
        settled,
        printed_on=call.today,
        url=address(call.runtime, printed),
    )
    data = await asyncio.to_thread(fee_statement.render, form)
    return attachment(data, f"服务费结算单-{form.number}.pdf", PDF)


@router.get("/public/documents/{code}", responses=problems(DocumentUnknown))
async def verify_document(
    code: Annotated[str, Path(max_length=100, description="From the form's QR code.")],
    runtime: RuntimeDep,
) -> VerificationOut:
    """Whether a form is ours, and what we printed on it. Names nobody."""
    printed = verification.read(_key(runtime), code)
    return VerificationOut.model_validate(printed)


def address(runtime: Runtime, printed: Printed) -> str:
    """Where whoever holds the paper asks whether it is ours."""
    told = verification.code(_key(runtime), printed)
    return f"{runtime.settings.address}/v1/public/documents/{told}"


def _key(runtime: Runtime) -> bytes:
    return runtime.vault.key("documents")
