"""Moving in 入住: check-ins, and who of a household showed who they are."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.trade import check, column, index, made_at, once, refers, trade_table
from migrations.walls import open_up, wall_in

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

_TEXT = sa.Text()
_ID = sa.Uuid()
_DAY = sa.Date()
_FLAG = sa.Boolean()
_FACTS = (
    "state, booked_on, deposit_waived, first_rent_waived, waived_by, waiver_reason,"
    " waiver_document_no, first_rent_fen, money_by, handover_id, handed_over_on, handed_over_by,"
    " charged_from, registered_by, held_for, file_ids, version"
)


def upgrade() -> None:
    _check_ins()
    _check_in_members()


def _check_ins() -> None:
    table = "check_ins"
    trade_table(
        table,
        column("project_id", _ID),
        column("lease_id", _ID),
        column("state", _TEXT, server_default="booked"),
        column("booked_on", _DAY),
        column("deposit_waived", _FLAG, server_default="false"),
        column("first_rent_waived", _FLAG, server_default="false"),
        sa.Column("waived_by", _ID, comment="the purchaser's approver"),
        sa.Column("waiver_reason", _TEXT),
        sa.Column("waiver_document_no", _TEXT),
        sa.Column("first_rent_fen", sa.BigInteger(), comment="what was asked for when confirmed"),
        sa.Column("money_by", _ID),
        sa.Column("handover_id", _ID),
        sa.Column("handed_over_on", _DAY),
        sa.Column("handed_over_by", _ID, comment="who explained the repairs"),
        sa.Column("charged_from", _DAY),
        sa.Column("registered_by", _ID),
        sa.Column("held_for", _TEXT, comment="why nobody moved in yet"),
        column("file_ids", postgresql.ARRAY(_ID), server_default="{}"),
        column("maker_id", _ID),
        made_at(),
        column("version", sa.Integer(), server_default="1"),
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        refers("handover_id", "handovers"),
        check(
            "check_in_state",
            "state in ('booked', 'money_ok', 'inspected', 'handed_over', 'registered', 'no_show',"
            " 'defect_hold', 'cancelled')",
        ),
        check(
            "check_in_waiver_has_its_name",
            "(waived_by is not null) = (deposit_waived or first_rent_waived)",
        ),
        check("check_in_waived_by_another", "waived_by <> maker_id"),
        check(
            "check_in_entered_with_its_facts",
            "state <> 'registered' or (charged_from is not null and handover_id is not null"
            " and handed_over_on is not null)",
        ),
    )
    index("one_check_in_per_lease", table, "lease_id", only="state <> 'cancelled'")
    index("check_ins_by_day", table, "booked_on", "id")
    index("check_ins_by_project", table, "project_id", "booked_on", "id")
    wall_in(table, may_change=_FACTS)


def _check_in_members() -> None:
    table = "check_in_members"
    trade_table(
        table,
        column("check_in_id", _ID),
        column("member_id", _ID),
        column("way", _TEXT),
        column("by", _ID),
        made_at(),
        refers("check_in_id", "check_ins"),
        refers("member_id", "members"),
        once(table, "check_in_id", "member_id"),
        check(
            "check_in_member_way",
            "way in ('id_card_seen', 'card_reader', 'household_register', 'face_check')",
        ),
    )
    wall_in(table)


def downgrade() -> None:
    for table in ("check_in_members", "check_ins"):
        open_up(table)
        op.drop_table(table)
