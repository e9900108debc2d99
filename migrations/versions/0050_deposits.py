"""Deposits: received, withheld, refunded, taken along; and what the deposit bank says."""

import sqlalchemy as sa
from alembic import op

from migrations.trade import check, column, index, made_at, once, refers, trade_table
from migrations.walls import open_up, wall_in

revision = "0050"
down_revision = "0041"
branch_labels = None
depends_on = None

_TEXT = sa.Text()
_ID = sa.Uuid()
_DAY = sa.Date()
_NUMBER = sa.Integer()
_FEN = sa.BigInteger()
_AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _deposit_receipts()
    _deposit_withholdings()
    _deposit_refunds()
    _deposit_moves()
    _deposit_bank_balances()


def _deposit_receipts() -> None:
    table = "deposit_receipts"
    trade_table(
        table,
        column("project_id", _ID),
        column("lease_id", _ID),
        column("channel", _TEXT, comment="domain.payments.Channel"),
        column("serial_no", _TEXT),
        column("receipt_no", _TEXT),
        column("payer_name", _TEXT),
        column("remark", _TEXT, server_default=""),
        column("received_on", _DAY),
        column("month", _DAY, comment="the open month it is booked in"),
        column("amount_fen", _FEN),
        column("state", _TEXT, server_default="held"),
        column("maker_id", _ID),
        made_at(),
        sa.Column("reversed_by", _ID),
        sa.Column("reversed_at", _AT),
        sa.Column("reversal_reason", _TEXT),
        column("version", _NUMBER, server_default="1"),
        check("deposit_receipt_positive", "amount_fen > 0"),
        check("deposit_reversed_by_another", "reversed_by <> maker_id"),
        refers("lease_id", "leases"),
        check("deposit_receipt_state", "state in ('held', 'reversed')"),
        check("deposit_reversal_has_maker", "(state = 'reversed') = (reversed_by is not null)"),
        check("deposit_receipt_month", "extract(day from month) = 1"),
        refers("project_id", "projects"),
        once(table, "channel", "serial_no"),
    )
    index("deposit_receipts_by_lease", table, "lease_id", "id")
    index("deposit_receipts_by_project", table, "project_id", "id")
    wall_in(table, may_change="state, reversed_by, reversed_at, reversal_reason, version")


def _deposit_withholdings() -> None:
    table = "deposit_withholdings"
    trade_table(
        table,
        column("project_id", _ID),
        column("lease_id", _ID),
        column("what", _TEXT, comment="the damage or the bill, in words"),
        column("payee", _TEXT),
        column("amount_fen", _FEN),
        column("on_date", _DAY),
        column("month", _DAY),
        column("document_type", _TEXT, comment="the case that decided it"),
        column("document_id", _ID),
        column("maker_id", _ID),
        made_at(),
        refers("lease_id", "leases"),
        check("deposit_withholding_positive", "amount_fen > 0"),
        check("deposit_withholding_month", "extract(day from month) = 1"),
        refers("project_id", "projects"),
    )
    index("deposit_withholdings_by_lease", table, "lease_id", "id")
    wall_in(table)


def _deposit_refunds() -> None:
    table = "deposit_refunds"
    trade_table(
        table,
        column("project_id", _ID),
        column("lease_id", _ID),
        column("amount_fen", _FEN),
        column("channel", _TEXT, comment="the channel it came by"),
        column("payee_name", _TEXT),
        sa.Column("payee_account_mask", _TEXT),
        column("reason", _TEXT),
        column("due_on", _DAY, comment="last working day to pay it"),
        column("state", _TEXT, server_default="proposed"),
        sa.Column("document_type", _TEXT, comment="the case that settled it"),
        sa.Column("document_id", _ID),
        column("maker_id", _ID),
        made_at(),
        sa.Column("checker_id", _ID),
        sa.Column("checked_at", _AT),
        sa.Column("slip_no", _TEXT),
        sa.Column("on_date", _DAY),
        sa.Column("month", _DAY),
        column("version", _NUMBER, server_default="1"),
        check("deposit_refund_positive", "amount_fen > 0"),
        check(
            "deposit_refund_paid_with_slip",
            "(state = 'paid') = (slip_no is not null and on_date is not null and"
            " month is not null)",
        ),
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        check("deposit_refund_four_eyes", "checker_id <> maker_id"),
        check("deposit_refund_state", "state in ('proposed', 'paid', 'withdrawn')"),
    )
    index("deposit_refunds_by_lease", table, "lease_id", "id")
    index("deposit_refunds_by_project", table, "project_id", "id")
    index("one_open_refund_per_deposit", table, "lease_id", only="state = 'proposed'")
    wall_in(table, may_change="state, checker_id, checked_at, slip_no, on_date, month, version")


def _deposit_moves() -> None:
    table = "deposit_moves"
    trade_table(
        table,
        column("from_lease_id", _ID),
        column("to_lease_id", _ID),
        column("amount_fen", _FEN),
        column("on_date", _DAY),
        column("maker_id", _ID),
        made_at(),
        refers("from_lease_id", "leases"),
        check("deposit_move_positive", "amount_fen > 0"),
        refers("to_lease_id", "leases"),
        check("deposit_move_between_leases", "from_lease_id <> to_lease_id"),
    )
    index("deposit_moves_from_lease", table, "from_lease_id")
    index("deposit_moves_to_lease", table, "to_lease_id")
    wall_in(table)


def _deposit_bank_balances() -> None:
    table = "deposit_bank_balances"
    trade_table(
        table,
        column("project_id", _ID),
        column("on_date", _DAY),
        column("balance_fen", _FEN),
        sa.Column("file_id", _ID, comment="the bank's statement"),
        column("maker_id", _ID),
        made_at(),
        refers("project_id", "projects"),
        check("deposit_bank_balance_not_negative", "balance_fen >= 0"),
    )
    index("deposit_bank_balances_by_project", table, "project_id", "on_date", "id")
    wall_in(table)


def downgrade() -> None:
    for table in (
        "deposit_bank_balances",
        "deposit_moves",
        "deposit_refunds",
        "deposit_withholdings",
        "deposit_receipts",
    ):
        open_up(table)
        op.drop_table(table)
