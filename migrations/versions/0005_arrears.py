"""A charge carries its lease's arrears; and what large tables were slowed down by goes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OPEN = sa.text("treasury_claim_fen + operator_claim_fen > 0")

#: Large tables for whose authority another row vouches: each of their rows looked it up again.
LINKED = (
    "allocations",
    "bank_lines",
    "billing_outcomes",
    "charges",
    "households",
    "leases",
    "members",
    "payments",
    "transfers",
    "unit_events",
    "units",
    "voucher_lines",
)
#: Table, its column and the table that it refers to, now within the project: one look-up for two.
WITHIN = (("charges", "lease_id", "leases"), ("units", "building_id", "buildings"))
#: Few rows mirror another; an index of all the others' nulls costs as much as one of values.
MIRRORS = {"transfers": "transfer_mirrored_once", "allocations": "allocation_mirrored_once"}

#: What `domain.arrears.carried` says of the charges there are.
CARRY = """
update charges c set arrears_fen = told.fen, arrears_months = told.months
from (
  select authority_id, id, sum(open_fen) over older as fen,
    count(*) filter (where opens_month) over older as months
  from (
    select authority_id, id, lease_id, due_on, treasury_claim_fen + operator_claim_fen as open_fen,
      kind in ('rent', 'holdover') and row_number() over (
        partition by authority_id, lease_id, month, kind in ('rent', 'holdover')
        order by due_on, id) = 1 as opens_month
    from charges where treasury_claim_fen + operator_claim_fen > 0) owed
  window older as (partition by authority_id, lease_id order by due_on, id)) told
where c.authority_id = told.authority_id and c.id = told.id
"""

#: RFC 9562, 6.2: within a batch the random end of the id is counted up. Asking for randomness
#: anew for every row of a city takes longer than storing the row.
UUID_V7_OF = """
create function uuid_v7_of(batch uuid, number bigint) returns uuid
language sql immutable parallel safe
as $$ select encode(overlay(uuid_send(batch) placing int4send(number::int) from 13), 'hex')::uuid $$
"""


def upgrade() -> None:
    op.execute(UUID_V7_OF)
    _carry_arrears()
    for table, column, parent in WITHIN:
        op.create_unique_constraint(
            f"{parent}_authority_id_project_id_id_once",
            parent,
            ["authority_id", "project_id", "id"],
        )
        _refer(table, column, parent, "authority_id", "project_id")
        op.drop_constraint("projects_of_project_id_fk", table)
    for table in LINKED:
        op.drop_constraint(f"{table}_authority_id_fk", table)
    for table, name in MIRRORS.items():
        op.drop_constraint(f"{table}_authority_id_reverses_id_once", table)
        op.create_index(
            name,
            table,
            ["authority_id", "reverses_id"],
            unique=True,
            postgresql_where=sa.text("reverses_id is not null"),
        )


def _refer(table: str, column: str, parent: str, *shared: str) -> None:
    """The foreign key of this name anew, over these columns besides its own."""
    op.drop_constraint(f"{parent}_of_{column}_fk", table)
    op.create_foreign_key(
        f"{parent}_of_{column}_fk", table, parent, [*shared, column], [*shared, "id"]
    )


def _carry_arrears() -> None:
    for name, kind in (("arrears_fen", sa.BigInteger()), ("arrears_months", sa.Integer())):
        comment = (
            "months of rent in arrears_fen"
            if name == "arrears_months"
            else "open here and in the lease's older charges; 0 once settled"
        )
        op.add_column(
            "charges", sa.Column(name, kind, server_default="0", nullable=False, comment=comment)
        )
    op.execute("alter table charges no force row level security")
    op.execute(CARRY)
    op.execute("alter table charges force row level security")
    op.create_check_constraint(
        op.f("charge_carries_its_own"),
        "charges",
        "arrears_fen >= treasury_claim_fen + operator_claim_fen and arrears_months >= 0",
    )
    op.execute("grant update (arrears_fen, arrears_months) on charges to anju_app")
    op.drop_index("charges_open_by_project", "charges")
    op.create_index(
        "charges_in_arrears",
        "charges",
        ["authority_id", "project_id", "arrears_fen", "lease_id", "due_on", "arrears_months"],
        postgresql_include=["treasury_claim_fen", "operator_claim_fen"],
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    for table, name in MIRRORS.items():
        op.drop_index(name, table)
        op.create_unique_constraint(
            f"{table}_authority_id_reverses_id_once", table, ["authority_id", "reverses_id"]
        )
    for table in LINKED:
        op.create_foreign_key(
            f"{table}_authority_id_fk", table, "authorities", ["authority_id"], ["id"]
        )
    for table, column, parent in WITHIN:
        op.create_foreign_key(
            "projects_of_project_id_fk",
            table,
            "projects",
            ["authority_id", "project_id"],
            ["authority_id", "id"],
        )
        _refer(table, column, parent, "authority_id")
        op.drop_constraint(f"{parent}_authority_id_project_id_id_once", parent)
    op.drop_index("charges_in_arrears", "charges")
    op.create_index(
        "charges_open_by_project",
        "charges",
        ["authority_id", "project_id", "due_on"],
        postgresql_where=OPEN,
    )
    op.drop_constraint("charge_carries_its_own", "charges")
    op.drop_column("charges", "arrears_months")
    op.drop_column("charges", "arrears_fen")
    op.execute("drop function uuid_v7_of(uuid, bigint)")
