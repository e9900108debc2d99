"""Kinds of unit, decisions about them, hand-over sheets, asset cards and stocktakes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.trade import check, column, made_at, refers, trade_table
from migrations.walls import open_up, wall_in

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_DECIDED = "state, decided_by, decided_at, decision, version"
#: Table → what may change of a row once it is written; None for what is only added.
TABLES = {
    "unit_decisions": _DECIDED,
    "handovers": (
        "state, on_date, meters, keys, fittings, photos, defects, note, missing,"
        " has_critical_defect, sheet_sha256, gives_name, gives_by, gives_file_id, gives_at,"
        " takes_name, takes_by, takes_file_id, takes_at, void_reason, version"
    ),
    "asset_cards": None,
    "stocktakes": (
        "state, remark, started_by, started_on, submitted_by, submitted_at, confirmed_by,"
        " confirmed_at, version"
    ),
    "stocktake_lines": "counted, reason, counted_by, counted_at",
}
_UNIT_KINDS = "kind in ('dwelling', 'shop', 'parking', 'public_room', 'equipment_room')"
_IMPORT_KINDS = "kind in ('units', 'leases'{more})"


def upgrade() -> None:
    op.add_column("units", column("kind", sa.Text(), server_default="dwelling"))
    op.create_check_constraint(op.f("unit_kind"), "units", _UNIT_KINDS)
    op.create_index(
        "vacant_units",
        "units",
        ["authority_id", "vacant_since", "id"],
        postgresql_where=sa.text("vacant_since is not null"),
    )
    op.add_column(
        "unit_events",
        column("facts", postgresql.JSONB(), server_default="{}", comment="of this event alone"),
    )
    op.drop_constraint("import_kind", "imports")
    op.create_check_constraint(
        op.f("import_kind"), "imports", _IMPORT_KINDS.format(more=", 'stocktake'")
    )
    trade_table(
        "stocktakes",
        column("project_id", sa.Uuid()),
        column("year", sa.Integer()),
        column("as_of", sa.Date()),
        column("state", sa.Text(), server_default="planned"),
        column("plan", sa.Text(), comment="who counts what until when"),
        sa.Column("remark", sa.Text(), comment="why it was sent back or discarded"),
        column("maker_id", sa.Uuid()),
        made_at(),
        sa.Column("started_by", sa.Uuid()),
        sa.Column("started_on", sa.Date()),
        sa.Column("submitted_by", sa.Uuid()),
        sa.Column("submitted_at", sa.DateTime(timezone=True)),
        sa.Column("confirmed_by", sa.Uuid()),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        column("version", sa.Integer(), server_default="1"),
        check(
            "stocktake_state", "state in ('planned', 'counting', 'counted', 'confirmed', 'void')"
        ),
        check("stocktake_confirmed_by_another", "confirmed_by <> maker_id"),
        check("stocktake_four_eyes", "confirmed_by <> submitted_by"),
        refers("project_id", "projects"),
    )
    op.create_index(
        "one_stocktake_a_year",
        "stocktakes",
        ["authority_id", "project_id", "year"],
        unique=True,
        postgresql_where=sa.text("state <> 'void'"),
    )
    trade_table(
        "asset_cards",
        column("project_id", sa.Uuid()),
        column("unit_id", sa.Uuid()),
        column("edition", sa.Integer()),
        column("card_no", sa.Text()),
        column("original_value_fen", sa.BigInteger()),
        column("acquired_on", sa.Date()),
        column("acquired_by", sa.Text()),
        sa.Column("title_no", sa.Text(), comment="不动产权证号"),
        sa.Column("structure", sa.Text()),
        sa.Column("built_year", sa.Integer()),
        column("area_m2", sa.Numeric(precision=10, scale=2)),
        sa.Column("useful_years", sa.Integer()),
        sa.Column("depreciated_fen", sa.BigInteger(), comment="1832, where it is kept"),
        sa.Column("note", sa.Text()),
        column("reason", sa.Text(), comment="why this edition"),
        column("file_ids", postgresql.ARRAY(sa.Uuid()), server_default="{}"),
        column("maker_id", sa.Uuid()),
        made_at(),
        check(
            "asset_acquisition",
            "acquired_by in ('built', 'bought', 'allocated', 'converted', 'donated')",
        ),
        check("asset_wear_within_value", "depreciated_fen between 0 and original_value_fen"),
        check("asset_card_edition_positive", "edition > 0"),
        check("asset_value_not_negative", "original_value_fen >= 0"),
        refers("project_id", "projects"),
        refers("unit_id", "units"),
        sa.UniqueConstraint(
            "authority_id",
            "card_no",
            "edition",
            name=op.f("asset_cards_authority_id_card_no_edition_once"),
        ),
        sa.UniqueConstraint(
            "authority_id",
            "unit_id",
            "edition",
            name=op.f("asset_cards_authority_id_unit_id_edition_once"),
        ),
    )
    op.create_index(
        "asset_cards_by_project", "asset_cards", ["authority_id", "project_id", "card_no", "id"]
    )
    trade_table(
        "stocktake_lines",
        column("stocktake_id", sa.Uuid()),
        sa.Column("unit_id", sa.Uuid(), comment="null where the books have no such unit"),
        column("unit_code", sa.Text()),
        sa.Column("card_no", sa.Text()),
        sa.Column("booked_state", sa.Text()),
        column("booked", sa.SmallInteger()),
        sa.Column("counted", sa.SmallInteger()),
        sa.Column("reason", sa.Text()),
        sa.Column("counted_by", sa.Uuid()),
        sa.Column("counted_at", sa.DateTime(timezone=True)),
        check("stocktake_booked_once", "booked in (0, 1)"),
        check("stocktake_counted_once", "counted in (0, 1)"),
        refers("stocktake_id", "stocktakes"),
        refers("unit_id", "units"),
        sa.UniqueConstraint(
            "authority_id",
            "stocktake_id",
            "unit_code",
            name=op.f("stocktake_lines_authority_id_stocktake_id_unit_code_once"),
        ),
    )
    trade_table(
        "unit_decisions",
        column("project_id", sa.Uuid()),
        column("unit_id", sa.Uuid()),
        column("kind", sa.Text()),
        column("state", sa.Text(), server_default="asked"),
        column("effective_on", sa.Date()),
        sa.Column("until_on", sa.Date(), comment="a repair's expected last day"),
        column("reason_code", sa.Text()),
        column("reason", sa.Text()),
        sa.Column("legal_basis", sa.Text()),
        column("file_ids", postgresql.ARRAY(sa.Uuid()), server_default="{}"),
        column("maker_id", sa.Uuid()),
        made_at(),
        sa.Column("decided_by", sa.Uuid()),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("decision", sa.Text(), comment="the decider's words"),
        column("version", sa.Integer(), server_default="1"),
        check(
            "unit_decision_has_its_decider",
            "(state in ('granted', 'refused')) = (decided_by is not null)",
        ),
        check("unit_decision_kind", "kind in ('withdrawal', 'long_repair')"),
        check("unit_decision_state", "state in ('asked', 'granted', 'refused', 'lapsed')"),
        check("unit_decision_four_eyes", "decided_by <> maker_id"),
        refers("project_id", "projects"),
        refers("unit_id", "units"),
    )
    op.create_index(
        "one_open_decision_per_unit",
        "unit_decisions",
        ["authority_id", "unit_id", "kind"],
        unique=True,
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.create_index(
        "unit_decisions_by_project", "unit_decisions", ["authority_id", "project_id", "id"]
    )
    trade_table(
        "handovers",
        column("project_id", sa.Uuid()),
        column("unit_id", sa.Uuid()),
        sa.Column("lease_id", sa.Uuid()),
        column("kind", sa.Text()),
        column("state", sa.Text(), server_default="draft"),
        column("on_date", sa.Date()),
        column("meters", postgresql.JSONB(), server_default="[]"),
        column("keys", postgresql.JSONB(), server_default="[]"),
        column("fittings", postgresql.JSONB(), server_default="[]"),
        column("photos", postgresql.JSONB(), server_default="[]"),
        column("defects", postgresql.JSONB(), server_default="[]"),
        sa.Column("note", sa.Text()),
        column(
            "missing",
            postgresql.ARRAY(sa.Text()),
            server_default="{}",
            comment="what it lacks before anybody may sign",
        ),
        column("has_critical_defect", sa.Boolean(), server_default="false"),
        sa.Column("sheet_sha256", sa.LargeBinary(), comment="what both signed"),
        sa.Column("gives_name", sa.Text()),
        sa.Column("gives_by", sa.Uuid(), comment="the clerk where a tenant signs on paper"),
        sa.Column("gives_file_id", sa.Uuid()),
        sa.Column("gives_at", sa.DateTime(timezone=True)),
        sa.Column("takes_name", sa.Text()),
        sa.Column("takes_by", sa.Uuid()),
        sa.Column("takes_file_id", sa.Uuid()),
        sa.Column("takes_at", sa.DateTime(timezone=True)),
        sa.Column("void_reason", sa.Text()),
        column("maker_id", sa.Uuid()),
        made_at(),
        column("version", sa.Integer(), server_default="1"),
        check("handover_of_a_lease", "(kind = 'acceptance') = (lease_id is null)"),
        check(
            "handover_signed_sheet_is_fixed",
            "(state in ('draft', 'void')) or sheet_sha256 is not null",
        ),
        check("handover_four_eyes", "kind <> 'acceptance' or gives_by <> takes_by"),
        check("handover_kind", "kind in ('acceptance', 'check_in', 'check_out')"),
        check(
            "handover_complete_when_both_signed",
            "state <> 'complete' or (gives_by is not null and takes_by is not null)",
        ),
        check("handover_state", "state in ('draft', 'signed_once', 'complete', 'void')"),
        refers("lease_id", "leases"),
        refers("project_id", "projects"),
        refers("unit_id", "units"),
    )
    op.create_index("handovers_by_lease", "handovers", ["authority_id", "lease_id", "id"])
    op.create_index("handovers_by_project", "handovers", ["authority_id", "project_id", "id"])
    op.create_index("handovers_by_unit", "handovers", ["authority_id", "unit_id", "id"])
    op.create_index(
        "one_open_handover_per_unit",
        "handovers",
        ["authority_id", "unit_id", "kind"],
        unique=True,
        postgresql_where=sa.text("state in ('draft', 'signed_once')"),
    )
    for table, changed in TABLES.items():
        wall_in(table, may_change=changed or False)


def downgrade() -> None:
    for table in reversed(TABLES):
        open_up(table)
        op.drop_table(table)
    op.drop_constraint("import_kind", "imports")
    op.create_check_constraint(op.f("import_kind"), "imports", _IMPORT_KINDS.format(more=""))
    op.drop_column("unit_events", "facts")
    op.drop_index("vacant_units", table_name="units")
    op.drop_constraint("unit_kind", "units")
    op.drop_column("units", "kind")
