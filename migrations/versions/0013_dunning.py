"""Arrears cases: contacts with households, steps of the ladder, instalment plans."""

import sqlalchemy as sa
from alembic import op

from migrations.walls import wall_in

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arrears_cases",
        sa.Column(
            "authority_id", sa.Uuid(), server_default=sa.text("current_authority()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuid_v7()"), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("lease_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column(
            "touched_on", sa.Date(), nullable=False, comment="opened, or the last step or plan"
        ),
        sa.Column("last_step", sa.Integer(), nullable=True, comment="its number on the ladder"),
        sa.Column("last_step_code", sa.Text(), nullable=True),
        sa.Column("last_step_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("maker_id", sa.Uuid(), nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "state in ('open', 'dunning', 'plan_agreed', 'plan_broken', 'legal',"
            " 'closed_paid', 'closed_exit', 'written_off')",
            name=op.f("arrears_case_state"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "household_id"],
            ["households.authority_id", "households.id"],
            name="households_of_household_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "lease_id"],
            ["leases.authority_id", "leases.id"],
            name="leases_of_lease_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "project_id"],
            ["projects.authority_id", "projects.id"],
            name="projects_of_project_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=op.f("arrears_cases_authority_id_fk")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("arrears_cases_pk")),
    )
    op.create_index(
        "arrears_cases_by_lease", "arrears_cases", ["authority_id", "lease_id"], unique=False
    )
    op.create_index(
        "arrears_cases_by_project",
        "arrears_cases",
        ["authority_id", "project_id", "opened_on", "id"],
        unique=False,
    )
    op.create_index(
        "one_open_case_per_lease",
        "arrears_cases",
        ["authority_id", "lease_id"],
        unique=True,
        postgresql_where=sa.text("state not in ('closed_exit', 'closed_paid', 'written_off')"),
    )
    op.create_table(
        "arrears_plans",
        sa.Column(
            "authority_id", sa.Uuid(), server_default=sa.text("current_authority()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuid_v7()"), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), server_default="proposed", nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "debt_fen",
            sa.BigInteger(),
            nullable=True,
            comment="what was overdue when it was agreed",
        ),
        sa.Column("through_on", sa.Date(), nullable=True, comment="the day on which it was agreed"),
        sa.Column("maker_id", sa.Uuid(), nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "state in ('proposed', 'agreed', 'replaced')", name=op.f("arrears_plan_state")
        ),
        sa.CheckConstraint("amount_fen > 0", name=op.f("arrears_plan_amount_positive")),
        sa.CheckConstraint(
            "confirmed_by <> maker_id", name=op.f("arrears_plan_confirmed_by_another")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "case_id"],
            ["arrears_cases.authority_id", "arrears_cases.id"],
            name="arrears_cases_of_case_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=op.f("arrears_plans_authority_id_fk")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("arrears_plans_pk")),
    )
    op.create_index(
        "one_plan_of_a_case_and_state",
        "arrears_plans",
        ["authority_id", "case_id", "state"],
        unique=True,
        postgresql_where=sa.text("state <> 'replaced'"),
    )
    op.create_table(
        "contacts",
        sa.Column(
            "authority_id", sa.Uuid(), server_default=sa.text("current_authority()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuid_v7()"), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("lease_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False, comment="经办人"),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("delivery", sa.Text(), server_default="pending", nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("attachment_no", sa.Text(), nullable=True, comment="of a paper kept elsewhere"),
        sa.Column("file_id", sa.Uuid(), nullable=True, comment="proof of service 送达回证"),
        sa.Column("feedback", sa.Text(), nullable=True),
        sa.Column("promised_on", sa.Date(), nullable=True, comment="承诺缴清日"),
        sa.Column("promised_fen", sa.BigInteger(), nullable=True),
        sa.Column("maker_id", sa.Uuid(), nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "channel in ('sms_app', 'phone', 'home_visit', 'served', 'letter', 'lawyer',"
            " 'court', 'counter')",
            name=op.f("contact_channel"),
        ),
        sa.CheckConstraint(
            "delivery in ('pending', 'delivered', 'refused', 'posted', 'unreachable')",
            name=op.f("contact_delivery"),
        ),
        sa.CheckConstraint("delivered_on >= on_date", name=op.f("contact_delivered_after_sent")),
        sa.CheckConstraint("promised_fen > 0", name=op.f("contact_promise_positive")),
        sa.ForeignKeyConstraint(
            ["authority_id", "case_id"],
            ["arrears_cases.authority_id", "arrears_cases.id"],
            name="arrears_cases_of_case_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "file_id"],
            ["files.authority_id", "files.id"],
            name="files_of_file_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "household_id"],
            ["households.authority_id", "households.id"],
            name="households_of_household_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "lease_id"],
            ["leases.authority_id", "leases.id"],
            name="leases_of_lease_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "project_id"],
            ["projects.authority_id", "projects.id"],
            name="projects_of_project_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=op.f("contacts_authority_id_fk")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("contacts_pk")),
    )
    op.create_index(
        "contacts_by_lease", "contacts", ["authority_id", "lease_id", "on_date", "id"], unique=False
    )
    op.create_index(
        "contacts_by_project",
        "contacts",
        ["authority_id", "project_id", "on_date", "id"],
        unique=False,
    )
    op.create_table(
        "arrears_plan_parts",
        sa.Column(
            "authority_id", sa.Uuid(), server_default=sa.text("current_authority()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuid_v7()"), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_fen > 0", name=op.f("arrears_plan_part_positive")),
        sa.ForeignKeyConstraint(
            ["authority_id", "plan_id"],
            ["arrears_plans.authority_id", "arrears_plans.id"],
            name="arrears_plans_of_plan_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=op.f("arrears_plan_parts_authority_id_fk")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("arrears_plan_parts_pk")),
        sa.UniqueConstraint(
            "authority_id",
            "plan_id",
            "number",
            name=op.f("arrears_plan_parts_authority_id_plan_id_number_once"),
        ),
    )
    op.create_table(
        "arrears_steps",
        sa.Column(
            "authority_id", sa.Uuid(), server_default=sa.text("current_authority()"), nullable=False
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuid_v7()"), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("overdue_fen", sa.BigInteger(), nullable=False),
        sa.Column("months_owed", sa.Integer(), nullable=False),
        sa.Column("maker_id", sa.Uuid(), nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "case_id"],
            ["arrears_cases.authority_id", "arrears_cases.id"],
            name="arrears_cases_of_case_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "contact_id"],
            ["contacts.authority_id", "contacts.id"],
            name="contacts_of_contact_id_fk",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=op.f("arrears_steps_authority_id_fk")
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("arrears_steps_pk")),
        sa.UniqueConstraint(
            "authority_id", "contact_id", name=op.f("arrears_steps_authority_id_contact_id_once")
        ),
    )
    op.create_index(
        "arrears_steps_by_case", "arrears_steps", ["authority_id", "case_id", "id"], unique=False
    )
    wall_in(
        "arrears_cases",
        may_change="state, touched_on, last_step, last_step_code, last_step_on, closed_on, version",
    )
    wall_in(
        "contacts",
        may_change="delivery, delivered_on, attachment_no, file_id, feedback, promised_on,"
        " promised_fen, version",
    )
    wall_in("arrears_steps")
    wall_in(
        "arrears_plans",
        may_change="state, debt_fen, through_on, confirmed_by, confirmed_at, version",
    )
    wall_in("arrears_plan_parts")


def downgrade() -> None:
    op.drop_index("arrears_steps_by_case", table_name="arrears_steps")
    op.drop_table("arrears_steps")
    op.drop_table("arrears_plan_parts")
    op.drop_index("contacts_by_project", table_name="contacts")
    op.drop_index("contacts_by_lease", table_name="contacts")
    op.drop_table("contacts")
    op.drop_index(
        "one_plan_of_a_case_and_state",
        table_name="arrears_plans",
        postgresql_where=sa.text("state <> 'replaced'"),
    )
    op.drop_table("arrears_plans")
    op.drop_index(
        "one_open_case_per_lease",
        table_name="arrears_cases",
        postgresql_where=sa.text("state not in ('closed_exit', 'closed_paid', 'written_off')"),
    )
    op.drop_index("arrears_cases_by_project", table_name="arrears_cases")
    op.drop_index("arrears_cases_by_lease", table_name="arrears_cases")
    op.drop_table("arrears_cases")
