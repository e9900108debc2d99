"""The wire format of eligibility. Only people of the bureau and auditors ever get it."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, DecimalWire, In, Line, NationalId, Out, Phone, Words
from domain.eligibility import (
    MACHINE,
    EligibilityEvent,
    EligibilityState,
    Measure,
    PriorityGroup,
    ProposalState,
    Standing,
    standing,
)
from domain.rent import Tier
from persistence.eligibility import Person, Record


class ApplicantIn(In):
    name: Annotated[Line, Field(examples=["赵福生"])]
    national_id: NationalId
    phone: Phone | None = None


class EligibleMemberIn(In):
    name: Annotated[Line, Field(examples=["王秀兰"])]
    relation: Annotated[Line, Field(examples=["配偶"])]
    national_id: Annotated[NationalId, Field(examples=["11010519491231002X"])]


class EligibilityIn(In):
    """A decision of the bureau. It replaces the person's record that `replaces_id` names."""

    decision_no: Annotated[Code, Field(examples=["包住保〔2026〕0132号"])]
    applicant: ApplicantIn
    members: Annotated[list[EligibleMemberIn], Field(max_length=29)] = []
    tier: Tier
    size: Annotated[
        int | None, Field(ge=1, le=30, description="People counted; those named when left out.")
    ] = None
    approved_area_m2: Annotated[DecimalWire, Field(gt=0, le=1000, decimal_places=2)] | None = None
    approved_rooms: Annotated[
        int | None, Field(ge=1, le=9, description="Bedrooms; the size table when left out.")
    ] = None
    starts_on: Annotated[date, Field(examples=["2026-04-01"])]
    ends_on: Annotated[date, Field(description="Last day included.", examples=["2029-03-31"])]
    queued_on: Annotated[date, Field(description="轮候登记日.", examples=["2024-09-12"])]
    priority_groups: Annotated[list[PriorityGroup], Field(max_length=8)] = []
    needs_easy_access: Annotated[
        bool, Field(description="Low floor or lift; lists never say why.")
    ] = False
    replaces_id: UUID | None = None
    note: Words | None = None
    acknowledge_duplicates: Annotated[
        bool, Field(description="Said after duplicates were found, and is meant.")
    ] = False


class EligiblePersonOut(Out):
    id: UUID
    name: str
    relation: Annotated[str, Field(examples=["本人"])]
    is_applicant: bool
    national_id_mask: Annotated[str, Field(examples=["150203********1239"])]
    phone_mask: Annotated[str | None, Field(examples=["139****5521"])]


class EligibilityOut(Out):
    """A record. `standing` is today's; `possible` what may be decided about it next."""

    id: UUID
    decision_no: str
    applicant_name: Annotated[str, Field(examples=["赵福生"])]
    tier: Tier
    size: int
    approved_area_m2: Annotated[DecimalWire | None, Field(examples=["60"])]
    approved_rooms: int | None
    starts_on: date
    ends_on: date
    until_on: Annotated[date | None, Field(description="First day that a measure took away.")]
    queued_on: date
    priority_groups: list[PriorityGroup]
    needs_easy_access: bool
    state: EligibilityState
    standing: Standing
    possible: list[EligibilityEvent]
    replaces_id: UUID | None
    import_id: UUID | None
    note: str | None
    maker_id: UUID
    made_at: datetime
    version: int

    @classmethod
    def of(cls, one: Record, today: date) -> Self:
        told = {name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)}
        return cls.model_validate(
            told
            | {
                "standing": standing(one.terms, today),
                "possible": sorted(MACHINE.possible(one.state)),
            }
        )


class EligibilityDetailOut(EligibilityOut):
    people: list[EligiblePersonOut]

    @classmethod
    def with_people(cls, one: Record, people: list[Person], today: date) -> Self:
        return cls(
            **EligibilityOut.of(one, today).model_dump(),
            people=[EligiblePersonOut.model_validate(person) for person in people],
        )


class MeasureIn(In):
    """A proposal about a record; somebody else of the bureau decides."""

    measure: Measure
    effective_on: Annotated[date, Field(description="First day it counts.")]
    reason: Annotated[Words, Field(examples=["经核查，该家庭已购买商品住房。"])]
    legal_basis: Annotated[Line, Field(examples=["公租房办法第三十一条"])]
    document_no: Annotated[Code, Field(examples=["包住保〔2026〕0201号"])]
    with_ban: Annotated[
        bool, Field(description="With a cancellation: 不得再申请 for the applicant.")
    ] = False


class MeasureDecisionIn(In):
    """A word on the decision, where there is one to say."""

    note: Words | None = None


class MeasureOut(Out):
    id: UUID
    record_id: UUID
    measure: Measure
    effective_on: date
    reason: str
    legal_basis: str
    document_no: str
    with_ban: bool
    state: ProposalState
    maker_id: UUID
    made_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    decision_note: str | None


class MeasuresOut(Out):
    items: list[MeasureOut]
