"""What the desk asks: search by what a text begins with, boards that tell whether they changed,
events with their actor, and how far each person has read them.
"""

from alembic import op

revision = "0020"
down_revision = "0004"
branch_labels = None
depends_on = None

#: name, table, columns and condition.
INDEXES = (
    ("households_by_name_prefix", "households", "authority_id, tenant_name text_pattern_ops", ""),
    (
        "households_by_project_name",
        "households",
        "authority_id, project_id, tenant_name text_pattern_ops",
        "",
    ),
    ("members_by_national_id_tail", "members", "authority_id, national_id_tail", ""),
    ("members_by_phone_tail", "members", "authority_id, phone_tail", ""),
    ("buildings_by_name", "buildings", "authority_id, name", ""),
    ("units_by_code_prefix", "units", "authority_id, code text_pattern_ops", ""),
    ("units_by_room", "units", "authority_id, room, building_id", ""),
    ("leases_by_contract_prefix", "leases", "authority_id, contract_no text_pattern_ops", ""),
    (
        "payments_by_receipt",
        "payments",
        "authority_id, receipt_no text_pattern_ops",
        " where receipt_no is not null",
    ),
    ("audit_events_by_project", "audit_events", "authority_id, project_id, at, id", ""),
)

TAILS = """
alter table members
  add column national_id_tail text generated always as (right(national_id_mask, 4)) stored,
  add column phone_tail text generated always as (right(phone_mask, 4)) stored
"""

#: An event's transaction tells for certain whether it could be seen when somebody looked.
EVENTS = """
alter table outgoing_events
  add column actor_id uuid,
  add column organisation_id uuid,
  add column transaction_no bigint not null default ((pg_current_xact_id())::text)::bigint
"""

MARKS = """
create table event_marks (
  authority_id uuid not null default current_authority(),
  id uuid not null default uuid_v7(),
  person_id uuid not null,
  seen text not null,
  seen_at timestamp with time zone not null,
  constraint event_marks_pk primary key (authority_id, id),
  constraint event_marks_authority_id_fk foreign key (authority_id) references authorities (id),
  constraint event_marks_authority_id_person_id_once unique (authority_id, person_id)
)
"""

COMMENTS = {
    "members.national_id_tail": "what the mask shows",
    "members.phone_tail": "what the mask shows",
    "outgoing_events.transaction_no": "whether a snapshot could see it",
    "event_marks.seen": "pg_snapshot: the transactions that were saved",
}


def upgrade() -> None:
    op.execute(TAILS)
    op.execute(EVENTS)
    for name, table, columns, condition in INDEXES:
        op.execute(f"create index {name} on {table} ({columns}){condition}")
    op.execute(MARKS)
    op.execute("alter table event_marks enable row level security")
    op.execute("alter table event_marks force row level security")
    op.execute(
        "create policy event_marks_of_the_authority on event_marks"
        " using (authority_id = (select current_authority()))"
        " with check (authority_id = (select current_authority()))"
    )
    op.execute("grant select, insert on event_marks to anju_app")
    op.execute("grant update (seen, seen_at) on event_marks to anju_app")
    for column, comment in COMMENTS.items():
        op.execute(f"comment on column {column} is '{comment}'")


def downgrade() -> None:
    op.execute("drop table event_marks")
    for name, *_ in reversed(INDEXES):
        op.execute(f"drop index if exists {name}")
    op.execute(
        "alter table outgoing_events drop column transaction_no, drop column organisation_id,"
        " drop column actor_id"
    )
    op.execute("alter table members drop column phone_tail, drop column national_id_tail")
