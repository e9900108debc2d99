"""An exchange whose home nobody signed for in time has lapsed."""

from alembic import op

from migrations.trade import index

revision = "0062"
down_revision = "0061c"
branch_labels = None
depends_on = None

_TABLE = "exchanges"
_STATES = (
    "'submitted', 'checked', 'approved', 'offered', 'accepted', 'done', 'rejected', 'withdrawn'"
)
_CLOSED = "'done', 'rejected', 'withdrawn'"
#: Their home was given up before anything followed from that.
_GIVEN_UP = """
update exchanges e set state = case r.state when 'lapsed' then 'lapsed' else 'approved' end,
  reservation_id = case r.state when 'lapsed' then e.reservation_id end, version = e.version + 1
from unit_reservations r
where r.authority_id = e.authority_id and r.id = e.reservation_id and e.state = 'offered'
  and r.state in ('lapsed', 'waived')
"""


def upgrade() -> None:
    _shape(f"{_STATES}, 'lapsed'", f"{_CLOSED}, 'lapsed'")
    _rewrite(_GIVEN_UP)


def downgrade() -> None:
    _rewrite("update exchanges set state = 'withdrawn' where state = 'lapsed'")
    _shape(_STATES, _CLOSED)


def _rewrite(statement: str) -> None:
    """The rows of every authority at once."""
    for table in (_TABLE, "unit_reservations"):
        op.execute(f"alter table {table} no force row level security")
    op.execute(statement)
    for table in (_TABLE, "unit_reservations"):
        op.execute(f"alter table {table} force row level security")


def _shape(states: str, closed: str) -> None:
    for name in ("one_exchange_under_way", "one_swap_under_way"):
        op.drop_index(name, _TABLE)
    op.drop_constraint(op.f("exchange_state"), _TABLE, type_="check")
    op.create_check_constraint(op.f("exchange_state"), _TABLE, f"state in ({states})")
    is_open = f"state not in ({closed})"
    index("one_exchange_under_way", _TABLE, "lease_id", only=is_open)
    index(
        "one_swap_under_way",
        _TABLE,
        "with_lease_id",
        only=f"with_lease_id is not null and {is_open}",
    )
