"""Changes of a household while its lease runs on, and the terms that follow from one."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.trade import check, column, index, made_at, refers, trade_table
from migrations.walls import open_up, wall_in

revision = "0061b"
down_revision = "0061"
branch_labels = None
depends_on = None

_TEXT = sa.Text()
_ID = sa.Uuid()
_DAY = sa.Date()
_SEALED = sa.LargeBinary()
_TABLE = "lease_changes"
_LATER = (
    "state, before, before_national_id, before_phone, checked_by, checked_on, decided_by,"
    " decided_on, decision_no, decision, took_effect_on, version"
)
#: What a change alters about a member and its household.
_OF_MEMBERS = (
    "name, relation, is_tenant, left_on, national_id_sealed, national_id_index, national_id_mask,"
    " phone_sealed, phone_index, phone_mask"
)


def upgrade() -> None:
    trade_table(
        _TABLE,
        column("project_id", _ID),
        column("lease_id", _ID),
        column("household_id", _ID),
        column("kind", _TEXT),
        column("cause", _TEXT),
        column("state", _TEXT, server_default="submitted"),
        column("effective_on", _DAY),
        column("member_id", _ID, comment="whom it is about; of who joins, the id to be"),
        sa.Column("name", _TEXT),
        sa.Column("relation", _TEXT),
        sa.Column("national_id_sealed", _SEALED),
        sa.Column("national_id_index", _SEALED),
        sa.Column("national_id_mask", _TEXT),
        sa.Column("phone_sealed", _SEALED),
        sa.Column("phone_index", _SEALED),
        sa.Column("phone_mask", _TEXT),
        sa.Column("reason", _TEXT, comment="why it counts from a day that has passed"),
        sa.Column("note", _TEXT),
        column("file_ids", postgresql.ARRAY(_ID)),
        column(
            "before",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default="{}",
            comment="what stood there, masked",
        ),
        sa.Column("before_national_id", _SEALED, comment="sealed"),
        sa.Column("before_phone", _SEALED, comment="sealed"),
        column("maker_id", _ID),
        made_at(),
        sa.Column("checked_by", _ID),
        sa.Column("checked_on", _DAY),
        sa.Column("decided_by", _ID),
        sa.Column("decided_on", _DAY),
        sa.Column("decision_no", _TEXT),
        sa.Column("decision", _TEXT, comment="in words; of a rejection, why"),
        sa.Column("took_effect_on", _DAY),
        column("version", sa.Integer(), server_default="1"),
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        refers("household_id", "households"),
        check(
            "lease_change_kind",
            "kind in ('join', 'leave', 'substitute', 'name', 'national_id', 'phone')",
        ),
        check(
            "lease_change_cause",
            "cause in ('birth', 'marriage', 'support', 'death', 'divorce', 'moved_out',"
            " 'written_wrong', 'officially_changed')",
        ),
        check(
            "lease_change_state",
            "state in ('submitted', 'checked', 'approved', 'effective', 'rejected', 'withdrawn')",
        ),
        check("lease_change_checked_by_another", "checked_by <> maker_id"),
        check(
            "lease_change_decided_by_another",
            "decided_by <> maker_id and (kind in ('name', 'national_id', 'phone')"
            " or decided_by <> checked_by)",
        ),
        check("lease_change_has_its_proof", "cardinality(file_ids) > 0"),
    )
    is_open = "state in ('submitted', 'checked', 'approved')"
    index("one_open_change_per_member", _TABLE, "member_id", "kind", only=is_open)
    index("lease_changes_by_lease", _TABLE, "lease_id", "id")
    index("lease_changes_by_project", _TABLE, "project_id", "effective_on", "id")
    index("lease_changes_by_day", _TABLE, "effective_on", "id")
    wall_in(_TABLE, may_change=_LATER)
    op.execute(f"grant update ({_OF_MEMBERS}) on members to anju_app")
    op.execute("grant update (tenant_name, size, version) on households to anju_app")
    op.add_column("lease_terms", sa.Column("change_id", _ID, comment="the change it follows from"))
    op.create_foreign_key(
        "lease_changes_of_change_id_fk",
        "lease_terms",
        _TABLE,
        ["authority_id", "change_id"],
        ["authority_id", "id"],
    )


def downgrade() -> None:
    op.drop_constraint("lease_changes_of_change_id_fk", "lease_terms", type_="foreignkey")
    op.drop_column("lease_terms", "change_id")
    open_up(_TABLE)
    op.drop_table(_TABLE)
