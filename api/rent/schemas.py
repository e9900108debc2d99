"""The wire format of billing runs, charges and their adjustments."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from api.web.kinds import Fen, In, Line, MonthWire, Out, PositiveFen, Words
from domain.adjustments import AdjustmentKind, AdjustmentState
from domain.billing_runs import RunState
from domain.charging import Outcome, Why


class BillingRunIn(In):
    """Charge every lease of the project for the month. Running it again charges nobody twice."""

    project_id: UUID
    month: Annotated[MonthWire, Field(examples=["2026-04"])]


class BillingRunStarted(Out):
    """The run is asked for: follow its operation."""

    id: UUID
    operation_id: UUID


class RunConfirmationIn(In):
    """What the second person looked at, and why it is unusual where it is."""

    month_total_fen: Annotated[Fen, Field(description="The month's total as it was shown.")]
    explanation: Annotated[
        Words | None,
        Field(
            description="Needed when the total left the tolerance around the last month's.",
            examples=["3 栋 24 户 4 月入住。"],
        ),
    ] = None


class BillingRunOut(Out):
    """A run of a project's month, with its totals once it is through.

    In `to_confirm` its charges are raised; the month is neither advanced nor closed before a
    second person has confirmed the totals.
    """

    id: UUID
    project_id: UUID
    month: MonthWire
    operation_id: UUID | None
    state: RunState
    charged: Annotated[int, Field(description="Leases that were charged.", examples=[132])]
    skipped: Annotated[int, Field(description="Leases that owe nothing in it.", examples=[11])]
    refused: Annotated[int, Field(description="Leases with wrong facts.", examples=[1])]
    billed_fen: Fen
    credit_used_fen: Fen
    month_total_fen: Annotated[Fen | None, Field(description="Rent of the month, all runs.")]
    last_month_total_fen: Annotated[Fen | None, Field(description="Rent of the month before.")]
    explanation: str | None
    maker_id: UUID
    made_at: datetime
    finished_at: datetime | None
    confirmed_by: UUID | None
    confirmed_at: datetime | None


class LeaseOutcomeOut(Out):
    """What became of one lease in a run."""

    lease_id: UUID
    contract_no: str
    unit_code: str
    outcome: Outcome
    reason: Why | None
    amount_fen: Fen | None


class ChargeOut(Out):
    """What a household owes for a period, and where that sum stands now.

    `amount_fen + adjusted_fen = paid + treasury claim + operator claim + reduced + written off`.
    """

    id: UUID
    project_id: UUID
    lease_id: UUID
    unit_id: UUID
    household_id: UUID
    run_id: UUID | None
    contract_no: str
    unit_code: str
    month: MonthWire
    kind: Annotated[str, Field(examples=["rent"])]
    line: int
    from_on: date
    until_on: Annotated[date, Field(description="The first day not charged.")]
    due_on: date
    amount_fen: Fen
    adjusted_fen: Fen
    paid_fen: Fen
    treasury_claim_fen: Annotated[Fen, Field(description="Still owed to treasury.")]
    operator_claim_fen: Annotated[Fen, Field(description="Advanced 代交, owed to the operator.")]
    reduced_fen: Fen
    written_off_fen: Fen
    owed_fen: Annotated[Fen, Field(description="What the household still owes in all.")]
    operator_id: UUID | None
    made_at: datetime


class ChargeDetailOut(ChargeOut):
    """A charge with the rule trace that explains every fen of it."""

    trace: Annotated[
        dict[str, Any],
        Field(examples=[{"rent_fen": 27227, "basis": "actual_days", "days": 20, "month_days": 31}]),
    ]


class AdjustmentIn(In):
    """A correction of a charge, for the purchaser to decide. The charge stays as it was made."""

    charge_id: UUID
    kind: Annotated[AdjustmentKind, Field(examples=["reduction"])]
    amount_fen: Annotated[PositiveFen, Field(examples=[4190])]
    reason: Annotated[Words, Field(examples=["自 2026-04-01 起按低收入家庭计租"])]
    basis: Annotated[Line, Field(description="The paper.", examples=["包住保〔2026〕12 号"])]


class AdjustmentOut(Out):
    id: UUID
    charge_id: UUID
    project_id: UUID
    lease_id: UUID
    kind: AdjustmentKind
    amount_fen: PositiveFen
    reason: str
    basis: str
    state: AdjustmentState
    maker_id: UUID
    made_at: datetime
    checker_id: UUID | None
    checked_at: datetime | None
    version: int
