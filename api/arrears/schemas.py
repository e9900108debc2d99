"""The wire format of arrears and of a lease's account."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Fen, MonthWire, Out, SignedFen
from domain import arrears as ladder
from domain.allocation import Claim
from domain.arrears import AgeBand
from domain.arrears_cases import CaseState, PlanStanding, limitation_on
from domain.contacts import ContactChannel
from domain.dunning import Hold, Step, coming, next_step
from domain.leases import LeaseState
from domain.statements import Kind
from persistence.arrears import Arrears, ProjectArrears
from persistence.payments import LastPayment
from persistence.standings import Rules, Standing


class AgeOut(Out):
    """Charges of one age, by their due day: up to 3 months ago, up to 6, or longer."""

    band: Annotated[AgeBand, Field(examples=["1_3"])]
    months: Annotated[int, Field(description="Months of rent of that age with anything unpaid.")]
    amount_fen: Fen


class StepOut(Out):
    """A step of dunning 催缴: since when it is due, and how it is done."""

    code: Annotated[str, Field(examples=["notice"])]
    channel: Annotated[str, Field(examples=["sms_app"])]
    proof: Annotated[str, Field(description="What proves it was done.")]
    due_on: Annotated[date | None, Field(description="Null for a step that is due already.")]


class LastPaymentOut(Out):
    received_on: date
    amount_fen: Fen


class LastContactOut(Out):
    """The last time that anybody spoke to the household about it, and how often in all."""

    on_date: date
    channel: ContactChannel
    promised_on: Annotated[date | None, Field(description="承诺缴清日, the latest one.")]
    times: Annotated[int, Field(examples=[3])]


class ArrearsOut(Out):
    """What a household has not paid although it was due, under one lease, ended or not.

    `months_owed` is on tenant-paid basis: a month that the operator advanced 代交 is still owed.
    """

    lease_id: UUID
    project_id: UUID
    household_id: UUID
    contract_no: str
    lease_state: LeaseState
    unit_code: Annotated[str, Field(examples=["XFJY-03-1-0401"])]
    tenant_name: Annotated[str, Field(examples=["赵福生"])]
    monthly_rent_fen: Fen
    overdue_fen: Annotated[Fen, Field(description="Owed and due: treasury's and operator's part.")]
    treasury_fen: Annotated[Fen, Field(description="Still owed to the treasury.")]
    operator_fen: Annotated[Fen, Field(description="Advanced by the operator, not got back.")]
    coming_fen: Annotated[Fen, Field(description="Charged, not due yet.")]
    months_owed: Annotated[int, Field(examples=[3])]
    since_on: Annotated[date | None, Field(description="The oldest unpaid due day.")]
    band: Annotated[AgeBand, Field(description="By months owed.")]
    ageing: list[AgeOut]
    may_be_evicted: Annotated[bool, Field(description="Art. 29: six months in sum, by default.")]
    holds: Annotated[list[Hold], Field(description="Why dunning rests.")]
    last_payment: LastPaymentOut | None
    last_contact: LastContactOut | None
    case_id: Annotated[UUID | None, Field(description="The arrears case under way.")]
    case_state: CaseState | None
    last_step: Annotated[str | None, Field(description="Its code.", examples=["notice"])]
    last_step_on: date | None
    plan: Annotated[PlanStanding | None, Field(description="How an agreed plan is kept.")]
    limitation_on: Annotated[
        date | None, Field(description="Until when the oldest debt can be sued for.")
    ]
    step: Annotated[StepOut | None, Field(description="The step that is due now.")]
    next_step: Annotated[
        StepOut | None, Field(description="What follows if nothing is paid; null while on hold.")
    ]

    @classmethod
    def of(
        cls,
        owed: Arrears,
        holds: Iterable[str],
        last: LastPayment | None,
        standing: Standing,
        rules: Rules,
        *,
        today: date,
        evict_months: int,
    ) -> Self:
        held = frozenset(map(Hold, holds))
        step, following = _steps(owed, standing, rules, held, today)
        told = {name: getattr(owed, name) for name in cls.model_fields if hasattr(owed, name)}
        return cls.model_validate(
            {
                **told,
                "band": ladder.age_band(owed.months_owed),
                "ageing": _ageing(owed),
                "may_be_evicted": ladder.may_be_evicted(owed.months_owed, threshold=evict_months),
                "holds": sorted(held),
                "last_payment": last,
                **_climbed(owed, standing),
                "step": step,
                "next_step": following,
            }
        )


class ProjectArrearsOut(Out):
    """A project's arrears. Households are counted by months owed, amounts by age of charge."""

    project_id: UUID
    project: Annotated[str, Field(examples=["幸福家园"])]
    households: int
    overdue_fen: Fen
    treasury_fen: Fen
    operator_fen: Annotated[Fen, Field(description="Advanced by the operator, not got back.")]
    young_fen: Annotated[Fen, Field(description="Due up to 3 months ago.")]
    middle_fen: Annotated[Fen, Field(description="Due up to 6 months ago.")]
    old_fen: Annotated[Fen, Field(description="Due longer ago.")]
    households_1_3: int
    households_4_6: int
    households_over_6: int
    may_be_evicted: int


