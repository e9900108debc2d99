"""Allocation rounds, homes kept for households, and where the public finds what was published."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.trade import check, column, index, made_at, refers, trade_table
from migrations.walls import open_up, wall_in

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_TEXT, _ID, _DAY, _NUMBER = sa.Text(), sa.Uuid(), sa.Date(), sa.Integer()
_AT = sa.DateTime(timezone=True)
_JSON = postgresql.JSONB(astext_type=sa.Text())
_ROUNDS = "allocation_rounds"


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    name = op.f(f"{table}_authority_id_{'_'.join(columns)}_once")
    return sa.UniqueConstraint("authority_id", *columns, name=name)


def upgrade() -> None:
    _rounds()
    _units()
    _registrations()
    _orderings()
    _objections()
    _publications()
    _reservations()


def _rounds() -> None:
    trade_table(
        _ROUNDS,
        column("project_id", _ID),
        column("title", _TEXT),
        column("method", _TEXT),
        column("location", _TEXT),
        column("rent_standard", _TEXT),
        column("target_group", _TEXT),
        column("tiers", _JSON, server_default="[]", comment="none: any tier"),
        column("priority_groups", _JSON, server_default="[]"),
        column("score_items", _JSON, server_default="[]"),
        sa.Column("registration_opens_on", _DAY),
        sa.Column("registration_closes_on", _DAY, comment="last day, included"),
        column("state", _TEXT, server_default="plan_draft"),
        column("next_number", _NUMBER, server_default="1"),
        sa.Column("objections_until", _DAY, comment="last day, included"),
        column("maker_id", _ID),
        made_at(),
        sa.Column("plan_published_by", _ID),
        sa.Column("ordered_by", _ID),
        sa.Column("order_published_by", _ID),
        sa.Column("order_published_at", _AT),
        sa.Column("reason", _TEXT, comment="of the latest withdrawal, or cancellation"),
        column("version", _NUMBER, server_default="1"),
        check("round_method", "method in ('score', 'queue', 'lottery')"),
        check(
            "round_state",
            "state in ('plan_draft', 'plan_published', 'registration_open', 'reviewed',"
            " 'ordered', 'order_published', 'selecting', 'result_published', 'closed',"
            " 'cancelled')",
        ),
        check("round_window_closes_after", "registration_closes_on >= registration_opens_on"),
        check("round_plan_by_another", "plan_published_by <> maker_id"),
        check("round_order_by_another", "order_published_by <> ordered_by"),
        refers("project_id", "projects"),
    )
    index("allocation_rounds_by_time", _ROUNDS, "made_at", "id")
    index("allocation_rounds_by_project", _ROUNDS, "project_id")
    wall_in(_ROUNDS, may_change=True)


def _units() -> None:
    table = "allocation_units"
    trade_table(
        table,
        column("round_id", _ID),
        column("unit_id", _ID),
        column("is_offered", sa.Boolean(), server_default="true"),
        refers("round_id", _ROUNDS),
        refers("unit_id", "units"),
        _once(table, "round_id", "unit_id"),
    )
    index("unit_in_one_round", table, "unit_id", only="is_offered")
    wall_in(table, may_change="is_offered")


def _registrations() -> None:
    table = "allocation_registrations"
    trade_table(
        table,
        column("round_id", _ID),
        column("record_id", _ID),
        column("number", _NUMBER, comment="登记号, from 1 in each round"),
        column("person_index", sa.LargeBinary()),
        column("applicant_name", _TEXT),
        column("size", _NUMBER),
        column("channel", _TEXT),
        column("registered_by", _ID, comment="the clerk, or the tenant in person"),
        made_at("registered_at"),
        column("state", _TEXT, server_default="registered"),
        sa.Column("reason", _TEXT, comment="of the refusal or the withdrawal"),
        sa.Column("checked_by", _ID),
        sa.Column("checked_at", _AT),
        column("scores", _JSON, server_default="{}"),
        sa.Column("points", _NUMBER),
        sa.Column("position", _NUMBER),
        sa.Column("turn", _TEXT),
        sa.Column("desk", _TEXT, comment="the window that called"),
        sa.Column("called_by", _ID),
        sa.Column("called_at", _AT),
        sa.Column("waived_on", _DAY),
        sa.Column("proxy_name", _TEXT),
        sa.Column("proxy_mask", _TEXT, comment="of the proxy's identity number"),
        column("version", _NUMBER, server_default="1"),
        check("registration_channel", "channel in ('counter', 'online')"),
        check("registration_state", "state in ('registered', 'admitted', 'refused', 'withdrawn')"),
        check(
            "registration_turn",
            "turn in ('waiting', 'called', 'selected', 'skipped', 'waived')",
        ),
        refers("round_id", _ROUNDS),
        refers("record_id", "eligibility_records"),
        _once(table, "round_id", "number"),
    )
    in_it = "state <> 'withdrawn'"
    index("one_registration_per_person", table, "round_id", "person_index", only=in_it)
    index("one_called_per_clerk", table, "round_id", "called_by", only="turn = 'called'")
    index("allocation_registrations_by_position", table, "round_id", "position")
    index("allocation_registrations_by_person", table, "person_index")
    wall_in(
        table,
        may_change="state, reason, checked_by, checked_at, scores, points, position, turn, desk,"
        " called_by, called_at, waived_on, proxy_name, proxy_mask, version",
    )


def _orderings() -> None:
    table = "allocation_orderings"
    trade_table(
        table,
        column("round_id", _ID),
        column("number", _NUMBER),
        column("algorithm", _TEXT),
        sa.Column("commitment", _TEXT, comment="SHA-256 of the secret"),
        sa.Column("public_source", _TEXT),
        sa.Column("public_on", _DAY),
        column("maker_id", _ID),
        made_at(),
        sa.Column("inputs", _TEXT, comment="canonical JSON"),
        sa.Column("inputs_sha256", _TEXT),
        sa.Column("frozen_by", _ID),
        sa.Column("frozen_at", _AT),
        sa.Column("result", _TEXT, comment="the result file, to the byte"),
        sa.Column("ordered_by", _ID),
        sa.Column("ordered_at", _AT),
        sa.Column("given_up_at", _AT, comment="the re-check was reopened"),
        check("ordering_frozen_hash", "(inputs is null) = (inputs_sha256 is null)"),
        check("ordering_frozen_first", "result is null or inputs is not null"),
        refers("round_id", _ROUNDS),
        _once(table, "round_id", "number"),
    )
    wall_in(
        table,
        may_change="inputs, inputs_sha256, frozen_by, frozen_at, result, ordered_by, ordered_at,"
        " given_up_at",
    )


def _objections() -> None:
    table = "allocation_objections"
    trade_table(
        table,
        column("round_id", _ID),
        column("objector", _TEXT),
        column("content", _TEXT),
        column("received_by", _ID),
        made_at("received_at"),
        column("state", _TEXT, server_default="open"),
        sa.Column("reply", _TEXT),
        sa.Column("replied_by", _ID),
        sa.Column("replied_at", _AT),
        check("allocation_objection_state", "state in ('open', 'upheld', 'dismissed')"),
        refers("round_id", _ROUNDS),
    )
    index("allocation_objections_by_round", table, "round_id", "received_at", "id")
    wall_in(table, may_change="state, reply, replied_by, replied_at")


def _publications() -> None:
    table = "allocation_publications"
    trade_table(
        table,
        column("round_id", _ID),
        column("kind", _TEXT),
        column("number", _NUMBER),
        sa.Column("body", _JSON),
        sa.Column("sha256", _TEXT, comment="of the body's canonical text"),
        sa.Column("reason", _TEXT, comment="why it was corrected or withdrawn"),
        column("published_by", _ID),
        made_at("published_at"),
        check("publication_kind", "kind in ('plan', 'inputs', 'order', 'result')"),
        check("publication_says_why", "number = 1 or reason is not null"),
        refers("round_id", _ROUNDS),
        _once(table, "round_id", "kind", "number"),
    )
    wall_in(table)
    # Shared: a caller without a name belongs to no authority, and must find the one that published.
    op.create_table(
        "public_addresses",
        column("kind", _TEXT, comment="allocation_round, …"),
        column("authority_id", _ID),
        column("id", _ID, server_default=sa.text("uuid_v7()")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=op.f("public_addresses_authority_id_fk")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("public_addresses_pk")),
    )
    op.execute("grant select, insert on public_addresses to anju_app")


def _reservations() -> None:
    table = "unit_reservations"
    trade_table(
        table,
        column("project_id", _ID),
        column("unit_id", _ID),
        column("record_id", _ID),
        sa.Column("round_id", _ID),
        sa.Column("registration_id", _ID),
        column("state", _TEXT),
        sa.Column("deadline_on", _DAY, comment="last day to sign, included"),
        sa.Column("decision_no", _TEXT, comment="of a direct allocation"),
        sa.Column("reason", _TEXT),
        column("maker_id", _ID),
        made_at(),
        sa.Column("decided_by", _ID),
        sa.Column("decided_at", _AT),
        sa.Column("ended_on", _DAY),
        sa.Column("ended_by", _ID, comment="nobody where the calendar did it"),
        sa.Column("end_reason", _TEXT),
        column("version", _NUMBER, server_default="1"),
        check(
            "reservation_state",
            "state in ('proposed', 'held', 'used', 'waived', 'lapsed', 'rejected')",
        ),
        check("reservation_of_a_round", "(round_id is null) = (registration_id is null)"),
        check("reservation_has_its_decision", "round_id is not null or decision_no is not null"),
        check("direct_allocation_by_another", "decided_by <> maker_id"),
        refers("project_id", "projects"),
        refers("unit_id", "units"),
        refers("record_id", "eligibility_records"),
        refers("round_id", _ROUNDS),
        refers("registration_id", "allocation_registrations"),
    )
    index("one_reservation_per_unit", table, "unit_id", only="state = 'held'")
    waits = "state in ('held', 'proposed')"
    index("one_reservation_per_household", table, "record_id", only=waits)
    index("unit_reservations_by_round", table, "round_id", "made_at")
    index("unit_reservations_by_time", table, "made_at", "id")
    index("unit_reservations_by_deadline", table, "deadline_on")
    changes = "state, deadline_on, decided_by, decided_at, ended_on, ended_by, end_reason, version"
    wall_in(table, may_change=changes)


def downgrade() -> None:
    op.drop_table("public_addresses")
    for table in (
        "unit_reservations",
        "allocation_publications",
        "allocation_objections",
        "allocation_orderings",
        "allocation_registrations",
        "allocation_units",
        _ROUNDS,
    ):
        open_up(table)
        op.drop_table(table)
