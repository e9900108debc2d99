"""为什么: the rule behind every computed figure, with what it rests on.

A figure's formula is written in the codes of its terms; the catalogues of the frontend word
both. What a city may set is named by its key in the parameter register.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.errors import NotFound


class FigureUnknown(NotFound):
    """No figure of this name is computed."""


class Figure(StrEnum):
    """What is computed, as screens name it."""

    RENT = "rent"
    PRORATION = "proration"
    DUE_DATE = "due_date"
    LATE_FEE = "late_fee"
    ALLOCATION = "allocation"
    SUSPENSE_DUE = "suspense_due"
    MONTHS_OWED = "months_owed"
    AGEING = "ageing"
    DUNNING_STEP = "dunning_step"
    EVICTION = "eviction"
    COLLECTION_RATE = "collection_rate"
    REMITTED_RATE = "remitted_rate"
    SHORTFALL = "shortfall"
    EXCLUSION = "exclusion"
    ADVANCE_DUE = "advance_due"
    RECOVERY = "recovery"
    ADVANCE_OUTSTANDING = "advance_outstanding"
    HELD_MONEY = "held_money"
    MONTH_CLOSING = "month_closing"
    UNIT_DAYS = "unit_days"
    FEE = "fee"
    COEFFICIENT = "coefficient"
    DEDUCTION = "deduction"
    FEE_TAX = "fee_tax"
    FEE_PAYABLE_BY = "fee_payable_by"
    FUNDING_RATE = "funding_rate"
    SUPPLEMENT_CAP = "supplement_cap"
    OCCUPANCY_RATE = "occupancy_rate"
    VACANT_DAYS = "vacant_days"
    VACANCY_LOSS = "vacancy_loss"
    DEPOSIT = "deposit"
    LEASE_RENEWAL = "lease_renewal"
    HOLDOVER_RENT = "holdover_rent"


class Source(StrEnum):
    """What a project may have of its own: looked up when a project is named."""

    RENT_STANDARD = "rent_standard"
    RENT_RULE = "rent_rule"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a figure comes about.

    formula      in codes of terms and figures, with + - * / ( ) min max round sum
    parameters   keys of the register whose values count
    legal_bases  what it rests on beside the parameters' own bases
    sources      what the project may have of its own
    """

    formula: str
    parameters: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    see_also: tuple[Figure, ...] = ()


_PRH: Final = "公共租赁住房管理办法（住建部令第11号）"
_CIVIL: Final = "民法典"
_TWO_LINES: Final = "政府非税收入管理办法（财税〔2016〕33号）收支两条线"
_DECREE: Final = "政府购买服务管理办法（财政部令第102号）"
_F, _S = Figure, Source

