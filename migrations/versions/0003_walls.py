"""The walls: row security by authority, and what the application may do to which table."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

#: Read and added to, never changed: the books, the evidence, the trail.
APPEND_ONLY = (
    "parameters",
    "audit_events",
    "outgoing_events",
    "files",
    "unit_events",
    "rent_standards",
    "rent_rules",
    "billing_outcomes",
    "allocations",
    "payment_reversals",
    "refunds",
    "transfers",
    "seals",
    "sealed_transfers",
    "month_closings",
    "voucher_lines",
    "hand_overs",
    "bank_lines",
)

#: Facts that stay as they were made; only these columns follow later postings.
PARTLY_CHANGED = {
    "charges": "adjusted_fen, paid_fen, treasury_claim_fen, operator_claim_fen, reduced_fen,"
    " written_off_fen, operator_id",
    "payments": "unallocated_fen, state, lease_id, matched_by, resolved_by, resolved_at, version",
    "lease_holds": "until_on",
    "contract_units": "until_on",
    "contract_prices": "checker_id",
    "idempotency_keys": "status, answer",
}

CHANGED = (
    "operations",
    "imports",
    "projects",
    "buildings",
    "units",
    "households",
    "members",
    "leases",
    "billing_runs",
    "adjustments",
    "bank_statements",
    "receipt_counters",
    "books",
    "vouchers",
    "remittances",
    "service_contracts",
    "deduction_events",
    "fee_statements",
)

#: Shared tables have no authority; the application keeps people and sessions in them.
SHARED = {
    "authorities": "select, insert",
    "organisations": "select, insert",
    "special_days": "select, insert",
    "people": "select, insert, update",
    "memberships": "select, insert, update",
    "sessions": "select, insert, update",
    "refresh_tokens": "select, insert, update",
    "sign_in_attempts": "select, insert, delete",
}


def upgrade() -> None:
    for table in (*APPEND_ONLY, *PARTLY_CHANGED, *CHANGED):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(
            f"create policy {table}_of_the_authority on {table}"
            " using (authority_id = (select current_authority()))"
            " with check (authority_id = (select current_authority()))"
        )
        op.execute(f"grant select, insert on {table} to anju_app")
    for table, columns in PARTLY_CHANGED.items():
        op.execute(f"grant update ({columns}) on {table} to anju_app")
    for table in CHANGED:
        op.execute(f"grant update on {table} to anju_app")
    for table, rights in SHARED.items():
        op.execute(f"grant {rights} on {table} to anju_app")


def downgrade() -> None:
    for table in (*APPEND_ONLY, *PARTLY_CHANGED, *CHANGED):
        op.execute(f"drop policy {table}_of_the_authority on {table}")
        op.execute(f"alter table {table} disable row level security")
        op.execute(f"revoke all on {table} from anju_app")
    for table in SHARED:
        op.execute(f"revoke all on {table} from anju_app")
