"""Exchanges of homes: who asks, who decides, and the leases that follow."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from domain.exchanges import ExchangeKind, ExchangeReason, ExchangeState
from persistence.tables.base import NOW, TradeRow, one_of, refers


class ExchangeRow(TradeRow):
    """A household's wish for another home, up to the day on which it has it."""

    __tablename__ = "exchanges"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        refers("with_lease_id", "leases"),
        refers("reservation_id", "unit_reservations"),
        refers("next_lease_id", "leases"),
        refers("with_next_lease_id", "leases"),
        one_of("kind", ExchangeKind, name="exchange_kind"),
        one_of("reason_code", ExchangeReason, name="exchange_reason"),
        one_of("state", ExchangeState, name="exchange_state"),
        CheckConstraint("(kind = 'swap') = (with_lease_id is not null)", name="swap_has_two"),
        CheckConstraint("with_lease_id <> lease_id", name="swap_between_two"),
        CheckConstraint("checked_by <> maker_id", name="exchange_checked_by_another"),
        CheckConstraint(
            "decided_by <> maker_id and decided_by <> checked_by",
            name="exchange_decided_by_another",
        ),
        Index(
            "one_exchange_under_way",
            "authority_id",
            "lease_id",
            unique=True,
            postgresql_where=text("state not in ('done', 'rejected', 'withdrawn', 'lapsed')"),
        ),
        Index(
            "one_swap_under_way",
            "authority_id",
            "with_lease_id",
            unique=True,
            postgresql_where=text(
                "with_lease_id is not null"
                " and state not in ('done', 'rejected', 'withdrawn', 'lapsed')"
            ),
        ),
        Index("exchanges_by_project", "authority_id", "project_id", "made_at", "id"),
        Index("exchanges_by_time", "authority_id", "made_at", "id"),
    )

    project_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    with_lease_id: Mapped[UUID | None] = mapped_column(comment="of a swap: the other household's")
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="submitted")
    reason_code: Mapped[str]
    reason: Mapped[str]
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    checked_by: Mapped[UUID | None]
    decided_by: Mapped[UUID | None]
    decided_on: Mapped[date | None]
    decision_no: Mapped[str | None]
    decision: Mapped[str | None]
    reservation_id: Mapped[UUID | None] = mapped_column(comment="the home that is offered")
    moves_on: Mapped[date | None] = mapped_column(comment="first day in the new home")
    next_lease_id: Mapped[UUID | None]
    with_next_lease_id: Mapped[UUID | None]
    done_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(server_default="1")
