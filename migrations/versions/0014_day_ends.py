"""The counter's day end: cash counted by a second person."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import wall_in

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "day_ends",
        sa.Column(
            "authority_id", sa.Uuid(), server_default=sa.text("current_authority()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuid_v7()"), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column(
            "on_date", sa.Date(), nullable=False, comment="the day on which the cash was received"
        ),
        sa.Column("payments", sa.Integer(), nullable=False),
        sa.Column("booked_fen", sa.BigInteger(), nullable=False),
        sa.Column("counted_fen", sa.BigInteger(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=True),
        sa.Column("taker_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("checker_id", sa.Uuid(), nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.CheckConstraint("checker_id <> all (taker_ids)", name=op.f("day_end_four_eyes")),
        sa.CheckConstraint(
            "counted_fen = booked_fen or explanation is not null", name=op.f("day_end_explained")
        ),
        sa.CheckConstraint("counted_fen >= 0", name=op.f("day_end_counted_not_negative")),
        sa.CheckConstraint("payments > 0", name=op.f("day_end_counts_something")),
        sa.ForeignKeyConstraint(
            ["authority_id", "project_id"],
            ["projects.authority_id", "projects.id"],
            name="projects_of_project_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=op.f("day_ends_authority_id_fk")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("day_ends_pk")),
    )
    op.create_index(
        "day_ends_by_project",
        "day_ends",
        ["authority_id", "project_id", "on_date", "id"],
        unique=False,
    )
    op.add_column(
        "payments",
        sa.Column("day_end_id", sa.Uuid(), nullable=True, comment="which day end counted the cash"),
    )
    op.create_index(
        "payments_to_count",
        "payments",
        ["authority_id", "project_id", "received_on"],
        unique=False,
        postgresql_where=sa.text("channel = 'cash' and day_end_id is null"),
    )
    op.create_foreign_key(
        "day_ends_of_day_end_id_fk",
        "payments",
        "day_ends",
        ["authority_id", "day_end_id"],
        ["authority_id", "id"],
    )
    wall_in("day_ends")
    op.execute("grant update (day_end_id) on payments to anju_app")


def downgrade() -> None:
    op.drop_constraint("day_ends_of_day_end_id_fk", "payments", type_="foreignkey")
    op.drop_index(
        "payments_to_count",
        table_name="payments",
        postgresql_where=sa.text("channel = 'cash' and day_end_id is null"),
    )
    op.drop_column("payments", "day_end_id")
    op.drop_index("day_ends_by_project", table_name="day_ends")
    op.drop_table("day_ends")
