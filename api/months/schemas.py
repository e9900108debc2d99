"""The wire format of the month page."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.figures.schemas import CollectionMonthOut, Percent
from api.web.kinds import Fen, MonthWire, Out, SignedFen
from api.web.people import PersonNameOut
from domain.access import Permission, Role
from domain.advances import VoucherState
from domain.duties import DutyAction, roles_with
from domain.figures import collection_rate
from domain.indicators import rate
from domain.month_figures import MonthFigures
from domain.month_steps import MonthStep, StepKey, StepState
from domain.month_ties import Tie
from persistence.names import Named

#: For each right that a step waits for, the people who hold it.
Holders = Mapping[Permission, Sequence[Named]]


class FigureOut(Out):
    """A line under a step: money, a count, or a word; what it is, `code` says."""

    code: Annotated[str, Field(examples=["excluded"])]
    fen: SignedFen | None
    count: int | None
    text: str | None
    waits: Annotated[bool, Field(description="It is what somebody should look at.")]


class WaitsForOut(Out):
    """Whom a step waits for. People of another house are known by their roles alone."""

    action: DutyAction
    permission: Permission
    roles: list[Role]
    people: list[PersonNameOut]
    until_on: date | None
    is_overdue: bool

    @classmethod
    def of(cls, step: MonthStep, holders: Holders, today: date) -> Self | None:
        if step.waits_for is None:
            return None
        right = step.waits_for.permission
        return cls.model_validate(
            {
                "action": step.waits_for.action,
                "permission": right,
                "roles": roles_with(right),
                "people": [one for one in holders.get(right, ()) if one.name is not None],
                "until_on": step.until_on,
                "is_overdue": step.until_on is not None and step.until_on < today,
            }
        )


class MonthStepOut(Out):
    """One step of the chain. `at` is when it was done, `subject_id` the paper it is about."""

    key: StepKey
    state: StepState
    amount_fen: Annotated[SignedFen | None, Field(description="Minus: more was taken back.")]
    figures: list[FigureOut]
    waits_for: WaitsForOut | None
    until_on: date | None
    subject_id: UUID | None
    at: datetime | None

    @classmethod
    def of(cls, step: MonthStep, holders: Holders, today: date) -> Self:
        told = {name: getattr(step, name) for name in cls.model_fields}
        return cls.model_validate({**told, "waits_for": WaitsForOut.of(step, holders, today)})


class PartTiedOut(Out):
    code: Annotated[str, Field(examples=["paid"])]
    fen: SignedFen


class TieOut(Out):
    """勾稽: `total_fen` less its parts is `gap_fen`; even is zero."""

    code: Annotated[str, Field(examples=["billed"])]
    total_fen: SignedFen
    parts: list[PartTiedOut]
    gap_fen: SignedFen
    is_even: bool

    @classmethod
    def of(cls, tie: Tie) -> Self:
        told = {name: getattr(tie, name) for name in cls.model_fields if hasattr(tie, name)}
        return cls.model_validate({**told, "is_even": tie.gap_fen == 0})


class ExcludedOut(Out):
    reason: Annotated[str, Field(examples=["hardship"])]
    leases: int
    amount_fen: Fen


class MonthVoucherOut(Out):
    """The month's voucher 代交凭证 with its people; its lines are at `/v1/advances/{id}/lines`."""

    id: UUID
    number: str
    state: VoucherState
    leases: int
    previous_fen: Annotated[Fen, Field(description="Its households' earlier advances, open.")]
    billed_fen: Fen
    reduced_fen: Fen
    tenant_paid_fen: Fen
    excluded_fen: Fen
    amount_fen: Fen
    due_on: date
    recovered_fen: Fen
    outstanding_fen: Fen
    written_off_fen: Fen
    excluded: list[ExcludedOut]
    maker: PersonNameOut | None
    confirmed: PersonNameOut | None
    paid: PersonNameOut | None

    @classmethod
    def of(cls, month: MonthFigures, known: Mapping[UUID, Named]) -> Self | None:
        voucher = month.voucher
        if voucher is None:
            return None
        told = {name: getattr(voucher, name) for name in cls.model_fields if hasattr(voucher, name)}
        return cls.model_validate(
            {
                **told,
                "recovered_fen": voucher.recovered_fen if voucher.is_accepted else 0,
                "outstanding_fen": voucher.outstanding_fen if voucher.is_accepted else 0,
                "written_off_fen": voucher.written_off_fen if voucher.is_accepted else 0,
                "maker": PersonNameOut.of(known, voucher.maker_id),
                "confirmed": PersonNameOut.of(known, voucher.confirmed_by),
                "paid": PersonNameOut.of(known, voucher.paid_by),
            }
        )


class MonthOut(Out):
    """A project's month: the situation, the chain, the ties.

    `tenant_rate` is what tenants paid of what was billed net of reductions; `advance_rate` and
    `excluded_rate` are of the same. `failed` are the checks of the month's end that do not hold,
    as far as they are quickly told: closing verifies every line of the books besides.
    """

    project_id: UUID
    project: str
    month: MonthWire
    is_closed: bool
    closed_at: datetime | None
    billed_fen: Fen
    tenant_rate: Percent
    advance_rate: Percent
    excluded_rate: Percent
    next: Annotated[StepKey | None, Field(description="The step to be taken next.")]
    steps: list[MonthStepOut]
    ties: list[TieOut]
    broken: Annotated[list[str], Field(description="Identities of the books that do not hold.")]
    failed: list[str]
    voucher: MonthVoucherOut | None

    @staticmethod
    def rates(month: MonthFigures) -> dict[str, object]:
        charged, voucher = month.charged, month.voucher
        net = charged.billed_fen - charged.reduced_fen
        return {
            "billed_fen": charged.billed_fen,
            "tenant_rate": collection_rate(
                charged.paid_fen, charged.billed_fen, charged.reduced_fen
            ),
            "advance_rate": rate(voucher.amount_fen, net) if voucher else None,
            "excluded_rate": rate(voucher.excluded_fen, net) if voucher else None,
        }


class MonthRowOut(CollectionMonthOut):
    """An earlier month beside the others: collection, the advance outstanding, the fee."""

    advance_closing_fen: Annotated[
        SignedFen, Field(description="Operators' claims at its end, by booked month.")
    ]
    recovered_fen: SignedFen
    fee_fen: Fen
    projects: Annotated[int, Field(description="With charges in it.")]
    closed: Annotated[int, Field(description="Of them, closed.")]


class MonthsOut(Out):
    project_id: UUID | None
    items: list[MonthRowOut]
