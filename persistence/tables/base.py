"""The base of every table: names of constraints, kinds of column, and the authority in front."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    Numeric,
    Select,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

#: Money at rest: whole fen. It becomes `domain.money.Money` on the way out.
Fen = Annotated[int, mapped_column(BigInteger)]
#: Square metres, two decimals.
Area = Annotated[Decimal, mapped_column(Numeric(10, 2))]
#: Yuan per square metre and month, or a ratio: exact decimals that are not money.
Rate = Annotated[Decimal, mapped_column(Numeric(12, 6))]
#: The first day of a month stands for the month.
FirstOfMonth = Annotated[date, mapped_column(Date)]
Json = Annotated[dict[str, Any], mapped_column(JSONB)]
JsonList = Annotated[list[Any], mapped_column(JSONB)]

#: A query of any columns, not yet run: pages sort and cut it.
Statement: TypeAlias = Select[*tuple[Any, ...]]

#: The operator class under which an index serves what begins with a text (persistence.prefixes).
PREFIX: Final = "text_pattern_ops"

NOW: Final = text("now()")
NEW_ID: Final = text("uuid_v7()")
THIS_AUTHORITY: Final = text("current_authority()")


class Row(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "pk": "%(table_name)s_pk",
            "fk": "%(table_name)s_%(column_0_name)s_fk",
            "uq": "%(table_name)s_%(column_0_N_name)s_once",
            "ix": "%(table_name)s_by_%(column_0_N_name)s",
            "ck": "%(constraint_name)s",
        }
    )
    type_annotation_map = {str: Text, datetime: DateTime(timezone=True)}


class SharedRow(Row):
    """A reference table that every authority reads. It never points into a trade table."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=NEW_ID)


class TradeRow(Row):
    """A table of the trade: the authority leads its key, and row security guards it."""

    __abstract__ = True

    authority_id: Mapped[UUID] = mapped_column(
        ForeignKey("authorities.id"), primary_key=True, server_default=THIS_AUTHORITY, sort_order=-9
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=NEW_ID, sort_order=-8)


def refers(column: str, table: str) -> ForeignKeyConstraint:
    """A foreign key that cannot leave the authority."""
    return ForeignKeyConstraint(
        ("authority_id", column),
        (f"{table}.authority_id", f"{table}.id"),
        name=f"{table}_of_{column}_fk",
    )


def one_of(column: str, kinds: type[StrEnum], *, name: str) -> CheckConstraint:
    """The column holds a word of the enumeration."""
    words = ", ".join(f"'{kind.value}'" for kind in kinds)
    return CheckConstraint(f"{column} in ({words})", name=name)


def first_of_month(column: str, *, name: str) -> CheckConstraint:
    return CheckConstraint(f"extract(day from {column}) = 1", name=name)
