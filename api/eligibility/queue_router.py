"""HTTP of duplicates, and of the queue with its alerts."""

from collections import Counter
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import Field

from api.eligibility.duplicates import Found, ReferenceNotFound, look, meant_by
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.kinds import In, Line, NationalId, Out
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from domain.access import Permission, PermissionMissing
from domain.calendar import months_after
from domain.eligibility import Standing, WaitingAlert
from domain.rent import Tier
from persistence import eligibility, parameters
from persistence.eligibility import Limits
from persistence.registry import InquiriesExhausted
from persistence.tables.eligibility import EligibilityRecordRow

router = APIRouter(tags=["eligibility"])


class DuplicateCheckIn(In):
    """Whom, and why. Both are kept."""

    national_id: NationalId
    reason: Annotated[Line, Field(min_length=4, examples=["受理公租房申请，核对是否重复保障"])]


class HoldingOut(Out):
    """A record (`eligibility`) or a lived-in home (`lease`) of this authority."""

    kind: str
    subject_id: UUID
    project_id: UUID | None


class DuplicateCheckOut(Out):
    """What is known here, and whether another bureau knows the person."""

    standing: Standing
    here: list[HoldingOut]
    elsewhere: bool
    references: Annotated[
        list[str],
        Field(description="Quote it to that bureau.", examples=[["150203-7F3A09C2D1"]]),
    ]


class DuplicateOut(Out):
    """A person who counts in two records, or lives in two homes."""

    kind: Annotated[str, Field(examples=["lease"])]
    name: str
    national_id_mask: Annotated[str, Field(examples=["150203********1239"])]
    subject_ids: list[UUID]
    project_ids: list[UUID]


class DuplicatesOut(Out):
    total: int
    items: Annotated[list[DuplicateOut], Field(description="At most 200, the worst first.")]


class ReferenceOut(Out):
    """Whom another bureau means by a reference of ours."""

    reference: str
    here: list[HoldingOut]
    banned: bool


class WaitingOut(Out):
    """A household in the queue. `alert`: near at 4 years, over at 5 (公租房办法 Art. 10)."""

    record_id: UUID
    decision_no: str
    applicant_name: str
    tier: Tier
    size: int
    queued_on: date
    waited_years: Annotated[int, Field(description="Completed.")]
    waited_days: int
    alert: WaitingAlert


class TierQueueOut(Out):
    tier: Tier
    waiting: int
    near: int
    over: int


class QueueSummaryOut(Out):
    near_years: int
    max_years: int
    waiting: int
    near: int
    over: int
    tiers: list[TierQueueOut]


@router.post("/duplicate-checks", responses=problems(PermissionMissing, InquiriesExhausted))
async def check_duplicates(body: DuplicateCheckIn, call: Writer) -> DuplicateCheckOut:
    """Is the person known here, and does another bureau know them? 30 people an hour."""
    found = await look(
        call.session,
        call.actor,
        call.runtime.vault,
        body.national_id,
        reason=body.reason,
        today=call.today,
    )
    return DuplicateCheckOut(
        standing=found.standing,
        here=_holdings(found),
        elsewhere=bool(found.references),
        references=found.references,
    )


@router.get("/duplicates", responses=problems(PermissionMissing))
async def list_duplicates(call: Reader) -> DuplicatesOut:
    """Everybody of this authority with two records or two homes, across its projects."""
    call.scope(Permission.READ_ELIGIBILITY)
    items, total = await eligibility.duplicates(call.session, call.today)
    return DuplicatesOut(total=total, items=[DuplicateOut.model_validate(one) for one in items])


@router.get(
    "/registry-references/{reference}", responses=problems(PermissionMissing, ReferenceNotFound)
)
async def read_reference(
    reference: Annotated[str, Path(max_length=40, examples=["150203-7F3A09C2D1"])], call: Reader
) -> ReferenceOut:
    """What we have of the person whom another bureau asks about."""
    found = await meant_by(call.session, call.actor, reference, today=call.today)
    return ReferenceOut(
        reference=reference,
        here=_holdings(found),
        banned=found.standing is Standing.BANNED,
    )


@router.get("/waiting-queue", responses=problems(PermissionMissing, CursorInvalid))
async def list_waiting(
    call: Reader, page: PagingDep, alert: WaitingAlert | None = None, tier: Tier | None = None
) -> Page[WaitingOut]:
    """Who was granted a home and has none yet, whoever has waited longest first."""
    call.scope(Permission.READ_ELIGIBILITY)
    row = EligibilityRecordRow
    statement = eligibility.queue(call.today, await _limits(call), alert)
    if tier is not None:
        statement = statement.where(row.tier == tier)
    rows, cursor = await page.rows(call.session, statement, row.queued_on, row.id)
    items = [_waiting(eligibility.waiting_of(one), call.today) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/waiting-queue/summary", responses=problems(PermissionMissing))
async def summarise_queue(call: Reader) -> QueueSummaryOut:
    """How many wait, and for how many it has been too long, by tier."""
    call.scope(Permission.READ_ELIGIBILITY)
    limits = await _limits(call)
    counted = await eligibility.counted(call.session, call.today, limits)
    by_alert = Counter[WaitingAlert]()
    for (_, alert), count in counted.items():
        by_alert[alert] += count
    tiers = [
        TierQueueOut(
            tier=tier,
            waiting=sum(counted.get((tier, alert), 0) for alert in WaitingAlert),
            near=counted.get((tier, WaitingAlert.NEAR), 0),
            over=counted.get((tier, WaitingAlert.OVER), 0),
        )
        for tier in Tier
        if any((tier, alert) in counted for alert in WaitingAlert)
    ]
    return QueueSummaryOut(
        near_years=limits.near_years,
        max_years=limits.max_years,
        waiting=by_alert.total(),
        near=by_alert[WaitingAlert.NEAR],
        over=by_alert[WaitingAlert.OVER],
        tiers=tiers,
    )


async def _limits(call: Call) -> Limits:
    found = await parameters.values(
        call.session, ("queue.near_years", "queue.max_years"), call.today
    )
    return Limits(int(found["queue.near_years"]), int(found["queue.max_years"]))


def _holdings(found: Found) -> list[HoldingOut]:
    return [HoldingOut.model_validate(one) for one in found.here]


def _waiting(one: eligibility.Waiting, today: date) -> WaitingOut:
    years = today.year - one.queued_on.year
    if years and months_after(one.queued_on, 12 * years) > today:
        years -= 1
    return WaitingOut(
        record_id=one.record_id,
        decision_no=one.decision_no,
        applicant_name=one.applicant_name,
        tier=Tier(one.tier),
        size=one.size,
        queued_on=one.queued_on,
        waited_years=max(years, 0),
        waited_days=max((today - one.queued_on).days, 0),
        alert=one.alert,
    )
