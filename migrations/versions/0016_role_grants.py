"""Rights that wait for a second person."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import wall_in

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "role_grants",
        sa.Column(
            "authority_id", sa.Uuid(), server_default=sa.text("current_authority()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuid_v7()"), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=True),
        sa.Column("roles", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "had", postgresql.ARRAY(sa.Text()), nullable=False, comment="the roles before, here"
        ),
        sa.Column("state", sa.Text(), server_default="waiting", nullable=False),
        sa.Column("maker_id", sa.Uuid(), nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("checker_id", sa.Uuid(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True, comment="of a rejection"),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "state in ('waiting', 'confirmed', 'rejected', 'replaced')",
            name=op.f("role_grant_state"),
        ),
        sa.CheckConstraint("checker_id <> maker_id", name=op.f("role_grant_four_eyes")),
        sa.CheckConstraint("checker_id <> person_id", name=op.f("role_grant_by_another")),
        sa.CheckConstraint(
            "(state in ('confirmed', 'rejected')) = (checker_id is not null)",
            name=op.f("role_grant_decided"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=op.f("role_grants_authority_id_fk")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("role_grants_pk")),
    )
    op.create_index(
        "one_waiting_grant_per_person",
        "role_grants",
        ["authority_id", "person_id"],
        unique=True,
        postgresql_where="state = 'waiting'",
    )
    op.create_index(
        "role_grants_by_time", "role_grants", ["authority_id", "made_at", "id"], unique=False
    )
    wall_in("role_grants", may_change="state, checker_id, checked_at, reason, version")


def downgrade() -> None:
    op.drop_index("role_grants_by_time", table_name="role_grants")
    op.drop_index(
        "one_waiting_grant_per_person",
        table_name="role_grants",
        postgresql_where="state = 'waiting'",
    )
    op.drop_table("role_grants")
