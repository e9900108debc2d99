"""Calendars that can be imported, and identity equipment with its credentials."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.trade import check, column, made_at, refers, trade_table
from migrations.walls import open_up, wall_in

revision = "0031b"
down_revision = "0031"
branch_labels = None
depends_on = None

#: Table → what may change of a row once it is written; None for what is only added.
TABLES = {
    "local_days": None,
    "devices": "state, note, version",
    "device_upkeeps": None,
    "credentials": "withdrawn_on, withdrawn_for, withdrawn_by, withdrawal_note",
    "identity_checks": None,
}


def upgrade() -> None:
    op.create_table(
        "calendar_notices",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False, comment="known from this business day on"),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuid_v7()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("calendar_notices_pk")),
    )
    trade_table(
        "local_days",
        column("day_on", sa.Date()),
        column("kind", sa.Text()),
        column("name", sa.Text()),
        column("legal_basis", sa.Text()),
        column("made_on", sa.Date(), comment="known from this business day on"),
        column("maker_id", sa.Uuid()),
        made_at(),
        check("local_day_kind", "kind in ('holiday', 'workday', 'ordinary')"),
    )
    op.create_index("local_days_by_day", "local_days", ["authority_id", "day_on", "id"])
    trade_table(
        "devices",
        column("project_id", sa.Uuid()),
        sa.Column("building_id", sa.Uuid()),
        sa.Column("entrance", sa.Text()),
        sa.Column("unit_id", sa.Uuid()),
        column("kind", sa.Text()),
        column("state", sa.Text(), server_default="in_service"),
        column("vendor", sa.Text()),
        sa.Column("model", sa.Text()),
        column("serial_no", sa.Text()),
        column("credential_kinds", postgresql.ARRAY(sa.Text())),
        column("installed_on", sa.Date()),
        sa.Column("note", sa.Text()),
        column("maker_id", sa.Uuid()),
        made_at(),
        column("version", sa.Integer(), server_default="1"),
        check("device_opens_without_a_face", "credential_kinds && array['card', 'pin']"),
        check("device_kind", "kind in ('door_lock', 'entrance_gate', 'estate_gate', 'lift')"),
        check("device_state", "state in ('in_service', 'out_of_order', 'retired')"),
        check("device_entrance_of_a_building", "entrance is null or building_id is not null"),
        refers("building_id", "buildings"),
        refers("project_id", "projects"),
        refers("unit_id", "units"),
        sa.UniqueConstraint(
            "authority_id",
            "vendor",
            "serial_no",
            name=op.f("devices_authority_id_vendor_serial_no_once"),
        ),
    )
    op.create_index(
        "devices_by_project", "devices", ["authority_id", "project_id", "serial_no", "id"]
    )
    trade_table(
        "credentials",
        column("project_id", sa.Uuid()),
        column("device_id", sa.Uuid()),
        column("household_id", sa.Uuid()),
        column("member_id", sa.Uuid()),
        column("unit_id", sa.Uuid()),
        column("kind", sa.Text()),
        sa.Column("reference", sa.Text(), comment="the card's or the vendor's number"),
        sa.Column("consent_file_id", sa.Uuid()),
        sa.Column("guardian_name", sa.Text(), comment="who agreed for a child under 14"),
        column("issued_on", sa.Date()),
        column("issued_by", sa.Uuid()),
        made_at("issued_at"),
        sa.Column("withdrawn_on", sa.Date()),
        sa.Column("withdrawn_for", sa.Text()),
        sa.Column("withdrawn_by", sa.Uuid()),
        sa.Column("withdrawal_note", sa.Text()),
        check(
            "credential_face_with_consent",
            "kind <> 'face_at_vendor' or consent_file_id is not null",
        ),
        check("credential_kind", "kind in ('card', 'pin', 'face_at_vendor')"),
        check(
            "credential_withdrawn_for", "withdrawn_for in ('move_out', 'lost', 'error', 'court')"
        ),
        check(
            "credential_withdrawn_with_its_cause",
            "num_nulls(withdrawn_on, withdrawn_for, withdrawn_by) in (0, 3)",
        ),
        check("credential_withdrawn_after_issue", "withdrawn_on >= issued_on"),
        refers("device_id", "devices"),
        refers("household_id", "households"),
        refers("member_id", "members"),
        refers("project_id", "projects"),
        refers("unit_id", "units"),
    )
    op.create_index("credentials_by_device", "credentials", ["authority_id", "device_id", "id"])
    op.create_index(
        "credentials_by_household", "credentials", ["authority_id", "household_id", "id"]
    )
    trade_table(
        "device_upkeeps",
        column("device_id", sa.Uuid()),
        column("on_date", sa.Date()),
        column("kind", sa.Text()),
        column("result", sa.Text()),
        column("done_by", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("cost_fen", sa.BigInteger()),
        column("file_ids", postgresql.ARRAY(sa.Uuid()), server_default="{}"),
        column("maker_id", sa.Uuid()),
        made_at(),
        check(
            "upkeep_kind",
            "kind in ('inspection', 'cleaning', 'battery', 'software', 'repair', 'replacement')",
        ),
        check("upkeep_result", "result in ('in_order', 'fault_found', 'fixed')"),
        check("upkeep_cost_not_negative", "cost_fen >= 0"),
        refers("device_id", "devices"),
    )
    op.create_index(
        "device_upkeeps_by_device", "device_upkeeps", ["authority_id", "device_id", "on_date", "id"]
    )
    trade_table(
        "identity_checks",
        column("device_id", sa.Uuid()),
        column("at", sa.DateTime(timezone=True)),
        column("kind", sa.Text()),
        column("passed", sa.Boolean()),
        column("vendor_ref", sa.Text()),
        made_at(),
        check("identity_check_kind", "kind in ('card', 'pin', 'face_at_vendor')"),
        refers("device_id", "devices"),
        sa.UniqueConstraint(
            "authority_id",
            "device_id",
            "vendor_ref",
            name=op.f("identity_checks_authority_id_device_id_vendor_ref_once"),
        ),
    )
    op.create_index(
        "identity_checks_by_device", "identity_checks", ["authority_id", "device_id", "at", "id"]
    )
    for table, changed in TABLES.items():
        wall_in(table, may_change=changed or False)
    _days_of_notices()


def _days_of_notices() -> None:
    """A day belongs to a year's notice; days entered before get one by their year."""
    op.execute("grant select, insert on calendar_notices to anju_app")
    op.drop_constraint("special_days_day_on_once", "special_days")
    op.add_column("special_days", sa.Column("notice_id", sa.Uuid(), nullable=True))
    op.execute(
        "insert into calendar_notices (year, number, made_on, made_by)"
        " select distinct extract(year from day_on)::int, 'entered before', current_date,"
        " '00000000-0000-0000-0000-000000000000'::uuid from special_days"
    )
    op.execute(
        "update special_days set notice_id = calendar_notices.id from calendar_notices"
        " where year = extract(year from day_on)"
    )
    op.alter_column("special_days", "notice_id", nullable=False)
    op.alter_column("special_days", "basis", comment="which holiday")
    op.create_unique_constraint(
        op.f("special_days_notice_id_day_on_once"), "special_days", ["notice_id", "day_on"]
    )
    op.create_foreign_key(
        op.f("special_days_notice_id_fk"),
        "special_days",
        "calendar_notices",
        ["notice_id"],
        ["id"],
    )


def downgrade() -> None:
    op.drop_constraint("special_days_notice_id_fk", "special_days")
    op.drop_constraint("special_days_notice_id_day_on_once", "special_days")
    op.drop_column("special_days", "notice_id")
    op.alter_column("special_days", "basis", comment=None)
    op.create_unique_constraint(op.f("special_days_day_on_once"), "special_days", ["day_on"])
    op.execute("revoke all on calendar_notices from anju_app")
    for table in reversed(TABLES):
        open_up(table)
        op.drop_table(table)
    op.drop_table("calendar_notices")
