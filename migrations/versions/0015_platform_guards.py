"""Files lie sealed in the file store."""

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


def downgrade() -> None:
    op.drop_constraint(op.f("file_sealed"), "files", type_="check")
    op.drop_column("files", "stored_as")
    op.drop_column("files", "sealed")
