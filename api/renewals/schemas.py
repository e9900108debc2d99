"""The wire format of renewals and reviews."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.renewals.commands import Application
from api.renewals.deciding import Proposal
from api.web.kinds import Code, Fen, In, Out, Words
from domain.renewals import MACHINE, RefusalReason, RenewalEvent, RenewalKind, RenewalState
from persistence.renewals import Listed, Renewal


class RenewalApplicationIn(In):
    declaration: Annotated[
        Words, Field(examples=["家庭月收入3200元，无其他住房。"], description="Income and housing.")
    ]
    consents_to_checks: Annotated[bool, Field(description="同意核查收入与住房。")]
    file_ids: Annotated[list[UUID], Field(max_length=50)] = []

    def to_application(self) -> Application:
        return Application(self.declaration, self.consents_to_checks, self.file_ids)


class MissingPapersIn(In):
    missing: Annotated[Words, Field(examples=["单位收入证明"])]
    supply_by: Annotated[date, Field(examples=["2026-08-31"])]


class SuppliedPapersIn(In):
    file_ids: Annotated[list[UUID], Field(min_length=1, max_length=50)]


class RenewalProposalIn(In):
    """The officer's finding. A refusal has a code and, in words, the facts."""

    ok: Annotated[bool, Field(examples=[True])]
    reason_code: RefusalReason | None = None
    reason: Words | None = None
    decision_no: Annotated[Code, Field(examples=["包住保〔2026〕91 号"])]

    def to_proposal(self) -> Proposal:
        return Proposal(self.ok, self.reason_code, self.reason, self.decision_no)


class RenewalObjectionIn(In):
    objection: Annotated[Words, Field(examples=["名下房产已于2025年出售。"])]


class ObjectionAnswerIn(In):
    upheld: Annotated[bool, Field(description="The refusal stands.")]
    reply: Annotated[Words, Field(examples=["经核实，登记信息有误，准予续租。"])]


class ReviewIn(In):
    answer_by: Annotated[date, Field(examples=["2026-06-30"])]


class NextLeaseIn(In):
    """It begins on the day after the old lease's last one."""

    ends_on: Annotated[date | None, Field(description="Null: as long as is usual.")] = None
    contract_no: Annotated[Code | None, Field(description="Null: the next number.")] = None
    reason: Annotated[Words | None, Field(description="Where it began already.")] = None


class RenewalOut(Out):
    """A renewal 续租 or review 年审 of a lease."""

    id: UUID
    project_id: UUID
    lease_id: UUID
    contract_no: str
    unit_code: str
    tenant_name: str
    ends_on: Annotated[date, Field(description="The lease's last day.")]
    kind: RenewalKind
    state: RenewalState
    apply_by: Annotated[date, Field(description="Last day in time, included.")]
    applied_on: date | None
    applied_by: UUID | None
    at_counter: bool
    is_late: bool
    late_granted_by: UUID | None
    declaration: str | None
    file_ids: list[UUID]
    missing_papers: str | None
    supply_by: date | None
    proposed_ok: bool | None
    proposed_by: UUID | None
    reason_code: RefusalReason | None
    reason: str | None
    decision_no: str | None
    decided_by: UUID | None
    decided_on: date | None
    object_by: Annotated[date | None, Field(description="Last day to object, included.")]
    objection: str | None
    objected_on: date | None
    reply: str | None
    finally_by: UUID | None
    final_on: date | None
    made_at: datetime
    version: int

    @classmethod
    def of(cls, one: Listed) -> Self:
        return cls(**told(one))


class InvitationOut(Out):
    mark: Annotated[str, Field(examples=["6m"])]
    sent_on: date


class RenewalDetailOut(RenewalOut):
    """A renewal with the reminders, what the household owes, and what its state allows."""

    invitations: list[InvitationOut]
    overdue_fen: Fen
    months_owed: int
    is_eligible: Annotated[bool, Field(description="A grant holds on the day after the end.")]
    next_lease_id: UUID | None
    possible: list[RenewalEvent]


def told(one: Listed) -> dict[str, Any]:
    names = ("contract_no", "unit_code", "tenant_name", "ends_on")
    facts = {name: getattr(one.renewal, name) for name in Renewal.__dataclass_fields__}
    return facts | {name: getattr(one, name) for name in names}


def possible(one: Renewal) -> list[RenewalEvent]:
    return sorted(MACHINE.possible(one.state))