class ArrearsSummaryOut(Out):
    """Every project with arrears, and all of them together."""

    on_date: date
    evict_months: int
    households: int
    overdue_fen: Fen
    treasury_fen: Fen
    operator_fen: Fen
    items: list[ProjectArrearsOut]

    @classmethod
    def of(cls, projects: Iterable[ProjectArrears], *, today: date, evict_months: int) -> Self:
        items = [ProjectArrearsOut.model_validate(one) for one in projects]
        return cls(
            on_date=today,
            evict_months=evict_months,
            households=sum(one.households for one in items),
            overdue_fen=sum(one.overdue_fen for one in items),
            treasury_fen=sum(one.treasury_fen for one in items),
            operator_fen=sum(one.operator_fen for one in items),
            items=items,
        )


class PartOut(Out):
    """Part of a line that went to one month's charge."""

    charge_id: UUID
    month: MonthWire
    claim: Claim
    amount_fen: SignedFen


class StatementLineOut(Out):
    """One event of the account. `amount_fen` is what it adds to what the household owes."""

    on_date: date
    kind: Kind
    amount_fen: SignedFen
    shifted_fen: Annotated[
        SignedFen,
        Field(description="Changed hands without changing the debt: 代交, or credit being used."),
    ]
    balance_fen: Annotated[SignedFen, Field(description="After it; minus is credit.")]
    month: Annotated[MonthWire | None, Field(description="The charge's own.")]
    charge_kind: str | None
    trace: Annotated[dict[str, Any] | None, Field(description="The rule that made the charge.")]
    parts: list[PartOut]
    credit_fen: Annotated[SignedFen, Field(description="The part that settled nothing.")]
    document_type: Annotated[str, Field(examples=["payment"])]
    document_id: UUID
    reference: Annotated[str | None, Field(description="Receipt or serial number, slip number.")]


class LeaseStatementOut(Out):
    """A lease's account, each fen explained. `owed_fen` to both claimants, less credit, is the
    balance of all that was ever posted; `closing_fen` is that at the end of the period.
    """

    lease_id: UUID
    contract_no: str
    unit_code: str
    tenant_name: str
    from_on: date
    to_on: Annotated[date, Field(description="The last day included.")]
    opening_fen: SignedFen
    lines: list[StatementLineOut]
    closing_fen: SignedFen
    owed_to_treasury_fen: Annotated[Fen, Field(description="Now.")]
    owed_to_operator_fen: Annotated[Fen, Field(description="Now.")]
    credit_fen: Annotated[Fen, Field(description="Now.")]
    currency: Literal["CNY"] = "CNY"


def _climbed(owed: Arrears, standing: Standing) -> dict[str, Any]:
    """What was done about it so far; a case about an older debt is not told."""
    spoken, state = standing.spoken, standing.state(owed.since_on)
    case = standing.case if state is not CaseState.CLOSED_PAID else None
    interrupted = spoken.interrupted_on if spoken else None
    return {
        "last_contact": LastContactOut(
            on_date=spoken.last_on,
            channel=ContactChannel(spoken.last_channel),
            promised_on=spoken.promised_on,
            times=spoken.times,
        )
        if spoken
        else None,
        "case_id": case.id if case else None,
        "case_state": state if case else None,
        "last_step": case.last_step_code if case else None,
        "last_step_on": case.last_step_on if case else None,
        "plan": standing.plan_standing if case else None,
        "limitation_on": limitation_on(owed.since_on, [interrupted] if interrupted else [])
        if owed.since_on
        else None,
    }


def _steps(
    owed: Arrears, standing: Standing, rules: Rules, held: frozenset[Hold], today: date
) -> tuple[StepOut | None, StepOut | None]:
    """The step that is due now and the one after it; nothing is dunned that is not owed."""
    if owed.since_on is None or owed.newest_due_on is None:
        return None, None
    climbed = standing.dunning(owed.since_on, owed.months_owed, held)
    now = next_step(climbed, today, rules.calendar, rules.ladder)
    following = coming(climbed, owed.newest_due_on, today, rules.calendar, rules.ladder)
    return (
        _step(now, None) if now else None,
        _step(following.step, following.due_on) if following else None,
    )


def _step(step: Step, due_on: date | None) -> StepOut:
    return StepOut(code=step.code, channel=step.channel, proof=step.proof, due_on=due_on)


def _ageing(owed: Arrears) -> list[AgeOut]:
    ages = (
        (AgeBand.ONE_TO_THREE, owed.young_months, owed.young_fen),
        (AgeBand.FOUR_TO_SIX, owed.middle_months, owed.middle_fen),
        (AgeBand.OVER_SIX, owed.old_months, owed.old_fen),
    )
    return [AgeOut(band=band, months=months, amount_fen=fen) for band, months, fen in ages]
