"""The wire format of the parameter register."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, In, Line, Out
from domain.parameters import Kind
from persistence.parameters import InForce, Setting

_VALUE = "A whole number, a decimal as text, true or false, a word, or rows, as `kind` says."
_Value = Annotated[Any, Field(description=_VALUE, examples=[15])]


class ParameterIn(In):
    """A value from a day on. A value is never changed: set another from a later day."""

    key: Annotated[Code, Field(examples=["rent.due_day"])]
    valid_from: Annotated[date, Field(examples=["2027-01-01"])]
    value: _Value
    legal_basis: Annotated[Line, Field(examples=["包头市公共租赁住房租金管理办法第九条"])]


class SettingOut(Out):
    """A value that was set, by whom and on what ground."""

    id: UUID
    key: str
    valid_from: date
    value: _Value
    legal_basis: str
    maker_id: UUID
    made_at: datetime


class ParameterOut(Out):
    """A key of the register and what holds for it on the day asked for."""

    key: Annotated[str, Field(examples=["rent.due_day"])]
    name: Annotated[str, Field(examples=["应缴日"])]
    kind: Kind
    words: Annotated[list[str], Field(description="The choices of a word.")]
    least: Annotated[int, Field(description="The smallest whole number.")]
    value: _Value
    default: _Value
    valid_from: Annotated[date | None, Field(description="Null: the default holds.")]
    legal_basis: str

    @classmethod
    def of(cls, one: InForce) -> Self:
        told, setting = one.parameter, one.setting
        return cls(
            key=told.key,
            name=told.name,
            kind=told.kind,
            words=list(told.words),
            least=told.least,
            value=one.value,
            default=told.default,
            valid_from=setting.valid_from if setting else None,
            legal_basis=setting.legal_basis if setting else told.legal_basis,
        )


class ParametersOut(Out):
    on: date
    items: list[ParameterOut]


class SettingsOut(Out):
    items: list[SettingOut]

    @classmethod
    def of(cls, settings: list[Setting]) -> Self:
        return cls(items=[SettingOut.model_validate(one) for one in settings])
