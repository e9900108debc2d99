"""Eligibility records, measures and bans; the person registry and the one function across it."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.trade import check, column, index, made_at, refers, trade_table
from migrations.walls import open_up, wall_in

revision = "0040"
down_revision = "0031b"
branch_labels = None
depends_on = None

SQL = Path(__file__).parent.parent / "sql"
_BYTES, _TEXT, _ID, _DAY = sa.LargeBinary(), sa.Text(), sa.Uuid(), sa.Date()
_AT = sa.DateTime(timezone=True)
_KINDS = "kind in ('units', 'leases', 'stocktake'{more})"
_ASK = "known_elsewhere(bytea[], date, text, text)"

#: Everybody who lives in a home already, authority by authority, for row security shows one each.
_WHO_LIVES_HERE = """
do $$ declare one record; begin
  for one in select id from authorities loop
    perform set_config('anju.authority', one.id::text, true);
    insert into known_people (person_index)
      select distinct national_id_index from members where national_id_index is not null;
  end loop;
  perform set_config('anju.authority', '', true);
end $$
"""


def upgrade() -> None:
    _imports()
    _records()
    _people()
    _measures()
    _bans()
    _registry()


def _imports() -> None:
    op.alter_column("imports", "project_id", nullable=True, comment="none: a book of the authority")
    op.drop_constraint("import_kind", "imports")
    op.create_check_constraint(
        op.f("import_kind"), "imports", _KINDS.format(more=", 'eligibility'")
    )
    op.create_check_constraint(
        op.f("import_of_a_project"), "imports", "(project_id is null) = (kind = 'eligibility')"
    )


def _records() -> None:
    table = "eligibility_records"
    trade_table(
        table,
        column("decision_no", _TEXT),
        column("applicant_name", _TEXT),
        column("person_index", _BYTES, comment="the applicant's number"),
        column("tier", _TEXT, comment="domain.rent.Tier"),
        column("size", sa.Integer()),
        sa.Column("approved_area_m2", sa.Numeric(10, 2)),
        sa.Column("approved_rooms", sa.Integer(), comment="over the size table, where given"),
        column("starts_on", _DAY),
        column("ends_on", _DAY, comment="last day on the paper, included"),
        sa.Column("until_on", _DAY, comment="first day that a measure took away"),
        column("queued_on", _DAY),
        column("priority_groups", postgresql.JSONB(astext_type=sa.Text()), server_default="[]"),
        column("needs_easy_access", sa.Boolean(), server_default="false"),
        column("state", _TEXT, server_default="valid"),
        sa.Column("replaces_id", _ID),
        sa.Column("import_id", _ID),
        sa.Column("note", _TEXT),
        column("maker_id", _ID),
        made_at(),
        column("version", sa.Integer(), server_default="1"),
        check("eligibility_ends_after_start", "ends_on >= starts_on"),
        check("eligibility_size_positive", "size > 0"),
        check("eligibility_until_taken", "(until_on is null) = (state = 'valid')"),
        check("eligibility_state", "state in ('valid', 'suspended', 'cancelled', 'replaced')"),
        refers("replaces_id", table),
        refers("import_id", "imports"),
    )
    standing = "state in ('valid', 'suspended')"
    index("one_standing_record_per_person", table, "person_index", only=standing)
    index("eligibility_records_by_person", table, "person_index")
    index("eligibility_records_by_name", table, "applicant_name", "id")
    index("eligibility_records_by_queue", table, "queued_on", "id")
    wall_in(table, may_change="state, until_on, version")


def _people() -> None:
    table = "eligible_people"
    trade_table(
        table,
        column("record_id", _ID),
        column("name", _TEXT),
        column("relation", _TEXT, comment="本人 for the applicant"),
        column("is_applicant", sa.Boolean()),
        column("national_id_sealed", _BYTES),
        column("national_id_index", _BYTES),
        column("national_id_mask", _TEXT),
        sa.Column("phone_sealed", _BYTES),
        sa.Column("phone_index", _BYTES),
        sa.Column("phone_mask", _TEXT),
        refers("record_id", "eligibility_records"),
        sa.UniqueConstraint(
            "authority_id",
            "record_id",
            "national_id_index",
            name=op.f("eligible_people_authority_id_record_id_national_id_index_once"),
        ),
    )
    index("eligible_people_by_number", table, "national_id_index")
    wall_in(table)


def _measures() -> None:
    table = "eligibility_measures"
    trade_table(
        table,
        column("record_id", _ID),
        column("measure", _TEXT),
        column("effective_on", _DAY),
        column("reason", _TEXT),
        column("legal_basis", _TEXT),
        column("document_no", _TEXT),
        column("with_ban", sa.Boolean(), server_default="false"),
        column("state", _TEXT, server_default="proposed"),
        column("maker_id", _ID),
        made_at(),
        sa.Column("decided_by", _ID),
        sa.Column("decided_at", _AT),
        sa.Column("decision_note", _TEXT),
        check("eligibility_measure_kind", "measure in ('suspend', 'resume', 'cancel')"),
        check("eligibility_measure_state", "state in ('proposed', 'confirmed', 'rejected')"),
        check("eligibility_measure_four_eyes", "decided_by <> maker_id"),
        refers("record_id", "eligibility_records"),
    )
    index("one_open_measure_per_record", table, "record_id", only="state = 'proposed'")
    index("eligibility_measures_by_record", table, "record_id", "made_at")
    wall_in(table, may_change="state, decided_by, decided_at, decision_note")


def _bans() -> None:
    trade_table(
        "bans",
        column("person_index", _BYTES),
        column("person_name", _TEXT),
        column("national_id_mask", _TEXT),
        sa.Column("record_id", _ID),
        column("from_on", _DAY),
        column("until_on", _DAY, comment="first day on which they may apply again"),
        column("reason", _TEXT),
        column("legal_basis", _TEXT),
        column("document_no", _TEXT),
        column("state", _TEXT, server_default="proposed"),
        column("maker_id", _ID),
        made_at(),
        sa.Column("decided_by", _ID),
        sa.Column("decided_at", _AT),
        sa.Column("lifted_by", _ID),
        sa.Column("lifted_on", _DAY),
        sa.Column("lifting_reason", _TEXT),
        column("version", sa.Integer(), server_default="1"),
        check("ban_state", "state in ('proposed', 'in_force', 'rejected', 'lifted')"),
        check("ban_ends_after_start", "until_on > from_on"),
        check("ban_four_eyes", "decided_by <> maker_id"),
        check("ban_lifted_by_another", "lifted_by <> maker_id"),
        refers("record_id", "eligibility_records"),
    )
    index("bans_by_person", "bans", "person_index")
    index("bans_by_time", "bans", "made_at", "id")
    changes = "state, decided_by, decided_at, lifted_by, lifted_on, lifting_reason, version"
    wall_in("bans", may_change=changes)


def _registry() -> None:
    table = "known_people"
    trade_table(
        table,
        column("person_index", _BYTES),
        column(
            "reference",
            _TEXT,
            server_default=sa.text("upper(left(replace(gen_random_uuid()::text, '-', ''), 10))"),
            comment="what one bureau quotes to the other",
        ),
        *(
            sa.UniqueConstraint(
                "authority_id", column, name=op.f(f"{table}_authority_id_{column}_once")
            )
            for column in ("person_index", "reference")
        ),
    )
    op.create_index("known_people_by_person", table, ["person_index"])
    op.execute(_WHO_LIVES_HERE)
    wall_in(table)
    # The owner's one function looks across; the application still meets the wall.
    op.execute(f"alter table {table} no force row level security")
    trade_table(
        "registry_inquiries",
        made_at("at"),
        column("person_id", _ID),
        column("purpose", _TEXT),
        column("reason", _TEXT),
        column("asked", sa.Integer()),
        column("found", sa.Integer()),
    )
    index("registry_inquiries_by_person", "registry_inquiries", "person_id", "at")
    index("registry_inquiries_by_time", "registry_inquiries", "at", "id")
    wall_in("registry_inquiries")
    op.execute("revoke insert on registry_inquiries from anju_app")
    op.execute((SQL / "known_elsewhere.sql").read_text(encoding="utf-8"))
    op.execute(f"revoke all on function {_ASK} from public")
    op.execute(f"grant execute on function {_ASK} to anju_app")


def downgrade() -> None:
    op.execute(f"drop function {_ASK}")
    for table in (
        "registry_inquiries",
        "known_people",
        "bans",
        "eligibility_measures",
        "eligible_people",
        "eligibility_records",
    ):
        open_up(table)
        op.drop_table(table)
    op.drop_constraint("import_of_a_project", "imports")
    op.drop_constraint("import_kind", "imports")
    op.create_check_constraint(op.f("import_kind"), "imports", _KINDS.format(more=""))
    op.alter_column("imports", "project_id", nullable=False, comment=None)