EXPLANATIONS: Final[Mapping[Figure, Explanation]] = {
    _F.RENT: Explanation(
        "round(area_m2 * price_per_m2 * coefficients * tier_share * (1 - discount))",
        ("rent.area_basis", "rent.round_unit"),
        (f"{_PRH}第十九条、第二十条、第二十一条",),
        (_S.RENT_STANDARD, _S.RENT_RULE),
        (_F.PRORATION,),
    ),
    _F.PRORATION: Explanation(
        "min(rent, round(rent * days / days_in_month))",
        ("rent.proration_basis", "rent.last_day_counted", "rent.round_unit"),
        (),
        (_S.RENT_RULE,),
        (_F.RENT,),
    ),
    _F.DUE_DATE: Explanation(
        "max(due_day_of_month, first_day_lived_in)",
        ("rent.due_day", "rent.billing_period"),
    ),
    _F.LATE_FEE: Explanation(
        "min(overdue_fen, round(overdue_fen * daily_rate * days_late))",
        ("rent.late_fee",),
        (f"{_CIVIL}第五百八十五条",),
    ),
    _F.ALLOCATION: Explanation(
        "oldest_due_first(cost, late_fee, principal(operator_claim, treasury_claim))",
        ("allocation.principal_first", "allocation.treasury_first"),
        (f"{_CIVIL}第五百六十条、第五百六十一条",),
        (_S.CONTRACT,),
    ),
    _F.SUSPENSE_DUE: Explanation("received_on + 3_workdays"),
    _F.MONTHS_OWED: Explanation(
        "count(months_with_unpaid_rent_after_due_day)",
        ("arrears.evict_months_cumulative",),
        (f"{_PRH}第二十九条",),
        see_also=(_F.EVICTION, _F.AGEING),
    ),
    _F.AGEING: Explanation("sum(overdue_fen by months_since_due_on)", see_also=(_F.MONTHS_OWED,)),
    _F.DUNNING_STEP: Explanation(
        "highest_step_reached(days_since_due_on, months_owed) unless_held",
        (),
        (f"{_CIVIL}第一百九十五条、第七百二十二条",),
        see_also=(_F.MONTHS_OWED,),
    ),
    _F.EVICTION: Explanation(
        "months_owed >= evict_months_cumulative",
        ("arrears.evict_months_cumulative",),
        (f"{_PRH}第二十九条",),
        see_also=(_F.MONTHS_OWED,),
    ),
    _F.COLLECTION_RATE: Explanation(
        "tenant_paid_fen / (billed_fen - reduced_fen)", see_also=(_F.REMITTED_RATE,)
    ),
    _F.REMITTED_RATE: Explanation(
        "(remitted_fen + advanced_fen) / (billed_fen - reduced_fen)",
        (),
        (_TWO_LINES,),
        see_also=(_F.COLLECTION_RATE,),
    ),
    _F.SHORTFALL: Explanation(
        "billed_fen - reduced_fen - tenant_paid_fen - excluded_fen",
        ("advance.due_rule",),
        (f"{_CIVIL}第五百二十四条",),
        (_S.CONTRACT,),
        (_F.EXCLUSION, _F.ADVANCE_DUE),
    ),
    _F.EXCLUSION: Explanation(
        "sum(unpaid_fen where hold in contract_exclusions)",
        (),
        (),
        (_S.CONTRACT,),
        (_F.SHORTFALL,),
    ),
    _F.ADVANCE_DUE: Explanation(
        "nth_workday(next_month, due_rule)", ("advance.due_rule",), (), (_S.CONTRACT,)
    ),
    _F.RECOVERY: Explanation(
        "sum(paid_fen to operator_claim)",
        ("advance.recovery_mode",),
        (f"{_CIVIL}第五百二十四条", _TWO_LINES),
        (_S.CONTRACT,),
        (_F.ADVANCE_OUTSTANDING,),
    ),
    _F.ADVANCE_OUTSTANDING: Explanation(
        "opening_fen + advanced_fen - recovered_fen - reduced_fen - written_off_fen",
        (),
        (f"{_CIVIL}第五百二十四条",),
        (_S.CONTRACT,),
        (_F.RECOVERY,),
    ),
    _F.HELD_MONEY: Explanation(
        "received_for_treasury_fen - remitted_fen; by nth_workday(next_month, 5)",
        (),
        (_TWO_LINES,),
    ),
    _F.MONTH_CLOSING: Explanation(
        "all(checks); hash(previous_hash, lines)", see_also=(_F.SHORTFALL, _F.HELD_MONEY)
    ),
    _F.UNIT_DAYS: Explanation(
        "sum(units * days_in_contract_stock)",
        ("fee.counting_rule", "fee.vacant_factor"),
        (f"{_DECREE}第二条",),
        (_S.CONTRACT,),
        (_F.FEE,),
    ),
    _F.FEE: Explanation(
        "round(unit_days * price_fen / days_in_month) * coefficient - deductions_fen",
        ("fee.counting_rule", "fee.vacant_factor", "fee.coefficient_rule"),
        (f"{_DECREE}第二条",),
        (_S.CONTRACT,),
        (_F.UNIT_DAYS, _F.COEFFICIENT, _F.DEDUCTION, _F.FEE_TAX),
    ),
    _F.COEFFICIENT: Explanation("band(score)", ("fee.coefficient_rule",), (), (_S.CONTRACT,)),
    _F.DEDUCTION: Explanation(
        "min(sum(upheld_fen), cap_fen); reply_by raised_on + 5_workdays", (), (), (_S.CONTRACT,)
    ),
    _F.FEE_TAX: Explanation(
        "payable_fen - round(payable_fen / (1 + tax_rate))", (), (), (_S.CONTRACT,)
    ),
    _F.FEE_PAYABLE_BY: Explanation(
        "approved_on + 30_days", (), ("保障中小企业款项支付条例",), see_also=(_F.FEE,)
    ),
    _F.FUNDING_RATE: Explanation(
        "(fee_fen + repairs_fen) / tenant_paid_fen", (), (_TWO_LINES,), see_also=(_F.FEE,)
    ),
    _F.SUPPLEMENT_CAP: Explanation(
        "(adjusted_amount_fen - original_amount_fen) / original_amount_fen",
        ("fee.supplement_cap",),
        (),
        (_S.CONTRACT,),
    ),
    _F.OCCUPANCY_RATE: Explanation(
        "leased_units / units; leased_days / unit_days", see_also=(_F.VACANT_DAYS,)
    ),
    _F.VACANT_DAYS: Explanation("today - vacant_since"),
    _F.VACANCY_LOSS: Explanation(
        "round(area_m2 * price_per_m2 * vacant_days / 30)", (), (), (_S.RENT_STANDARD,)
    ),
    _F.DEPOSIT: Explanation(
        "monthly_rent_fen * months",
        ("deposit.months", "deposit.refund_workdays"),
    ),
    _F.LEASE_RENEWAL: Explanation(
        "ends_on - apply_before_months",
        ("lease.renewal_apply_before", "lease.late_renewal_effect", "lease.max_term_months"),
        (f"{_PRH}第十八条、第三十条",),
    ),
    _F.HOLDOVER_RENT: Explanation(
        "market_rent_fen * factor(month_of_holdover)",
        ("exit.holdover_rate_table", "exit.relocation_months"),
        (f"{_PRH}第三十一条",),
    ),
}


def explanation(figure: str) -> tuple[Figure, Explanation]:
    """Raises FigureUnknown."""
    if figure not in EXPLANATIONS:
        raise FigureUnknown(figure=figure)
    known = Figure(figure)
    return known, EXPLANATIONS[known]
