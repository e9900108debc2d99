"""The wire format of steps in a unit's life, and of decisions about it."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.housing.disposals import Disposal
from api.housing.life import Step
from api.housing.repairs import Repair
from api.web.kinds import In, Line, Out, Words
from domain.housing import OpenItem, UnitEvent
from domain.unit_decisions import (
    DecisionKind,
    DecisionState,
    FreezeReason,
    RepairReason,
    WithdrawalReason,
)

_On = Annotated[
    date | None,
    Field(description="Today when left out; an earlier day needs a reason and an open month."),
]
_Files = Annotated[list[UUID], Field(max_length=50, description="Stored files.")]
_Proof = Annotated[list[UUID], Field(min_length=1, max_length=50, description="Stored files.")]
_Law = Annotated[Line, Field(examples=["民事诉讼法第一百零三条"])]


class UnitStepIn(In):
    """What every step may say of itself."""

    effective_on: _On = None
    reason: Annotated[Words | None, Field(examples=["现场确认"])] = None
    file_ids: _Files = []

    def to_step(self, event: UnitEvent) -> Step:
        return Step(
            event=event,
            effective_on=self.effective_on,
            reason=self.reason,
            file_ids=self.file_ids,
        )


class OpenItemIn(In):
    what: Annotated[Line, Field(examples=["踢脚线补漆"])]
    is_critical: Annotated[bool, Field(description="Not with people living there.")]


class UnitReadinessIn(In):
    """Cleaned, repaired, the lock changed, with photos that show it."""

    effective_on: _On = None
    reason: Annotated[Words | None, Field(examples=["保洁完成"])] = None
    lock_changed: bool
    file_ids: Annotated[_Proof, Field(description="Photos, and the lock's record.")]
    open_items: Annotated[list[OpenItemIn], Field(max_length=200)] = []

    def items(self) -> list[OpenItem]:
        return [OpenItem(one.what, one.is_critical) for one in self.open_items]

    def to_step(self, event: UnitEvent) -> Step:
        return Step(
            event=event,
            effective_on=self.effective_on,
            reason=self.reason,
            file_ids=self.file_ids,
            facts={"open_items": [one.what for one in self.open_items]},
        )


class RepairExtensionIn(In):
    """Why the repair takes longer, and until when by what is known; the day is included."""

    reason_code: Annotated[RepairReason, Field(examples=["damage"])]
    reason: Annotated[Words, Field(examples=["卫生间漏水，需重做防水"])]
    until_on: Annotated[date, Field(description="Expected last day, included.")]
    file_ids: _Files = []

    def to_repair(self) -> Repair:
        return Repair(self.reason_code, self.reason, self.until_on, file_ids=self.file_ids)


class UnitRepairIn(RepairExtensionIn):
    """Why nobody can live there; beyond thirty days the purchaser is asked to confirm."""

    effective_on: _On = None

    def to_repair(self) -> Repair:
        return Repair(
            self.reason_code, self.reason, self.until_on, self.effective_on, self.file_ids
        )


class UnitFreezeIn(In):
    """Litigation, dispute or demolition, with the court's or the authority's paper."""

    effective_on: _On = None
    reason_code: Annotated[FreezeReason, Field(examples=["litigation"])]
    reason: Annotated[Words, Field(examples=["诉讼保全"])]
    legal_basis: _Law
    file_ids: _Proof

    def to_step(self) -> Step:
        return Step(
            event=UnitEvent.FREEZE,
            effective_on=self.effective_on,
            reason_code=self.reason_code,
            reason=self.reason,
            legal_basis=self.legal_basis,
            file_ids=self.file_ids,
        )


class UnitReleaseIn(In):
    """Why the unit goes back to what it was."""

    effective_on: _On = None
    reason: Annotated[Words, Field(examples=["解除保全裁定已送达"])]
    legal_basis: _Law | None = None
    file_ids: _Proof

    def to_step(self) -> Step:
        return Step(
            event=UnitEvent.RELEASE,
            effective_on=self.effective_on,
            reason=self.reason,
            legal_basis=self.legal_basis,
            file_ids=self.file_ids,
        )


class DisposalIn(In):
    """The approver's half of a disposal."""

    reason_code: Annotated[WithdrawalReason, Field(examples=["conversion"])]
    reason: Annotated[Words, Field(examples=["转配售型保障房"])]
    legal_basis: Annotated[_Law, Field(examples=["财资〔2018〕106号"])]
    file_ids: _Proof

    def to_disposal(self) -> Disposal:
        return Disposal(self.reason_code, self.reason, self.legal_basis, self.file_ids)


class UnitDecisionIn(In):
    granted: bool
    words: Annotated[Words, Field(description="Why.", examples=["同意，按评估价处置"])]


class DisposalRetractionIn(In):
    words: Annotated[Words, Field(description="Why it is taken back.", examples=["处置方案调整"])]


class UnitDecisionOut(Out):
    """What one side asked and another decides: a disposal, or a repair beyond thirty days."""

    id: UUID
    project_id: UUID
    unit_id: UUID
    unit_code: str
    kind: DecisionKind
    state: DecisionState
    effective_on: date
    until_on: date | None
    reason_code: str
    reason: str
    legal_basis: str | None
    file_ids: list[UUID]
    maker_id: UUID
    made_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    decision: Annotated[str | None, Field(description="The words of who decided.")]
    version: int


class UnitFileOut(Out):
    """A photo or paper of the unit."""

    file_id: UUID
    name: Annotated[str, Field(examples=["受理通知书.pdf"])]
    media_type: Annotated[str, Field(examples=["application/pdf"])]
    size: int
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    maker_id: UUID
    made_at: datetime


class UnitFilesOut(Out):
    items: list[UnitFileOut]
