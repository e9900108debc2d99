"""A unit's history says why, by which law and with which papers; files belong to records."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.walls import open_up, wall_in

revision = "0030"
down_revision = "0021"
branch_labels = None
depends_on = None

_ID = sa.text("uuid_v7()")
_AUTHORITY = sa.text("current_authority()")
_NOW = sa.text("now()")


def upgrade() -> None:
    op.add_column("unit_events", sa.Column("reason_code", sa.Text(), nullable=True))
    op.add_column("unit_events", sa.Column("legal_basis", sa.Text(), nullable=True))
    op.add_column(
        "unit_events",
        sa.Column("file_ids", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
    )
    op.add_column(
        "unit_events",
        sa.Column(
            "document_type",
            sa.Text(),
            nullable=True,
            comment="what brought it about, if a record",
        ),
    )
    op.add_column("unit_events", sa.Column("document_id", sa.Uuid(), nullable=True))
    op.alter_column(
        "unit_events", "maker_id", nullable=True, comment="nobody where the calendar did it"
    )
    op.create_table(
        "attachments",
        sa.Column("authority_id", sa.Uuid(), server_default=_AUTHORITY, nullable=False),
        sa.Column("id", sa.Uuid(), server_default=_ID, nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=True),
        sa.Column("subject_type", sa.Text(), nullable=False, comment="unit, lease, household, …"),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("maker_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=_NOW, nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=op.f("attachments_authority_id_fk")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "file_id"],
            ["files.authority_id", "files.id"],
            name="files_of_file_id_fk",
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("attachments_pk")),
        sa.UniqueConstraint(
            "authority_id",
            "subject_type",
            "subject_id",
            "file_id",
            name=op.f("attachments_authority_id_subject_type_subject_id_file_id_once"),
        ),
    )
    op.create_index("attachments_by_file", "attachments", ["authority_id", "file_id"])
    wall_in("attachments")


def downgrade() -> None:
    open_up("attachments")
    op.drop_table("attachments")
    op.execute("alter table unit_events no force row level security")
    op.execute("update unit_events set maker_id = authority_id where maker_id is null")
    op.execute("alter table unit_events force row level security")
    op.alter_column("unit_events", "maker_id", nullable=False, comment=None)
    for column in ("document_id", "document_type", "file_ids", "legal_basis", "reason_code"):
        op.drop_column("unit_events", column)
