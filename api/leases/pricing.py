"""What the published standard and the rent rule make of a home and a household on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.charging import rule_rent
from domain.deposits import DepositRule, DepositTerms, agreed
from domain.money import Money
from domain.rent import RentResult, Tier
from persistence import parameters
from persistence.rent import standards
from persistence.rent.standards import PricedUnit

_DEPOSIT = ("deposit.rule", "deposit.months", "deposit.fixed_fen", "deposit.fen_per_m2")


@dataclass(frozen=True, slots=True)
class Priced:
    """A rent by the rule, with every value on the way to it, and the home that it is for."""

    unit: PricedUnit
    rule_id: UUID | None
    rent: RentResult

    @property
    def trace(self) -> dict[str, object]:
        standard, rule = self.unit.standard_id, self.rule_id
        return {
            **self.rent.trace,
            "standard_id": str(standard) if standard else None,
            "rule_id": str(rule) if rule else None,
        }


async def priced(
    session: AsyncSession,
    scope: Scope,
    unit_id: UUID,
    on: date,
    *,
    tier: Tier,
    people: int,
    discount: Decimal | None = None,
) -> Priced:
    """Raises UnitNotFound, RentInputsInvalid."""
    unit = await standards.priced_unit(session, scope, unit_id, on)
    rule = await standards.rule_on(session, unit.project_id, on)
    by_inner = await parameters.value(session, "rent.area_basis", on) == "inner"
    rent = rule_rent(
        unit.price_per_m2,
        unit.inner_area_m2 if by_inner and unit.inner_area_m2 else unit.area_m2,
        tier,
        rule=rule.read if rule else None,
        household_size=people,
        features=unit.features,
        discount=discount,
    )
    return Priced(unit, rule.id if rule else None, rent)


async def deposit_for(session: AsyncSession, one: Priced, on: date) -> Money:
    """What the city asks for as a deposit, by the rent and the home."""
    found = await parameters.values(session, _DEPOSIT, on)
    rule, months, fixed, per_m2 = (found[key] for key in _DEPOSIT)
    terms = DepositTerms(DepositRule(rule), Decimal(months), Money(fixed), Money(per_m2))
    return agreed(terms, one.rent.amount, one.unit.area_m2)
