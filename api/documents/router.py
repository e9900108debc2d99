"""HTTP of printed forms: PDF as an attachment, and whether a form is ours."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from api.contracts.commands import reach
from api.documents import accounts, fees, receipts, verification
from api.documents.forms import fee_statement, lease_statement, receipt
from api.documents.forms.ties import FormDoesNotTie
from api.documents.printing import FORM, key_of, printed
from api.documents.receipts import ReceiptNotDue
from api.documents.verification import DocumentKind, DocumentUnknown
from api.web.contract import problems
from api.web.dependencies import Reader, RuntimeDep
from api.web.kinds import Out
from api.web.pace import PublicPace
from domain.access import Permission, PermissionMissing
from domain.calendar import PeriodInvalid
from persistence import payments, settlement
from persistence.housing import ProjectNotFound
from persistence.leases import LeaseNotFound
from persistence.payments import PaymentNotFound
from persistence.settlement import FeeStatementNotFound

router = APIRouter(tags=["documents"])


class VerificationOut(Out):
    """What the form with this code says. Compare it with the paper."""

    kind: DocumentKind
    number: Annotated[str, Field(examples=["XFJY-2026-000001"])]
    on_date: Annotated[date, Field(description="The day that it bears.")]
    fingerprint: Annotated[
        str,
        Field(
            description="Of all that stands on it; the paper shows its beginning and end.",
            examples=["3f2a91bc0d4e5f60718293a4b5c6d7e8"],
        ),
    ]


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
    form = await receipts.receipt_of(call.session, scope, payment, printed_on=call.today)
    return await printed(
        call.runtime,
        DocumentKind.RECEIPT,
        form,
        receipt.render,
        title="收据",
        on=payment.received_on,
    )


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
    return await printed(
        call.runtime,
        DocumentKind.LEASE_STATEMENT,
        form,
        lease_statement.render,
        title="对账单",
        on=form.to_on,
    )


@router.get(
    "/fee-statements/{statement_id}.pdf",
    response_class=Response,
    responses={200: FORM, **problems(PermissionMissing, FeeStatementNotFound, FormDoesNotTie)},
)
async def print_fee_statement(statement_id: UUID, call: Reader) -> Response:
    """服务费结算单 with its annex."""
    within = reach(call.actor, Permission.READ_CONTRACT)
    settled = await settlement.statement(call.session, within, statement_id)
    form = await fees.form_of(call.session, within, settled, printed_on=call.today)
    return await printed(
        call.runtime,
        DocumentKind.FEE_STATEMENT,
        form,
        fee_statement.render,
        title="服务费结算单",
        on=settled.month.last,
    )


@router.get("/public/documents/{code}", responses=problems(DocumentUnknown))
async def verify_document(
    _: PublicPace,
    code: Annotated[str, Path(max_length=160, description="From the form's QR code.")],
    runtime: RuntimeDep,
) -> VerificationOut:
    """Whether a form is ours: its number, its day and its fingerprint, and nothing else."""
    return VerificationOut.model_validate(verification.read(key_of(runtime), code))
