"""A table of the trade in a migration: the authority leads its key, and nothing leaves it."""

from typing import Any

import sqlalchemy as sa
from alembic import op


def trade_table(name: str, *parts: Any) -> None:
    """Create `name` with `authority_id` and `id` in front, and its primary key on both."""
    op.create_table(
        name,
        sa.Column(
            "authority_id", sa.Uuid(), server_default=sa.text("current_authority()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuid_v7()"), nullable=False),
        *parts,
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=op.f(f"{name}_authority_id_fk")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f(f"{name}_pk")),
    )


def refers(column: str, table: str) -> sa.ForeignKeyConstraint:
    """A foreign key that cannot leave the authority."""
    return sa.ForeignKeyConstraint(
        ["authority_id", column],
        [f"{table}.authority_id", f"{table}.id"],
        name=f"{table}_of_{column}_fk",
    )


def column(name: str, kind: Any, **more: Any) -> sa.Column[Any]:
    """A column that must be filled."""
    return sa.Column(name, kind, nullable=False, **more)


def made_at(name: str = "made_at") -> sa.Column[Any]:
    """When the row was written: the transaction's time."""
    return column(name, sa.DateTime(timezone=True), server_default=sa.text("now()"))


def check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(name))


def once(table: str, *columns: str) -> sa.UniqueConstraint:
    """Unique within the authority."""
    name = op.f(f"{table}_authority_id_{'_'.join(columns)}_once")
    return sa.UniqueConstraint("authority_id", *columns, name=name)


def index(
    name: str, table: str, *columns: str, only: str | None = None, where: str | None = None
) -> None:
    """By authority first. With `only`, unique among the rows of which that is true; with `where`,
    of those rows alone.
    """
    condition = only or where
    op.create_index(
        name,
        table,
        ["authority_id", *columns],
        unique=only is not None,
        postgresql_where=sa.text(condition) if condition else None,
    )
