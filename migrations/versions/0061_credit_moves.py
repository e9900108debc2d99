"""What is left of a payment goes along to the household's next lease."""

import sqlalchemy as sa
from alembic import op

from migrations.trade import index

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

_TABLE, _COLUMN = "payments", "credit_lease_id"
_KEY = "leases_of_credit_lease_id_fk"
_BY_LEASE = "payments_with_moved_credit"


def upgrade() -> None:
    op.add_column(
        _TABLE,
        sa.Column(
            _COLUMN,
            sa.Uuid(),
            comment="the household's later lease, which what is left of it went to",
        ),
    )
    op.create_foreign_key(_KEY, _TABLE, "leases", ["authority_id", _COLUMN], ["authority_id", "id"])
    index(_BY_LEASE, _TABLE, _COLUMN, where=f"{_COLUMN} is not null")
    op.execute(f"grant update ({_COLUMN}) on {_TABLE} to anju_app")


def downgrade() -> None:
    op.drop_index(_BY_LEASE, table_name=_TABLE)
    op.drop_constraint(_KEY, _TABLE, type_="foreignkey")
    op.drop_column(_TABLE, _COLUMN)
