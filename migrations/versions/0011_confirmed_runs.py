"""A second person confirms what a billing run charged."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

COLUMNS = {
    "month_total_fen": sa.BigInteger(),
    "last_month_total_fen": sa.BigInteger(),
    "explanation": sa.Text(),
    "confirmed_by": sa.Uuid(),
    "confirmed_at": sa.DateTime(timezone=True),
}


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.add_column("billing_runs", sa.Column(name, kind, nullable=True))
    op.create_check_constraint(
        op.f("billing_run_confirmed_by_another"), "billing_runs", "confirmed_by <> maker_id"
    )
    op.create_check_constraint(
        op.f("billing_run_state"),
        "billing_runs",
        "state in ('waiting', 'to_confirm', 'done', 'failed')",
    )
    op.create_index(
        "billing_runs_to_confirm",
        "billing_runs",
        ["authority_id", "project_id", "month"],
        postgresql_where=sa.text("state = 'to_confirm'"),
    )


def downgrade() -> None:
    op.drop_index("billing_runs_to_confirm", "billing_runs")
    op.drop_constraint(op.f("billing_run_state"), "billing_runs")
    op.drop_constraint(op.f("billing_run_confirmed_by_another"), "billing_runs")
    for name in COLUMNS:
        op.drop_column("billing_runs", name)
