"""New tables of the trade, said in as few words as their models are."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

AT: Final = sa.DateTime(timezone=True)
NOW: Final = sa.text("now()")
_AUTHORITY: Final = sa.text("current_authority()")
_NEW_ID: Final = sa.text("uuid_v7()")


def trade_table(name: str, *parts: Any) -> None:
    """A table whose key the authority leads, as `TradeRow` has it."""
    op.create_table(
        name,
        must("authority_id", sa.Uuid(), server_default=_AUTHORITY),
        must("id", sa.Uuid(), server_default=_NEW_ID),
        *parts,
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=op.f(f"{name}_authority_id_fk")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f(f"{name}_pk")),
    )


def must(name: str, kind: Any, **facts: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, **facts)


def may(name: str, kind: Any, **facts: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True, **facts)


def refers(column: str, table: str) -> sa.ForeignKeyConstraint:
    """A foreign key that cannot leave the authority."""
    return sa.ForeignKeyConstraint(
        ["authority_id", column],
        [f"{table}.authority_id", f"{table}.id"],
        name=f"{table}_of_{column}_fk",
    )


def check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(name))


def index(name: str, table: str, *columns: str, only: str | None = None) -> None:
    """By authority first. With `only`, unique among the rows of which that is true."""
    op.create_index(
        name,
        table,
        ["authority_id", *columns],
        unique=only is not None,
        postgresql_where=sa.text(only) if only else None,
    )
