"""Papers by their number: receipts, vouchers, remittances, fee statements, contracts; projects.

A feature with numbered papers of its own adds a line to `SOURCES`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    String,
    Uuid,
    and_,
    cast,
    func,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission, Scope
from domain.payments import Channel
from domain.search import Wanted
from persistence.contracts import Reach
from persistence.prefixes import begins
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.contracts import FeeStatementRow, ServiceContractRow
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import ProjectRow
from persistence.tables.leases import LeaseRow
from persistence.tables.ledger import RemittanceRow, VoucherRow
from persistence.tables.payments import PaymentRow


class DocumentKind(StrEnum):
    PAYMENT = "payment"
    VOUCHER = "voucher"
    REMITTANCE = "remittance"
    FEE_STATEMENT = "fee_statement"
    CONTRACT = "contract"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A paper, or a project: `number` is what people know it by. Fen."""

    kind: DocumentKind
    id: UUID
    number: str
    project_id: UUID
    project: str
    on_date: date | None
    amount_fen: int | None
    state: str | None
    lease_id: UUID | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of paper: who may read it, and the question for those that a text may mean."""

    kind: DocumentKind
    permission: Permission
    question: Callable[[Actor, Scope, Wanted], Statement | None]


#: A paper of nobody's lease.
_NOBODY: Final = (cast(null(), Uuid).label("lease_id"), cast(null(), String).label("tenant"))


async def found(
    session: AsyncSession, actor: Actor, source: Source, wanted: Wanted, *, limit: int
) -> list[FoundDocument]:
    """The papers of one kind, one more than `limit` if there are more."""
    statement = source.question(actor, actor.scope(source.permission), wanted)
    if statement is None:
        return []
    rows: Sequence[Any] = (await session.execute(statement.limit(limit + 1))).all()
    return [FoundDocument(source.kind, *row) for row in rows]


def _any_begins(columns: Iterable[Any], wanted: Wanted) -> ColumnElement[bool]:
    return or_(*(begins(column, number) for column in columns for number in wanted.numbers))


def _payments(_: Actor, scope: Scope, wanted: Wanted) -> Statement | None:
    """By the beginning of the receipt's number, or by the channel's whole serial number."""
    if not wanted.numbers:
        return None
    row = PaymentRow
    by_serial = select(row.id).where(
        row.channel.in_(list(Channel)), row.serial_no.in_(wanted.numbers)
    )
    by_receipt = [
        select(row.id).where(row.receipt_no.is_not(None), begins(row.receipt_no, number)).limit(60)
        for number in wanted.numbers
    ]
    return (
        select(
            row.id,
            func.coalesce(row.receipt_no, row.serial_no),
            row.project_id,
            ProjectRow.name,
            row.received_on,
            row.amount_fen,
            row.state,
            row.lease_id,
            HouseholdRow.tenant_name,
        )
        .join(ProjectRow, ProjectRow.id == row.project_id)
        .outerjoin(LeaseRow, LeaseRow.id == row.lease_id)
        .outerjoin(HouseholdRow, HouseholdRow.id == LeaseRow.household_id)
        .where(
            row.id.in_(union_all(by_serial, *by_receipt)),
            in_projects(scope, row.project_id),
            of_household(scope, LeaseRow.household_id),
        )
        .order_by(row.received_on.desc(), row.id.desc())
    )


def _vouchers(_: Actor, scope: Scope, wanted: Wanted) -> Statement | None:
    row = VoucherRow
    return _paper(
        row, row.month, row.amount_fen, row.treasury_receipt_no, scope=scope, wanted=wanted
    )


def _remittances(_: Actor, scope: Scope, wanted: Wanted) -> Statement | None:
    row = RemittanceRow
    return _paper(
        row, row.through_on, row.amount_fen, row.treasury_receipt_no, scope=scope, wanted=wanted
    )


def _paper(
    row: Any, day: Any, amount: Any, other_number: Any, *, scope: Scope, wanted: Wanted
) -> Statement | None:
    """A voucher or a remittance, by its own number or the treasury's."""
    if not wanted.numbers:
        return None
    return (
        select(
            row.id, row.number, row.project_id, ProjectRow.name, day, amount, row.state, *_NOBODY
        )
        .join(ProjectRow, ProjectRow.id == row.project_id)
        .where(in_projects(scope, row.project_id), _any_begins([row.number, other_number], wanted))
        .order_by(row.month.desc(), row.number)
    )


def _fee_statements(actor: Actor, scope: Scope, wanted: Wanted) -> Statement | None:
    if not wanted.numbers:
        return None
    row, contract = FeeStatementRow, ServiceContractRow
    return (
        select(
            row.id,
            row.number,
            row.project_id,
            ProjectRow.name,
            row.month,
            row.payable_fen,
            row.state,
            *_NOBODY,
        )
        .join(
            contract,
            and_(contract.authority_id == row.authority_id, contract.id == row.contract_id),
        )
        .join(ProjectRow, ProjectRow.id == row.project_id)
        .where(
            Reach(scope, actor.organisation_id).contracts(),
            _any_begins([row.number, row.invoice_no], wanted),
        )
        .order_by(row.month.desc(), row.number)
    )


def _contracts(actor: Actor, scope: Scope, wanted: Wanted) -> Statement | None:
    if not wanted.numbers:
        return None
    row = ServiceContractRow
    return (
        select(
            row.id,
            row.contract_no,
            row.project_id,
            ProjectRow.name,
            row.starts_on,
            cast(null(), BigInteger).label("amount_fen"),
            row.state,
            *_NOBODY,
        )
        .join(ProjectRow, ProjectRow.id == row.project_id)
        .where(
            Reach(scope, actor.organisation_id).contracts(),
            _any_begins([row.contract_no, row.procurement_no], wanted),
        )
        .order_by(row.starts_on.desc(), row.contract_no)
    )


def _projects(_: Actor, scope: Scope, wanted: Wanted) -> Statement | None:
    """By code, or by how its name begins."""
    row = ProjectRow
    fits = [begins(row.code, number) for number in wanted.numbers]
    if wanted.name:
        fits.append(begins(row.name, wanted.name))
    if not fits:
        return None
    return (
        select(
            row.id,
            row.code,
            row.id.label("project_id"),
            row.name,
            cast(null(), Date).label("on_date"),
            cast(null(), BigInteger).label("amount_fen"),
            cast(null(), String).label("state"),
            cast(null(), Uuid).label("lease_id"),
            row.name.label("called"),
        )
        .where(in_projects(scope, row.id), or_(*fits))
        .order_by(row.code)
    )


#: In the order of the answer's groups.
SOURCES: Final = (
    Source(DocumentKind.PAYMENT, Permission.READ_RENT, _payments),
    Source(DocumentKind.VOUCHER, Permission.READ_LEDGER, _vouchers),
    Source(DocumentKind.REMITTANCE, Permission.READ_LEDGER, _remittances),
    Source(DocumentKind.FEE_STATEMENT, Permission.READ_CONTRACT, _fee_statements),
    Source(DocumentKind.CONTRACT, Permission.READ_CONTRACT, _contracts),
    Source(DocumentKind.PROJECT, Permission.READ_HOUSING, _projects),
)
