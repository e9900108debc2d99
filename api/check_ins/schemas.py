"""The wire format of check-ins."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, Fen, In, Out, Words
from domain.check_ins import MACHINE, CheckInEvent, CheckInState, MoneyIn
from domain.lease_signing import IdentityWay
from persistence.check_ins import CheckIn, Listed, Verified


class CheckInBookingIn(In):
    booked_on: Annotated[date, Field(examples=["2026-05-06"])]


class CheckInReasonIn(In):
    reason: Annotated[Words, Field(examples=["承租人未到场，电话无人接听。"])]


class FirstMoneyWaiverIn(In):
    """What the purchaser does not wait for. It stays owed."""

    deposit: bool = False
    first_rent: Annotated[bool, Field(examples=[True])] = False
    document_no: Annotated[Code, Field(examples=["包住保〔2026〕58 号"])]
    reason: Annotated[Words, Field(examples=["特困家庭，押金与首期租金缓交。"])]


class MemberVerificationIn(In):
    member_id: UUID
    identity_way: Annotated[
        IdentityWay, Field(description="How; a way without a face is always possible.")
    ]


class InspectionIn(In):
    handover_id: Annotated[UUID, Field(description="The lease's check-in sheet.")]


class KeysHandedOverIn(In):
    repair_split_explained: Annotated[
        bool,
        Field(
            description="Which repairs are the tenant's (daily fittings indoors) and which the"
            " landlord's (structure, common parts) was explained."
        ),
    ]
    handed_over_on: Annotated[date | None, Field(description="Null: today.")] = None
    reason: Annotated[Words | None, Field(description="Where it was before today.")] = None


class CheckInRegistrationIn(In):
    file_ids: Annotated[
        list[UUID], Field(max_length=50, description="Copies of papers, consent record.")
    ] = []
    reason: Annotated[Words | None, Field(description="Where the keys went over earlier.")] = None


class CheckInOut(Out):
    """A household moving in. `held_for` is why it has not yet."""

    id: UUID
    project_id: UUID
    lease_id: UUID
    contract_no: str
    unit_code: str
    tenant_name: str
    state: CheckInState
    booked_on: date
    deposit_waived: bool
    first_rent_waived: bool
    waived_by: UUID | None
    waiver_reason: str | None
    waiver_document_no: str | None
    first_rent_fen: Annotated[Fen | None, Field(description="What was asked for when confirmed.")]
    money_by: UUID | None
    handover_id: UUID | None
    handed_over_on: date | None
    handed_over_by: UUID | None
    charged_from: Annotated[date | None, Field(description="Rent runs from here.")]
    registered_by: UUID | None
    held_for: str | None
    file_ids: list[UUID]
    maker_id: UUID
    made_at: datetime
    version: int

    @classmethod
    def of(cls, one: Listed) -> Self:
        return cls(**_told(one))


class CheckInMemberOut(Out):
    member_id: UUID
    name: Annotated[str, Field(examples=["赵福生"])]
    way: Annotated[IdentityWay | None, Field(description="Null: not yet.")]
    by: UUID | None


class CheckInDetailOut(CheckInOut):
    """A check-in with what is still missing before the keys go over."""

    deposit_due_fen: Fen
    deposit_in_fen: Fen
    deposit_missing_fen: Fen
    first_rent_due_fen: Fen
    first_rent_in_fen: Fen
    first_rent_missing_fen: Fen
    members: list[CheckInMemberOut]
    possible: list[CheckInEvent]

    @classmethod
    def told(cls, one: Listed, money: MoneyIn, members: list[Verified]) -> Self:
        return cls(
            **_told(one),
            deposit_due_fen=money.deposit_due.fen,
            deposit_in_fen=money.deposit_in.fen,
            deposit_missing_fen=money.deposit_missing.fen,
            first_rent_due_fen=money.first_rent_due.fen,
            first_rent_in_fen=money.first_rent_in.fen,
            first_rent_missing_fen=money.first_rent_missing.fen,
            members=[CheckInMemberOut.model_validate(member) for member in members],
            possible=sorted(MACHINE.possible(one.check_in.state)),
        )


def _told(one: Listed) -> dict[str, Any]:
    names = {
        "contract_no": one.contract_no,
        "unit_code": one.unit_code,
        "tenant_name": one.tenant_name,
    }
    return {name: getattr(one.check_in, name) for name in CheckIn.__dataclass_fields__} | names
