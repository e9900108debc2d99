"""Supplementary vouchers: a month's own, and later ones for what has come open again."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = ["authority_id", "project_id", "month"]


def upgrade() -> None:
    op.add_column(
        "vouchers",
        sa.Column(
            "kind", sa.Text(), server_default="monthly", nullable=False, comment="domain.vouchers"
        ),
    )
    op.create_check_constraint(
        op.f("voucher_kind"), "vouchers", "kind in ('monthly', 'supplement')"
    )
    op.drop_index("one_voucher_per_month", "vouchers")
    op.create_index(
        "one_voucher_per_month",
        "vouchers",
        KEY,
        unique=True,
        postgresql_where=sa.text("kind = 'monthly' and state <> 'withdrawn'"),
    )
    op.create_index(
        "one_supplement_under_way_per_month",
        "vouchers",
        KEY,
        unique=True,
        postgresql_where=sa.text(
            "kind = 'supplement'"
            " and state in ('calculated', 'operator_confirmed', 'paid', 'disputed')"
        ),
    )


def downgrade() -> None:
    op.drop_index("one_supplement_under_way_per_month", "vouchers")
    op.drop_index("one_voucher_per_month", "vouchers")
    op.create_index(
        "one_voucher_per_month",
        "vouchers",
        KEY,
        unique=True,
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    op.drop_constraint(op.f("voucher_kind"), "vouchers")
    op.drop_column("vouchers", "kind")
