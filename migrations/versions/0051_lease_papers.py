"""A lease's history and papers; which lease follows which; one successor beside a live lease."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.trade import check, column, index, made_at, once, refers, trade_table
from migrations.walls import open_up, wall_in

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

_TEXT = sa.Text()
_ID = sa.Uuid()
_DAY = sa.Date()
_NUMBER = sa.Integer()
_FLAG = sa.Boolean()
_AT = sa.DateTime(timezone=True)
_BYTES = sa.LargeBinary()
_JSON = postgresql.JSONB(astext_type=sa.Text())


#: Columns that a lease gains, and the records that they point to.
_COLUMNS = (
    ("record_id", _ID, "by which grant; null: brought in"),
    ("reservation_id", _ID, None),
    ("renewed_from", _ID, None),
    ("exchanged_from", _ID, None),
    ("rent_trace", _JSON, "how the rule came to the rent"),
    ("signed_on", _DAY, None),
    ("relocation_until", _DAY, "last day of the 搬迁期"),
    ("maker_id", _ID, "who drafted it; null: brought in"),
    ("voided_by", _ID, None),
)
_REFERS = {
    "record_id": "eligibility_records",
    "reservation_id": "unit_reservations",
    "renewed_from": "leases",
    "exchanged_from": "leases",
}
_LIVE = (
    "state in ('active', 'draft', 'expiring', 'explained', 'holdover', 'pending_sign',"
    " 'relocation', 'renewal_review', 'signed', 'suspended')"
)
_HERE = "state in ('active', 'expiring', 'holdover', 'relocation', 'renewal_review', 'suspended')"
_ONCE = {
    "one_lease_per_reservation": "reservation_id",
    "one_renewal_per_lease": "renewed_from",
    "one_exchange_per_lease": "exchanged_from",
}


def upgrade() -> None:
    _leases()
    _lease_events()
    _lease_templates()
    _lease_texts()
    _lease_explanations()
    _lease_signatures()
    _lease_filings()


def _leases() -> None:
    for name, kind, comment in _COLUMNS:
        op.add_column("leases", sa.Column(name, kind, comment=comment))
    for name, table in _REFERS.items():
        op.create_foreign_key(
            f"{table}_of_{name}_fk",
            "leases",
            table,
            ["authority_id", name],
            ["authority_id", "id"],
        )
    op.create_check_constraint("lease_voided_by_another", "leases", "voided_by <> maker_id")
    op.drop_index("one_live_lease_per_unit", table_name="leases")
    # A renewed or exchanged lease lies ready beside the one that it follows.
    follows_none = "renewed_from is null and exchanged_from is null"
    index(
        "one_live_lease_per_unit",
        "leases",
        "unit_id",
        only=f"{_HERE} or ({_LIVE} and {follows_none})",
    )
    for name, column_name in _ONCE.items():
        is_there = f"{column_name} is not null and state <> 'void'"
        index(name, "leases", column_name, only=is_there)
    index("leases_by_end", "leases", "ends_on", "id")


def _lease_events() -> None:
    table = "lease_events"
    trade_table(
        table,
        column("lease_id", _ID),
        made_at("at"),
        column("effective_on", _DAY),
        column("event", _TEXT),
        sa.Column("from_state", _TEXT),
        column("to_state", _TEXT),
        sa.Column("reason_code", _TEXT),
        sa.Column("reason", _TEXT),
        sa.Column("legal_basis", _TEXT),
        column("file_ids", postgresql.ARRAY(_ID), server_default="{}"),
        sa.Column("document_type", _TEXT, comment="what brought it about, if a record"),
        sa.Column("document_id", _ID),
        column("facts", _JSON, server_default="{}"),
        sa.Column("maker_id", _ID, comment="nobody where the calendar did it"),
        refers("lease_id", "leases"),
    )
    index("lease_events_by_lease", table, "lease_id", "at")
    wall_in(table)


def _lease_templates() -> None:
    table = "lease_templates"
    trade_table(
        table,
        column("kind", _TEXT),
        column("number", _NUMBER),
        column("clauses", _JSON),
        column("sha256", _BYTES),
        column("valid_from", _DAY),
        column("document_no", _TEXT),
        column("state", _TEXT, server_default="drafted"),
        column("maker_id", _ID),
        made_at(),
        sa.Column("checker_id", _ID),
        sa.Column("checked_at", _AT),
        column("version", _NUMBER, server_default="1"),
        check("lease_template_state", "state in ('drafted', 'approved', 'rejected')"),
        check("lease_template_four_eyes", "checker_id <> maker_id"),
        check("lease_template_kind", "kind in ('lease', 'explanation')"),
        once(table, "kind", "number"),
        check("lease_template_has_its_checker", "(state = 'drafted') = (checker_id is null)"),
    )
    wall_in(table, may_change="state, checker_id, checked_at, version")


def _lease_texts() -> None:
    table = "lease_texts"
    trade_table(
        table,
        column("lease_id", _ID),
        column("kind", _TEXT),
        column("number", _NUMBER, comment="1, 2, … of the lease"),
        sa.Column("template_id", _ID, comment="null: the text that ships"),
        column("clauses", _JSON),
        column("sha256", _BYTES),
        column("maker_id", _ID),
        made_at(),
        refers("template_id", "lease_templates"),
        once(table, "lease_id", "kind", "number"),
        check("lease_text_kind", "kind in ('lease', 'explanation')"),
        refers("lease_id", "leases"),
    )
    wall_in(table)


def _lease_explanations() -> None:
    table = "lease_explanations"
    trade_table(
        table,
        column("lease_id", _ID),
        column("text_id", _ID),
        column("explained_on", _DAY),
        column("explained_by", _ID, comment="the clerk"),
        column("acknowledgement", _TEXT),
        column("acknowledged_by", _TEXT, comment="the name"),
        sa.Column("file_id", _ID),
        sa.Column("proxy_name", _TEXT),
        sa.Column("proxy_file_id", _ID, comment="the power of attorney"),
        sa.Column("note", _TEXT),
        made_at(),
        refers("text_id", "lease_texts"),
        once(table, "lease_id"),
        check("lease_explanation_proxy_proved", "(proxy_name is null) = (proxy_file_id is null)"),
        check(
            "lease_explanation_signed_with_file",
            "acknowledgement <> 'signed' or file_id is not null",
        ),
        check("lease_explanation_way", "acknowledgement in ('signed', 'at_counter')"),
        refers("lease_id", "leases"),
    )
    wall_in(table)


def _lease_signatures() -> None:
    table = "lease_signatures"
    trade_table(
        table,
        column("lease_id", _ID),
        column("text_id", _ID),
        column("side", _TEXT),
        column("way", _TEXT),
        column("name", _TEXT),
        column("signed_on", _DAY),
        column("file_id", _ID),
        column("file_sha256", _TEXT),
        sa.Column("identity_way", _TEXT),
        sa.Column("proxy_name", _TEXT),
        sa.Column("proxy_file_id", _ID, comment="the power of attorney"),
        column("at_counter", _FLAG, comment="a clerk noted it for the tenant"),
        column("by", _ID, comment="whose account noted it"),
        made_at(),
        check("lease_signature_way", "way in ('drawn', 'scanned')"),
        check("lease_signature_proxy_proved", "(proxy_name is null) = (proxy_file_id is null)"),
        refers("text_id", "lease_texts"),
        check(
            "lease_signature_identity",
            "identity_way in ('id_card_seen', 'card_reader', 'household_register', 'face_check')",
        ),
        check("lease_signature_of_the_tenant", "side <> 'tenant' or identity_way is not null"),
        check("lease_signature_side", "side in ('tenant', 'operator')"),
        refers("lease_id", "leases"),
        once(table, "text_id", "side"),
    )
    wall_in(table)


def _lease_filings() -> None:
    table = "lease_filings"
    trade_table(
        table,
        column("project_id", _ID),
        column("lease_id", _ID),
        column("signed_on", _DAY),
        column("due_on", _DAY),
        column("state", _TEXT, server_default="to_file"),
        sa.Column("submitted_by", _ID),
        sa.Column("submitted_on", _DAY),
        column("file_ids", postgresql.ARRAY(_ID), server_default="{}"),
        sa.Column("returned_for", _TEXT),
        sa.Column("confirmed_by", _ID),
        sa.Column("confirmed_on", _DAY),
        sa.Column("receipt_no", _TEXT),
        made_at(),
        column("version", _NUMBER, server_default="1"),
        refers("lease_id", "leases"),
        once(table, "lease_id"),
        check("lease_filing_state", "state in ('to_file', 'submitted', 'confirmed')"),
        check("lease_filing_has_its_receipt", "(state = 'confirmed') = (receipt_no is not null)"),
        check("lease_filing_confirmed_by_another", "confirmed_by <> submitted_by"),
        once(table, "receipt_no"),
        refers("project_id", "projects"),
    )
    index("lease_filings_by_project", table, "project_id", "due_on", "id")
    index("lease_filings_to_do", table, "due_on", "id", where="state <> 'confirmed'")
    wall_in(
        table,
        may_change="state, submitted_by, submitted_on, file_ids, returned_for,"
        " confirmed_by, confirmed_on, receipt_no, version",
    )


def downgrade() -> None:
    for table in (
        "lease_filings",
        "lease_signatures",
        "lease_explanations",
        "lease_texts",
        "lease_templates",
        "lease_events",
    ):
        open_up(table)
        op.drop_table(table)
    for name in ("leases_by_end", *_ONCE, "one_live_lease_per_unit"):
        op.drop_index(name, table_name="leases")
    index("one_live_lease_per_unit", "leases", "unit_id", only=_LIVE)
    op.drop_constraint("lease_voided_by_another", "leases", type_="check")
    for name, table in _REFERS.items():
        op.drop_constraint(f"{table}_of_{name}_fk", "leases", type_="foreignkey")
    for name, *_ in reversed(_COLUMNS):
        op.drop_column("leases", name)
