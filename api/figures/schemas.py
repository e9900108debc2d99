"""The wire format of figures."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import DecimalWire, Fen, MonthWire, Out, SignedFen
from domain.figures import Age, collection_rate
from domain.housing import UnitState
from domain.indicators import rate
from domain.vacancies import VacancyReason
from persistence.figures.advances import OperatorAdvances
from persistence.figures.ageing import Ageing
from persistence.figures.collection import CollectionMonth, CutOff
from persistence.figures.occupancy import Occupancy, OccupancyMonth

Percent = Annotated[
    DecimalWire | None,
    Field(description="Percent, two places; null where there is nothing to divide by."),
]


class CutOffOut(Out):
    """What the month's vouchers counted at their cut-off. `rate` is of that day, and stays."""

    vouchers: int
    billed_fen: Fen
    reduced_fen: Fen
    tenant_paid_fen: Fen
    excluded_fen: Fen
    amount_fen: Annotated[Fen, Field(description="The shortfall that the operator answers for.")]
    advanced_fen: Annotated[Fen, Field(description="Of it, accepted by finance.")]
    rate: Percent

    @classmethod
    def of(cls, cut_off: CutOff) -> Self:
        told = {name: getattr(cut_off, name) for name in cls.model_fields if name != "rate"}
        paid = (cut_off.tenant_paid_fen, cut_off.billed_fen, cut_off.reduced_fen)
        return cls.model_validate({**told, "rate": collection_rate(*paid)})


class CollectionMonthOut(Out):
    """A month's rent: billed = reduced + written_off + tenant_paid + treasury + operator.

    `tenant_rate` is what tenants have paid to this day of billed less reduced; the advance is
    not in it. `remitted_rate` is what the treasury got, tenants' money and advance.
    """

    month: MonthWire
    leases: Annotated[int, Field(description="Leases with rent to pay.")]
    billed_fen: Fen
    reduced_fen: Fen
    written_off_fen: Fen
    tenant_paid_fen: Fen
    treasury_fen: Annotated[Fen, Field(description="Still owed to the treasury.")]
    operator_fen: Annotated[Fen, Field(description="Advanced, still owed to the operator.")]
    remitted_fen: Annotated[Fen, Field(description="Tenants' money sent to the treasury.")]
    advanced_fen: Annotated[Fen, Field(description="The operator's money sent to the treasury.")]
    tenant_rate: Percent
    remitted_rate: Percent
    cut_off: Annotated[CutOffOut | None, Field(description="Null: no voucher yet.")]

    @classmethod
    def of(cls, one: CollectionMonth) -> Self:
        billed, cut_off = one.billed, one.cut_off
        advanced = cut_off.advanced_fen if cut_off else 0
        own = {name: getattr(billed, name) for name in cls.model_fields if hasattr(billed, name)}
        net = billed.billed_fen - billed.reduced_fen
        return cls.model_validate(
            {
                **own,
                "remitted_fen": one.remitted_fen,
                "advanced_fen": advanced,
                "tenant_rate": collection_rate(
                    billed.tenant_paid_fen, billed.billed_fen, billed.reduced_fen
                ),
                "remitted_rate": rate(one.remitted_fen + advanced, net),
                "cut_off": CutOffOut.of(cut_off) if cut_off else None,
            }
        )


class CollectionOut(Out):
    """收缴率, month by month."""

    project_id: UUID | None
    items: list[CollectionMonthOut]


class AgeSumOut(Out):
    """Overdue money of one age; `operator_fen` of it was advanced and not got back."""

    age: Age
    leases: int
    overdue_fen: Fen
    operator_fen: Fen


class AgeingOut(Out):
    """账龄 of today: by the age of each charge, and by the months that each lease owes.

    Both add up to `overdue_fen`. By charge, a lease counts in each age in which it owes.
    """

    project_id: UUID | None
    on_date: date
    leases: int
    overdue_fen: Fen
    operator_fen: Fen
    by_charge: list[AgeSumOut]
    by_lease: list[AgeSumOut]

    @classmethod
    def of(cls, ageing: Ageing, project_id: UUID | None, today: date) -> Self:
        told = {name: getattr(ageing, name) for name in cls.model_fields if hasattr(ageing, name)}
        return cls.model_validate({**told, "project_id": project_id, "on_date": today})


class AdvanceMonthOut(Out):
    """closing = opening + advanced − recovered − reduced − written_off, by booked month."""

    month: MonthWire
    opening_fen: SignedFen
    advanced_fen: SignedFen
    recovered_fen: SignedFen
    reduced_fen: SignedFen
    written_off_fen: SignedFen
    closing_fen: SignedFen
    recovery_rate: Annotated[Percent, Field(description="Recovered of opening.")]


class OperatorAdvancesOut(Out):
    """An operator's advances 代交 outstanding."""

    operator_id: UUID
    operator: str
    items: list[AdvanceMonthOut]

    @classmethod
    def of(cls, one: OperatorAdvances) -> Self:
        items = [
            {
                **{name: getattr(month, name) for name in AdvanceMonthOut.model_fields
                   if hasattr(month, name)},
                "recovery_rate": _share(month.recovered_fen, month.opening_fen),
            }
            for month in one.months
        ]  # fmt: skip
        return cls.model_validate(
            {"operator_id": one.operator_id, "operator": one.operator, "items": items}
        )


class AdvancesOut(Out):
    project_id: UUID | None
    operators: list[OperatorAdvancesOut]


class StateCountOut(Out):
    state: UnitState
    units: int


class VacancyOut(Out):
    """Empty homes of one reason. `lost_fen` is the rent that they did not earn 空置损失."""

    reason: VacancyReason
    units: int
    undated: Annotated[int, Field(description="Empty since nobody knows; they add no days.")]
    days: int
    longest_days: int
    lost_fen: Fen


class OccupancyMonthOut(Out):
    """A month up to today. `rate` is of unit-days; `leased_units` are those of its last day."""

    month: MonthWire
    units: int
    leased_units: int
    unit_days: int
    leased_days: int
    vacant_days: int
    rate: Percent

    @classmethod
    def of(cls, one: OccupancyMonth) -> Self:
        told = {name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)}
        vacant = one.unit_days - one.leased_days
        rated = rate(one.leased_days, one.unit_days)
        return cls.model_validate({**told, "vacant_days": vacant, "rate": rated})


class OccupancyOut(Out):
    """入住率 today (homes lived in, of all in stock) and by month."""

    project_id: UUID | None
    on_date: date
    units: int
    leased_units: int
    rate: Percent
    states: list[StateCountOut]
    vacancies: list[VacancyOut]
    items: list[OccupancyMonthOut]

    @classmethod
    def of(cls, one: Occupancy, project_id: UUID | None, today: date) -> Self:
        units = sum(count.units for count in one.states)
        leased = sum(count.units for count in one.states if count.state in _LIVED_IN)
        return cls.model_validate(
            {
                "project_id": project_id,
                "on_date": today,
                "units": units,
                "leased_units": leased,
                "rate": rate(leased, units),
                "states": one.states,
                "vacancies": one.vacancies,
                "items": [OccupancyMonthOut.of(month) for month in one.months],
            }
        )


_LIVED_IN = frozenset({UnitState.LEASED, UnitState.NOTICE})


def _share(part: int, whole: int) -> Decimal | None:
    """A rate where both sides make sense: a month of bounced payments has none."""
    return rate(part, whole) if part >= 0 and whole > 0 else None
