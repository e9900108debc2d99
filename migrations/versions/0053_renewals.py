"""Renewals 续租 and yearly reviews 年审, and the reminders before them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.trade import check, column, index, made_at, once, refers, trade_table
from migrations.walls import open_up, wall_in

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

_TEXT = sa.Text()
_ID = sa.Uuid()
_DAY = sa.Date()
_FLAG = sa.Boolean()
_FACTS = (
    "state, applied_on, applied_by, at_counter, is_late, late_granted_by, declaration, file_ids,"
    " missing_papers, supply_by, proposed_ok, proposed_by, reason_code, reason, decision_no,"
    " decided_by, decided_on, object_by, objection, objected_on, reply, finally_by, final_on,"
    " version"
)


def upgrade() -> None:
    table = "renewals"
    trade_table(
        table,
        column("project_id", _ID),
        column("lease_id", _ID),
        column("kind", _TEXT),
        column("state", _TEXT, server_default="invited"),
        column("apply_by", _DAY, comment="last day in time, included"),
        sa.Column("applied_on", _DAY),
        sa.Column("applied_by", _ID, comment="whose account noted it"),
        column("at_counter", _FLAG, server_default="false"),
        column("is_late", _FLAG, server_default="false"),
        sa.Column("late_granted_by", _ID),
        sa.Column("declaration", _TEXT, comment="income and housing, as declared"),
        column("file_ids", postgresql.ARRAY(_ID), server_default="{}"),
        sa.Column("missing_papers", _TEXT),
        sa.Column("supply_by", _DAY, comment="last day for what is missing"),
        sa.Column("proposed_ok", _FLAG),
        sa.Column("proposed_by", _ID),
        sa.Column("reason_code", _TEXT),
        sa.Column("reason", _TEXT),
        sa.Column("decision_no", _TEXT),
        sa.Column("decided_by", _ID),
        sa.Column("decided_on", _DAY),
        sa.Column("object_by", _DAY, comment="last day to object, included"),
        sa.Column("objection", _TEXT),
        sa.Column("objected_on", _DAY),
        sa.Column("reply", _TEXT),
        sa.Column("finally_by", _ID),
        sa.Column("final_on", _DAY),
        made_at(),
        column("version", sa.Integer(), server_default="1"),
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        check("renewal_kind", "kind in ('renewal', 'review')"),
        check(
            "renewal_state",
            "state in ('invited', 'applied', 'data_check', 'needs_more', 'decided_ok',"
            " 'decided_no', 'objection', 'final_no')",
        ),
        check(
            "renewal_reason",
            "reason_code in ('income_above_line', 'other_housing', 'other_subsidy', 'misuse',"
            " 'arrears', 'conditions_changed', 'false_statement')",
        ),
        check("renewal_decided_by_another", "decided_by <> proposed_by"),
        check("renewal_objection_decided_by_another", "finally_by <> decided_by"),
        check(
            "renewal_refused_with_its_reason",
            "state not in ('decided_no', 'objection', 'final_no') or reason_code is not null",
        ),
    )
    is_under_way = "state not in ('decided_ok', 'final_no')"
    index("one_renewal_under_way", table, "lease_id", "kind", only=is_under_way)
    index("renewals_by_lease", table, "lease_id", "id")
    index("renewals_by_project", table, "project_id", "apply_by", "id")
    index("renewals_by_day", table, "apply_by", "id")
    wall_in(table, may_change=_FACTS)
    _invitations()


def _invitations() -> None:
    table = "renewal_invitations"
    trade_table(
        table,
        column("renewal_id", _ID),
        column("mark", _TEXT, comment="6m, 4m, 3m, 30d"),
        column("sent_on", _DAY),
        made_at(),
        refers("renewal_id", "renewals"),
        once(table, "renewal_id", "mark"),
    )
    wall_in(table)


def downgrade() -> None:
    for table in ("renewal_invitations", "renewals"):
        open_up(table)
        op.drop_table(table)
