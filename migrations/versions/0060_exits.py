"""Exit cases, their steps, final bills, rent that goes back, and market rents."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.trade import check, column, index, made_at, once, refers, trade_table
from migrations.walls import open_up, wall_in

revision = "0060"
down_revision = "0053"
branch_labels = None
depends_on = None

_TEXT = sa.Text()
_ID = sa.Uuid()
_DAY = sa.Date()
_NUMBER = sa.Integer()
_FEN = sa.BigInteger()
_AT = sa.DateTime(timezone=True)
_RATE = sa.Numeric(12, 6)
_JSON = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    _exit_cases()
    _exit_events()
    _final_bills()
    _rent_refunds()
    _market_rents()


def _exit_cases() -> None:
    table = "exit_cases"
    trade_table(
        table,
        column("project_id", _ID),
        column("lease_id", _ID),
        column("unit_id", _ID),
        column("household_id", _ID),
        column("number", _TEXT),
        column("track", _TEXT),
        column("ground", _TEXT),
        column("state", _TEXT),
        column("opened_on", _DAY),
        sa.Column("leaves_on", _DAY, comment="the day the household wishes"),
        sa.Column("reason", _TEXT),
        sa.Column("legal_basis", _TEXT),
        sa.Column("document_no", _TEXT, comment="the decision it rests on"),
        sa.Column("deadline_on", _DAY, comment="last day of what runs now"),
        sa.Column("contact_by", _DAY, comment="to be inspected by then"),
        sa.Column("inspect_on", _DAY),
        sa.Column("handover_id", _ID, comment="the check-out sheet"),
        sa.Column("inspected_on", _DAY),
        sa.Column("formalities_by", _DAY),
        sa.Column("complete_by", _DAY, comment="later, rent may run on"),
        sa.Column("handed_back_on", _DAY),
        sa.Column("debts_fen", _FEN, comment="still owed when it was settled"),
        sa.Column("decided_by", _ID, comment="the approver: ordered, authorised"),
        sa.Column("maker_id", _ID, comment="nobody where the calendar opened it"),
        made_at(),
        column("version", _NUMBER, server_default="1"),
        check(
            "exit_case_ground",
            "ground in ('own_wish', 'expiry', 'ineligible', 'arrears', 'sublet',"
            " 'change_of_use', 'damage', 'unlawful_acts', 'idle', 'unreachable')",
        ),
        check(
            "exit_case_state",
            "state in ('applied', 'accepted', 'opened', 'notice_served', 'relocation', "
            "'demanded', 'suit_filed', 'judged', 'facts_notified', 'ordered', "
            "'court_asked', 'enforced', 'authorised', 'public_notice', 'entered', "
            "'inventory_sealed', 'recovered', 'inspection_booked', 'inspected', "
            "'final_bill', 'handed_back', 'settled', 'closed', 'withdrawn')",
        ),
        check(
            "exit_case_track", "track in ('voluntary', 'civil', 'administrative', 'lost_contact')"
        ),
        once(table, "number"),
        check("exit_decided_by_another", "decided_by <> maker_id"),
        refers("household_id", "households"),
        refers("lease_id", "leases"),
        refers("project_id", "projects"),
        refers("unit_id", "units"),
    )
    index("exit_cases_by_lease", table, "lease_id", "id")
    index("exit_cases_by_project", table, "project_id", "id")
    index("exit_cases_by_unit", table, "unit_id", "id")
    index("one_open_exit_per_lease", table, "lease_id", only="state not in ('closed', 'withdrawn')")
    wall_in(
        table,
        may_change="state, deadline_on, contact_by, inspect_on, handover_id, inspected_on,"
        " formalities_by, complete_by, handed_back_on, debts_fen, decided_by, version",
    )


def _exit_events() -> None:
    table = "exit_events"
    trade_table(
        table,
        column("case_id", _ID),
        made_at("at"),
        column("effective_on", _DAY),
        column("event", _TEXT),
        sa.Column("from_state", _TEXT),
        column("to_state", _TEXT),
        sa.Column("reason", _TEXT),
        sa.Column("legal_basis", _TEXT),
        sa.Column("document_no", _TEXT),
        column("file_ids", postgresql.ARRAY(_ID), server_default="{}"),
        column("facts", _JSON, server_default="{}"),
        sa.Column("maker_id", _ID),
        refers("case_id", "exit_cases"),
    )
    index("exit_events_by_case", table, "case_id", "at")
    wall_in(table)


def _final_bills() -> None:
    table = "final_bills"
    trade_table(
        table,
        column("case_id", _ID),
        column("state", _TEXT, server_default="drafted"),
        column("last_on", _DAY, comment="the last day of rent"),
        column("asked", _JSON, comment="what the draft was given: tariffs, proofs"),
        column("told", _JSON, comment="what it came to, line by line"),
        column("deposit_fen", _FEN),
        column("deposit_back_fen", _FEN),
        column("rent_back_fen", _FEN),
        column("owed_fen", _FEN),
        column("damage_owed_fen", _FEN, comment="not covered, and not paid yet"),
        column("maker_id", _ID),
        made_at(),
        sa.Column("checker_id", _ID),
        sa.Column("checked_at", _AT),
        sa.Column("confirmed_on", _DAY),
        column("version", _NUMBER, server_default="1"),
        refers("case_id", "exit_cases"),
        check("final_bill_four_eyes", "checker_id <> maker_id"),
        check("final_bill_state", "state in ('drafted', 'confirmed', 'discarded')"),
    )
    index("final_bills_by_case", table, "case_id", "id")
    index("one_final_bill_per_case", table, "case_id", only="state in ('drafted', 'confirmed')")
    wall_in(
        table, may_change="state, damage_owed_fen, checker_id, checked_at, confirmed_on, version"
    )


def _rent_refunds() -> None:
    table = "rent_refunds"
    trade_table(
        table,
        column("case_id", _ID),
        column("project_id", _ID),
        column("lease_id", _ID),
        column("payment_id", _ID),
        sa.Column("refund_id", _ID),
        column("amount_fen", _FEN),
        column("source", _TEXT),
        column("state", _TEXT, server_default="proposed"),
        column("due_on", _DAY),
        column("maker_id", _ID),
        made_at(),
        sa.Column("checker_id", _ID),
        sa.Column("checked_at", _AT),
        column("version", _NUMBER, server_default="1"),
        refers("case_id", "exit_cases"),
        refers("lease_id", "leases"),
        refers("payment_id", "payments"),
        refers("project_id", "projects"),
        refers("refund_id", "refunds"),
        check("rent_refund_four_eyes", "checker_id <> maker_id"),
        check("rent_refund_paid", "(state = 'paid') = (refund_id is not null)"),
        check("rent_refund_positive", "amount_fen > 0"),
        check("rent_refund_source", "source in ('set_off', 'treasury')"),
        check("rent_refund_state", "state in ('proposed', 'paid', 'withdrawn')"),
    )
    index("one_open_rent_refund_per_payment", table, "payment_id", only="state = 'proposed'")
    index("rent_refunds_by_case", table, "case_id", "id")
    wall_in(table, may_change="state, refund_id, checker_id, checked_at, version")


def _market_rents() -> None:
    table = "market_rents"
    trade_table(
        table,
        column("project_id", _ID),
        column("price_per_m2", _RATE),
        column("valid_from", _DAY),
        column("document_no", _TEXT),
        column("maker_id", _ID),
        made_at(),
        check("market_rent_positive", "price_per_m2 > 0"),
        refers("project_id", "projects"),
    )
    index("market_rents_by_project", table, "project_id", "valid_from")
    wall_in(table)


def downgrade() -> None:
    for table in ("market_rents", "rent_refunds", "final_bills", "exit_events", "exit_cases"):
        open_up(table)
        op.drop_table(table)
