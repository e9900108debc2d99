"""An import that nothing depends on can be taken back: what it made stays, as void."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

COLUMNS = """
alter table imports
  add column preview_file_id uuid,
  add column withdrawn_by uuid,
  add column withdrawn_at timestamp with time zone,
  add column withdrawal_reason text;
alter table units add column import_id uuid, add column voided_at timestamp with time zone;
alter table households add column import_id uuid, add column voided_at timestamp with time zone;
alter table leases add column import_id uuid;
alter table unit_events add column lease_id uuid, add column vacant_since date
"""

COMMENTS = {
    "units.import_id": "the book that brought it in",
    "units.voided_at": "its import was taken back",
    "households.import_id": "the book that brought it in",
    "households.voided_at": "its import was taken back",
    "leases.import_id": "the book that brought it in",
    "unit_events.lease_id": "the lease that caused it",
    "unit_events.vacant_since": "until then",
}

STATES = "'reading', 'ready', 'refused', 'confirming', 'confirmed'"

#: name, table, columns and the rows that are unique. They refuse under the names that they had.
UNIQUE = (
    ("units_authority_id_code_once", "units", "authority_id, code", "voided_at is null"),
    (
        "units_authority_id_building_id_entrance_room_once",
        "units",
        "authority_id, building_id, entrance, room",
        "voided_at is null",
    ),
    (
        "leases_authority_id_contract_no_once",
        "leases",
        "authority_id, contract_no",
        "state <> 'void'",
    ),
)

#: What one import made: few rows have one, and only a withdrawal asks.
TRACES = ("units", "households", "leases")


def upgrade() -> None:
    for statement in COLUMNS.split(";"):
        op.execute(statement)
    for column, comment in COMMENTS.items():
        op.execute(f"comment on column {column} is '{comment}'")
    op.execute("alter table imports drop constraint import_state")
    op.execute(
        f"alter table imports add constraint import_state check (state in ({STATES}, 'withdrawn'))"
    )
    for name, table, columns, condition in UNIQUE:
        op.execute(f"alter table {table} drop constraint {name}")
        op.execute(f"create unique index {name} on {table} ({columns}) where {condition}")
    for table in TRACES:
        op.execute(
            f"create index {table}_by_import on {table} (authority_id, import_id)"
            " where import_id is not null"
        )


def downgrade() -> None:
    for table in TRACES:
        op.execute(f"drop index {table}_by_import")
    for name, table, columns, _ in UNIQUE:
        op.execute(f"drop index {name}")
        op.execute(f"alter table {table} add constraint {name} unique ({columns})")
    op.execute("alter table imports drop constraint import_state")
    op.execute(f"alter table imports add constraint import_state check (state in ({STATES}))")
    op.execute("alter table unit_events drop column vacant_since, drop column lease_id")
    op.execute("alter table leases drop column import_id")
    op.execute("alter table households drop column voided_at, drop column import_id")
    op.execute("alter table units drop column voided_at, drop column import_id")
    op.execute(
        "alter table imports drop column withdrawal_reason, drop column withdrawn_at,"
        " drop column withdrawn_by, drop column preview_file_id"
    )
