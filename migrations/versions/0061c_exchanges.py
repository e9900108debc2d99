"""Exchanges of homes: into an empty one, or two households' with each other."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.trade import check, column, index, made_at, refers, trade_table
from migrations.walls import open_up, wall_in

revision = "0061c"
down_revision = "0061b"
branch_labels = None
depends_on = None

_TEXT = sa.Text()
_ID = sa.Uuid()
_DAY = sa.Date()
_TABLE = "exchanges"
_LATER = (
    "state, checked_by, decided_by, decided_on, decision_no, decision, reservation_id, moves_on,"
    " next_lease_id, with_next_lease_id, done_on, version"
)


def upgrade() -> None:
    trade_table(
        _TABLE,
        column("project_id", _ID),
        column("lease_id", _ID),
        sa.Column("with_lease_id", _ID, comment="of a swap: the other household's"),
        column("kind", _TEXT),
        column("state", _TEXT, server_default="submitted"),
        column("reason_code", _TEXT),
        column("reason", _TEXT),
        column("file_ids", postgresql.ARRAY(_ID), server_default="{}"),
        column("maker_id", _ID),
        made_at(),
        sa.Column("checked_by", _ID),
        sa.Column("decided_by", _ID),
        sa.Column("decided_on", _DAY),
        sa.Column("decision_no", _TEXT),
        sa.Column("decision", _TEXT),
        sa.Column("reservation_id", _ID, comment="the home that is offered"),
        sa.Column("moves_on", _DAY, comment="first day in the new home"),
        sa.Column("next_lease_id", _ID),
        sa.Column("with_next_lease_id", _ID),
        sa.Column("done_on", _DAY),
        column("version", sa.Integer(), server_default="1"),
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        refers("with_lease_id", "leases"),
        refers("reservation_id", "unit_reservations"),
        refers("next_lease_id", "leases"),
        refers("with_next_lease_id", "leases"),
        check("exchange_kind", "kind in ('transfer', 'swap')"),
        check(
            "exchange_reason",
            "reason_code in ('work', 'school', 'defect', 'disability', 'illness',"
            " 'household_grew', 'household_shrank')",
        ),
        check(
            "exchange_state",
            "state in ('submitted', 'checked', 'approved', 'offered', 'accepted', 'done',"
            " 'rejected', 'withdrawn')",
        ),
        check("swap_has_two", "(kind = 'swap') = (with_lease_id is not null)"),
        check("swap_between_two", "with_lease_id <> lease_id"),
        check("exchange_checked_by_another", "checked_by <> maker_id"),
        check("exchange_decided_by_another", "decided_by <> maker_id and decided_by <> checked_by"),
    )
    is_open = "state not in ('done', 'rejected', 'withdrawn')"
    index("one_exchange_under_way", _TABLE, "lease_id", only=is_open)
    index(
        "one_swap_under_way",
        _TABLE,
        "with_lease_id",
        only=f"with_lease_id is not null and {is_open}",
    )
    index("exchanges_by_project", _TABLE, "project_id", "made_at", "id")
    index("exchanges_by_time", _TABLE, "made_at", "id")
    wall_in(_TABLE, may_change=_LATER)


def downgrade() -> None:
    open_up(_TABLE)
    op.drop_table(_TABLE)
