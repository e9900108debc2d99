"""The wire format of explanations."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.parameters.schemas import ParameterOut
from api.rent.standard_schemas import RuleOut, StandardOut
from api.web.kinds import DecimalWire, Fen, Out
from domain.advances import Exclusion
from domain.explanations import EXPLANATIONS, Explanation, Figure, Source
from domain.remittances import RecoveryMode
from persistence.contracts import Contract


class ExplainedOut(Out):
    """A figure's rule in codes: word `formula` and its terms from a catalogue."""

    figure: Figure
    formula: Annotated[str, Field(examples=["tenant_paid_fen / (billed_fen - reduced_fen)"])]
    parameters: Annotated[list[str], Field(description="Keys of the register that count.")]
    legal_bases: Annotated[list[str], Field(examples=[["民法典第五百二十四条"]])]
    sources: Annotated[list[Source], Field(description="What a project may have of its own.")]
    see_also: list[Figure]

    @classmethod
    def of(cls, figure: Figure, one: Explanation) -> Self:
        told = {name: getattr(one, name) for name in cls.model_fields if name != "figure"}
        return cls.model_validate({**told, "figure": figure})


class ExplanationsOut(Out):
    """Every figure that is computed, with its rule."""

    items: list[ExplainedOut]

    @classmethod
    def all(cls) -> Self:
        return cls(items=[ExplainedOut.of(figure, one) for figure, one in EXPLANATIONS.items()])


class ContractTermsOut(Out):
    """What the service contract says about money."""

    id: UUID
    contract_no: str
    operator: str
    starts_on: date
    ends_on: date
    price_fen: Fen | None
    recovery_mode: RecoveryMode
    exclusions: list[Exclusion]
    treasury_first: bool
    uncollectible_borne_by: str
    vacant_factor: DecimalWire
    tax_rate: DecimalWire
    deduction_cap_fen: Fen | None

    @classmethod
    def of(cls, contract: Contract) -> Self:
        return cls.model_validate(contract)


class ExplanationOut(Out):
    """A figure's rule with the values that hold on a day, and each value's legal basis.

    Of the project named: the rent standards and the rule in force, and the contract's terms, as
    far as the figure rests on them and the caller may read them; else they are empty.
    """

    figure: Figure
    on: date
    formula: str
    parameters: list[ParameterOut]
    legal_bases: list[str]
    sources: list[Source]
    see_also: list[Figure]
    project_id: UUID | None
    rent_standards: list[StandardOut]
    rent_rule: RuleOut | None
    contract: ContractTermsOut | None
