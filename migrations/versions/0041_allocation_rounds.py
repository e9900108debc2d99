"""Allocation rounds, homes kept for households, and where the public finds what was published."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.making import AT, NOW, check, index, may, must, refers, trade_table
from migrations.walls import open_up, wall_in

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_TEXT, _ID, _DAY, _NUMBER = sa.Text(), sa.Uuid(), sa.Date(), sa.Integer()
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
        must("project_id", _ID),
        must("title", _TEXT),
        must("method", _TEXT),
        must("location", _TEXT),
        must("rent_standard", _TEXT),
        must("target_group", _TEXT),
        must("tiers", _JSON, server_default="[]", comment="none: any tier"),
        must("priority_groups", _JSON, server_default="[]"),
        must("score_items", _JSON, server_default="[]"),
        may("registration_opens_on", _DAY),
        may("registration_closes_on", _DAY, comment="last day, included"),
        must("state", _TEXT, server_default="plan_draft"),
        must("next_number", _NUMBER, server_default="1"),
        may("objections_until", _DAY, comment="last day, included"),
        must("maker_id", _ID),
        must("made_at", AT, server_default=NOW),
        may("plan_published_by", _ID),
        may("ordered_by", _ID),
        may("order_published_by", _ID),
        may("order_published_at", AT),
        may("reason", _TEXT, comment="of the latest withdrawal, or cancellation"),
        must("version", _NUMBER, server_default="1"),
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
        must("round_id", _ID),
        must("unit_id", _ID),
        must("is_offered", sa.Boolean(), server_default="true"),
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
        must("round_id", _ID),
        must("record_id", _ID),
        must("number", _NUMBER, comment="登记号, from 1 in each round"),
        must("person_index", sa.LargeBinary()),
        must("applicant_name", _TEXT),
        must("size", _NUMBER),
        must("channel", _TEXT),
        must("registered_by", _ID, comment="the clerk, or the tenant in person"),
        must("registered_at", AT, server_default=NOW),
        must("state", _TEXT, server_default="registered"),
        may("reason", _TEXT, comment="of the refusal or the withdrawal"),
        may("checked_by", _ID),
        may("checked_at", AT),
        must("scores", _JSON, server_default="{}"),
        may("points", _NUMBER),
        may("position", _NUMBER),
        may("turn", _TEXT),
        may("desk", _TEXT, comment="the window that called"),
        may("called_by", _ID),
        may("called_at", AT),
        may("waived_on", _DAY),
        may("proxy_name", _TEXT),
        may("proxy_mask", _TEXT, comment="of the proxy's identity number"),
        must("version", _NUMBER, server_default="1"),
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
        must("round_id", _ID),
        must("number", _NUMBER),
        must("algorithm", _TEXT),
        may("commitment", _TEXT, comment="SHA-256 of the secret"),
        may("public_source", _TEXT),
        may("public_on", _DAY),
        must("maker_id", _ID),
        must("made_at", AT, server_default=NOW),
        may("inputs", _TEXT, comment="canonical JSON"),
        may("inputs_sha256", _TEXT),
        may("frozen_by", _ID),
        may("frozen_at", AT),
        may("result", _TEXT, comment="the result file, to the byte"),
        may("ordered_by", _ID),
        may("ordered_at", AT),
        may("given_up_at", AT, comment="the re-check was reopened"),
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
        must("round_id", _ID),
        must("objector", _TEXT),
        must("content", _TEXT),
        must("received_by", _ID),
        must("received_at", AT, server_default=NOW),
        must("state", _TEXT, server_default="open"),
        may("reply", _TEXT),
        may("replied_by", _ID),
        may("replied_at", AT),
        check("allocation_objection_state", "state in ('open', 'upheld', 'dismissed')"),
        refers("round_id", _ROUNDS),
    )
    index("allocation_objections_by_round", table, "round_id", "received_at", "id")
    wall_in(table, may_change="state, reply, replied_by, replied_at")


def _publications() -> None:
    table = "allocation_publications"
    trade_table(
        table,
        must("round_id", _ID),
        must("kind", _TEXT),
        must("number", _NUMBER),
        may("body", _JSON),
        may("sha256", _TEXT, comment="of the body's canonical text"),
        may("reason", _TEXT, comment="why it was corrected or withdrawn"),
        must("published_by", _ID),
        must("published_at", AT, server_default=NOW),
        check("publication_kind", "kind in ('plan', 'order', 'result')"),
        check("publication_says_why", "number = 1 or reason is not null"),
        refers("round_id", _ROUNDS),
        _once(table, "round_id", "kind", "number"),
    )
    wall_in(table)
    # Shared: a caller without a name belongs to no authority, and must find the one that published.
    op.create_table(
        "public_addresses",
        must("kind", _TEXT, comment="allocation_round, …"),
        must("authority_id", _ID),
        must("id", _ID, server_default=sa.text("uuid_v7()")),
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
        must("project_id", _ID),
        must("unit_id", _ID),
        must("record_id", _ID),
        may("round_id", _ID),
        may("registration_id", _ID),
        must("state", _TEXT),
        may("deadline_on", _DAY, comment="last day to sign, included"),
        may("decision_no", _TEXT, comment="of a direct allocation"),
        may("reason", _TEXT),
        must("maker_id", _ID),
        must("made_at", AT, server_default=NOW),
        may("decided_by", _ID),
        may("decided_at", AT),
        may("ended_on", _DAY),
        may("ended_by", _ID, comment="nobody where the calendar did it"),
        may("end_reason", _TEXT),
        must("version", _NUMBER, server_default="1"),
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
