"""A lease's rent over time: terms from a day on, and what they came to for earlier months."""

import sqlalchemy as sa
from alembic import op

from migrations.walls import wall_in

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lease_terms",
        sa.Column(
            "authority_id", sa.Uuid(), server_default=sa.text("current_authority()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuid_v7()"), nullable=False),
        sa.Column("lease_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False, comment="the day on the decision"),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("monthly_rent_fen", sa.BigInteger(), nullable=False),
        sa.Column(
            "rule_rent_fen", sa.BigInteger(), nullable=True, comment="what the rent rule gave"
        ),
        sa.Column("discount", sa.Numeric(precision=6, scale=4), nullable=True),
        sa.Column("document_no", sa.Text(), nullable=False, comment="the decision"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="drafted", nullable=False),
        sa.Column(
            "is_retroactive",
            sa.Boolean(),
            server_default="false",
            nullable=False,
            comment="the approver says that it reaches back",
        ),
        sa.Column("maker_id", sa.Uuid(), nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("checker_id", sa.Uuid(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "state in ('drafted', 'approved', 'rejected')", name=op.f("lease_terms_state")
        ),
        sa.CheckConstraint(
            "tier in ('minimum_living', 'low_income', 'lower_middle', 'new_worker',"
            " 'migrant_worker', 'ineligible')",
            name=op.f("lease_terms_tier"),
        ),
        sa.CheckConstraint("checker_id <> maker_id", name=op.f("lease_terms_four_eyes")),
        sa.CheckConstraint(
            "monthly_rent_fen between 0 and 10000000000000", name=op.f("lease_terms_rent_in_range")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "lease_id"],
            ["leases.authority_id", "leases.id"],
            name="leases_of_lease_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=op.f("lease_terms_authority_id_fk")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("lease_terms_pk")),
    )
    op.create_index(
        "lease_terms_by_lease",
        "lease_terms",
        ["authority_id", "lease_id", "valid_from"],
        unique=False,
    )
    op.create_table(
        "terms_differences",
        sa.Column(
            "authority_id", sa.Uuid(), server_default=sa.text("current_authority()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuid_v7()"), nullable=False),
        sa.Column("terms_id", sa.Uuid(), nullable=False),
        sa.Column("lease_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("was_fen", sa.BigInteger(), nullable=False),
        sa.Column("due_fen", sa.BigInteger(), nullable=False),
        sa.Column("credited_fen", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column(
            "charge_id", sa.Uuid(), nullable=False, comment="supplementary, or the month's own"
        ),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.CheckConstraint("credited_fen >= 0", name=op.f("terms_difference_credit_not_negative")),
        sa.CheckConstraint("due_fen <> was_fen", name=op.f("terms_difference_not_zero")),
        sa.CheckConstraint("extract(day from month) = 1", name=op.f("terms_difference_month")),
        sa.ForeignKeyConstraint(
            ["authority_id", "charge_id"],
            ["charges.authority_id", "charges.id"],
            name="charges_of_charge_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "lease_id"],
            ["leases.authority_id", "leases.id"],
            name="leases_of_lease_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "terms_id"],
            ["lease_terms.authority_id", "lease_terms.id"],
            name="lease_terms_of_terms_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=op.f("terms_differences_authority_id_fk")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("terms_differences_pk")),
        sa.UniqueConstraint(
            "authority_id",
            "terms_id",
            "month",
            name=op.f("terms_differences_authority_id_terms_id_month_once"),
        ),
    )
    op.create_index(
        "terms_differences_by_lease",
        "terms_differences",
        ["authority_id", "lease_id", "month"],
        unique=False,
    )
    wall_in("lease_terms", may_change="state, is_retroactive, checker_id, checked_at, version")
    wall_in("terms_differences")


def downgrade() -> None:
    op.drop_index("terms_differences_by_lease", table_name="terms_differences")
    op.drop_table("terms_differences")
    op.drop_index("lease_terms_by_lease", table_name="lease_terms")
    op.drop_table("lease_terms")
