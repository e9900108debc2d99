"""The wire format of arrears cases, their steps, plans and contacts."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.dunning.commands import Said
from api.web.kinds import Code, Fen, In, Line, Out, PositiveFen, Words
from domain.arrears_cases import CaseState, PlanStanding
from domain.contacts import ContactChannel, Delivery
from domain.dunning import Hold
from persistence.arrears_plans import Plan


class ArrearsCaseIn(In):
    lease_id: UUID


class _SaidIn(In):
    on_date: Annotated[date, Field(examples=["2026-04-22"])]
    channel: ContactChannel | None = None
    person: Annotated[Line | None, Field(description="经办人; null: you.", examples=["白雪"])] = (
        None
    )
    summary: Annotated[Words, Field(examples=["电话催缴 2、3 月房租，承租人答应月底前缴清。"])]
    delivery: Delivery = Delivery.PENDING
    delivered_on: date | None = None
    attachment_no: Annotated[
        Code | None, Field(description="Of a paper kept elsewhere.", examples=["CJ-2026-0031"])
    ] = None
    feedback: Words | None = None
    promised_on: Annotated[date | None, Field(description="承诺缴清日.")] = None
    promised_fen: PositiveFen | None = None

    def said(self) -> Said:
        names = Said.__dataclass_fields__
        return Said(**{name: getattr(self, name) for name in names})


class ArrearsStepIn(_SaidIn):
    """A step of the ladder, taken. The contact it was is noted with it."""

    code: Annotated[
        Code | None,
        Field(description="Null: the step that is due now.", examples=["call"]),
    ] = None


class ContactIn(_SaidIn):
    """A contact with a household that is no step of the ladder."""

    lease_id: UUID


class ContactOutcomeIn(In):
    """What came of a contact. What is null stays as it was."""

    delivery: Delivery | None = None
    delivered_on: date | None = None
    attachment_no: Code | None = None
    feedback: Annotated[Words | None, Field(examples=["承租人称月底发工资后缴清。"])] = None
    promised_on: date | None = None
    promised_fen: PositiveFen | None = None


class ContactOut(Out):
    """催缴记录: when, by which way, by whom, what was said, whether it arrived, what came back."""

    id: UUID
    project_id: UUID
    lease_id: UUID
    household_id: UUID
    case_id: UUID | None
    contract_no: str
    unit_code: str
    tenant_name: str
    step: Annotated[str | None, Field(description="Of the ladder, where it was one.")]
    on_date: date
    channel: ContactChannel
    person: str
    summary: str
    delivery: Delivery
    delivered_on: date | None
    attachment_no: str | None
    has_attachment: bool
    feedback: str | None
    promised_on: date | None
    promised_fen: Fen | None
    maker_id: UUID
    made_at: datetime
    version: int


class StepTakenOut(Out):
    """A step that was taken, what was owed then, and the contact that it was."""

    id: UUID
    number: int
    code: Annotated[str, Field(examples=["demand_letter"])]
    template: Annotated[str, Field(examples=["催缴通知书"])]
    taken_on: date
    overdue_fen: Fen
    months_owed: int
    maker_id: UUID
    contact_id: UUID
    channel: ContactChannel
    person: str
    summary: str
    delivery: Delivery
    delivered_on: date | None
    attachment_no: str | None
    has_attachment: bool
    feedback: str | None
    promised_on: date | None


class StepsTakenOut(Out):
    items: list[StepTakenOut]


class ArrearsPlanIn(In):
    """An instalment plan: equal parts from month to month, the last taking the rest."""

    parts: Annotated[int, Field(strict=True, ge=1, le=60, examples=[6])]
    first_due_on: date
    amount_fen: Annotated[
        PositiveFen | None, Field(description="Null: everything that is overdue now.")
    ] = None
    document_no: Annotated[Code, Field(examples=["FQ-2026-0004"])]
    reason: Annotated[Words, Field(examples=["失业，已登记求职，按月发失业金。"])]


class InstalmentOut(Out):
    due_on: date
    amount_fen: PositiveFen


class ArrearsPlanOut(Out):
    """A plan, proposed or agreed. `paid_fen`: of its debt, since it was agreed."""

    id: UUID
    case_id: UUID
    state: Annotated[str, Field(examples=["agreed"])]
    amount_fen: PositiveFen
    document_no: str
    reason: str
    debt_fen: Fen | None
    through_on: date | None
    maker_id: UUID
    made_at: datetime
    confirmed_by: UUID | None
    confirmed_at: datetime | None
    version: int
    parts: list[InstalmentOut]
    paid_fen: Fen
    standing: Annotated[PlanStanding | None, Field(description="Null while it is proposed.")]

    @classmethod
    def of(cls, plan: Plan, standing: PlanStanding | None) -> Self:
        told = {name: getattr(plan, name) for name in cls.model_fields if hasattr(plan, name)}
        told["parts"] = [
            InstalmentOut(due_on=part.due_on, amount_fen=part.amount.fen) for part in plan.parts
        ]
        return cls(**told, paid_fen=plan.paid.fen, standing=standing)


class ArrearsPlansOut(Out):
    """The agreed plan first, then one that waits for its second person."""

    items: list[ArrearsPlanOut]


class LadderStepOut(Out):
    """The step that the ladder asks for; without a day it is due."""

    code: str
    channel: ContactChannel
    template: str
    proof: str
    due_on: date | None


class ArrearsCaseOut(Out):
    """One climb of the ladder by one lease.

    `state` follows from what is owed today: a payment closes the case by itself, and one that
    bounces lets it go on where it was.
    """

    id: UUID
    project_id: UUID
    lease_id: UUID
    household_id: UUID
    contract_no: str
    unit_code: str
    tenant_name: str
    state: CaseState
    opened_on: date
    last_step: Annotated[str | None, Field(description="Its code.")]
    last_step_on: date | None
    closed_on: date | None
    overdue_fen: Fen
    months_owed: int
    since_on: date | None
    holds: list[Hold]
    step: Annotated[LadderStepOut | None, Field(description="Due now.")]
    next_step: LadderStepOut | None
    last_contact_on: date | None
    promised_on: date | None
    limitation_on: Annotated[
        date | None, Field(description="Until when the oldest debt can be sued for.")
    ]
    plan: ArrearsPlanOut | None
    maker_id: UUID
    made_at: datetime
    version: int
