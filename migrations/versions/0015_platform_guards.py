"""Files lie sealed in the file store; requests are counted for all processes at once."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "files", sa.Column("sealed", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column("files", sa.Column("stored_as", sa.Text(), nullable=True))
    op.create_check_constraint(op.f("file_sealed"), "files", "sealed = (stored_as is not null)")
    op.create_table(
        "rate_limits",
        sa.Column("key", sa.Text(), nullable=False, comment="what is counted, and whose"),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted", sa.Integer(), nullable=False),
        sa.Column("handed", sa.Integer(), nullable=False, comment="by the last statement"),
        sa.PrimaryKeyConstraint("key", name=op.f("rate_limits_pk")),
        prefixes=["unlogged"],
    )
    op.execute("grant select, insert, update, delete on rate_limits to anju_app")


def downgrade() -> None:
    op.drop_table("rate_limits")
    op.drop_constraint(op.f("file_sealed"), "files", type_="check")
    op.drop_column("files", "stored_as")
    op.drop_column("files", "sealed")
