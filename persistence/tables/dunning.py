"""Arrears cases 催缴: contacts with households, steps of the ladder, instalment plans."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.arrears_cases import CLOSED, CaseState
from domain.contacts import ContactChannel, Delivery
from persistence.tables.base import NOW, Fen, TradeRow, one_of, refers

_CLOSED_WORDS = ", ".join(f"'{state.value}'" for state in sorted(CLOSED))


class ArrearsCaseRow(TradeRow):
    """One climb of the ladder by one lease, from the first overdue day until it is over.

    Whether it is paid off or its plan broken is worked out from what is owed, never stored.
    """

    __tablename__ = "arrears_cases"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        refers("household_id", "households"),
        one_of("state", CaseState, name="arrears_case_state"),
        Index(
            "one_open_case_per_lease",
            "authority_id",
            "lease_id",
            unique=True,
            postgresql_where=text(f"state not in ({_CLOSED_WORDS})"),
        ),
        Index("arrears_cases_by_project", "authority_id", "project_id", "opened_on", "id"),
        Index("arrears_cases_by_lease", "authority_id", "lease_id"),
    )

    project_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    household_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(server_default="open")
    opened_on: Mapped[date]
    touched_on: Mapped[date] = mapped_column(comment="opened, or the last step or plan")
    last_step: Mapped[int | None] = mapped_column(comment="its number on the ladder")
    last_step_code: Mapped[str | None]
    last_step_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")


class ContactRow(TradeRow):
    """催缴记录: when, by which way, by whom, what was said, whether it arrived, what came back."""

    __tablename__ = "contacts"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        refers("household_id", "households"),
        refers("case_id", "arrears_cases"),
        refers("file_id", "files"),
        one_of("channel", ContactChannel, name="contact_channel"),
        one_of("delivery", Delivery, name="contact_delivery"),
        CheckConstraint("delivered_on >= on_date", name="contact_delivered_after_sent"),
        CheckConstraint("promised_fen > 0", name="contact_promise_positive"),
        Index("contacts_by_lease", "authority_id", "lease_id", "on_date", "id"),
        Index("contacts_by_project", "authority_id", "project_id", "on_date", "id"),
    )

    project_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    household_id: Mapped[UUID]
    case_id: Mapped[UUID | None]
    on_date: Mapped[date]
    channel: Mapped[str]
    person: Mapped[str] = mapped_column(comment="经办人")
    summary: Mapped[str]
    delivery: Mapped[str] = mapped_column(server_default="pending")
    delivered_on: Mapped[date | None]
    attachment_no: Mapped[str | None] = mapped_column(comment="of a paper kept elsewhere")
    file_id: Mapped[UUID | None] = mapped_column(comment="proof of service 送达回证")
    feedback: Mapped[str | None]
    promised_on: Mapped[date | None] = mapped_column(comment="承诺缴清日")
    promised_fen: Mapped[Fen | None]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")


class ArrearsStepRow(TradeRow):
    """A step of the ladder that was taken, with what was owed then. Its contact has the rest."""

    __tablename__ = "arrears_steps"
    __table_args__ = (
        refers("case_id", "arrears_cases"),
        refers("contact_id", "contacts"),
        UniqueConstraint("authority_id", "contact_id"),
        Index("arrears_steps_by_case", "authority_id", "case_id", "id"),
    )

    case_id: Mapped[UUID]
    contact_id: Mapped[UUID]
    number: Mapped[int]
    code: Mapped[str]
    template: Mapped[str]
    taken_on: Mapped[date]
    overdue_fen: Mapped[Fen]
    months_owed: Mapped[int]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class ArrearsPlanRow(TradeRow):
    """分期: proposed by one, confirmed by another; for what was due by `through_on`."""

    __tablename__ = "arrears_plans"
    __table_args__ = (
        refers("case_id", "arrears_cases"),
        CheckConstraint("state in ('proposed', 'agreed', 'replaced')", name="arrears_plan_state"),
        CheckConstraint("amount_fen > 0", name="arrears_plan_amount_positive"),
        CheckConstraint("confirmed_by <> maker_id", name="arrears_plan_confirmed_by_another"),
        Index(
            "one_plan_of_a_case_and_state",
            "authority_id",
            "case_id",
            "state",
            unique=True,
            postgresql_where=text("state <> 'replaced'"),
        ),
    )

    case_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(server_default="proposed")
    amount_fen: Mapped[Fen]
    document_no: Mapped[str]
    reason: Mapped[str]
    debt_fen: Mapped[Fen | None] = mapped_column(comment="what was overdue when it was agreed")
    through_on: Mapped[date | None] = mapped_column(comment="the day on which it was agreed")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    confirmed_by: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")


class PlanPartRow(TradeRow):
    """One instalment of a plan."""

    __tablename__ = "arrears_plan_parts"
    __table_args__ = (
        refers("plan_id", "arrears_plans"),
        UniqueConstraint("authority_id", "plan_id", "number"),
        CheckConstraint("amount_fen > 0", name="arrears_plan_part_positive"),
    )

    plan_id: Mapped[UUID]
    number: Mapped[int]
    due_on: Mapped[date]
    amount_fen: Mapped[Fen]
