"""Days that are not what their weekday says: State Council notices for all, local days for one."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.workdays import DayKind
from persistence.tables.base import NOW, SharedRow, TradeRow, one_of


class CalendarNoticeRow(SharedRow):
    """A year's notice 国务院办公厅关于部分节假日安排的通知. The latest of a year holds."""

    __tablename__ = "calendar_notices"

    year: Mapped[int]
    number: Mapped[str]
    made_on: Mapped[date] = mapped_column(comment="known from this business day on")
    made_by: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class DayRow(SharedRow):
    """A day of a notice: a holiday, or a weekend day that is worked in exchange 调休."""

    __tablename__ = "special_days"
    __table_args__ = (UniqueConstraint("notice_id", "day_on"),)

    notice_id: Mapped[UUID] = mapped_column(ForeignKey("calendar_notices.id"))
    day_on: Mapped[date]
    is_workday: Mapped[bool]
    basis: Mapped[str] = mapped_column(comment="which holiday")


class LocalDayRow(TradeRow):
    """A day that one authority keeps otherwise, such as Nadam. The latest word on a day holds."""

    __tablename__ = "local_days"
    __table_args__ = (
        one_of("kind", DayKind, name="local_day_kind"),
        Index("local_days_by_day", "authority_id", "day_on", "id"),
    )

    day_on: Mapped[date]
    kind: Mapped[str]
    name: Mapped[str]
    legal_basis: Mapped[str]
    made_on: Mapped[date] = mapped_column(comment="known from this business day on")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
