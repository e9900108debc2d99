"""Leases 租赁合同 and the holds that stop dunning and advances."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.leases import LIVE, LeaseState
from persistence.tables.base import NOW, PREFIX, Fen, TradeRow, one_of, refers

_LIVE_WORDS = ", ".join(f"'{state.value}'" for state in sorted(LIVE))


class LeaseRow(TradeRow):
    """A lease. `ends_on` is the last day on the paper; `vacated_on` the day keys came back."""

    __tablename__ = "leases"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("unit_id", "units"),
        refers("household_id", "households"),
        Index(
            "leases_authority_id_contract_no_once",
            "authority_id",
            "contract_no",
            unique=True,
            postgresql_where=text("state <> 'void'"),
        ),
        Index(
            "leases_by_import",
            "authority_id",
            "import_id",
            postgresql_where=text("import_id is not null"),
        ),
        CheckConstraint("ends_on >= starts_on", name="lease_ends_after_start"),
        CheckConstraint("monthly_rent_fen >= 0", name="lease_rent_not_negative"),
        CheckConstraint("deposit_fen >= 0", name="lease_deposit_not_negative"),
        one_of("state", LeaseState, name="lease_state"),
        Index(
            "one_live_lease_per_unit",
            "authority_id",
            "unit_id",
            unique=True,
            postgresql_where=text(f"state in ({_LIVE_WORDS})"),
        ),
        Index("leases_by_project", "authority_id", "project_id", "contract_no", "id"),
        Index("leases_by_household", "authority_id", "household_id"),
        Index(
            "leases_by_contract_prefix",
            "authority_id",
            "contract_no",
            postgresql_ops={"contract_no": PREFIX},
        ),
    )

    project_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    household_id: Mapped[UUID]
    contract_no: Mapped[str]
    state: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    charged_from: Mapped[date] = mapped_column(comment="hand-over day: rent runs from here")
    vacated_on: Mapped[date | None]
    monthly_rent_fen: Mapped[Fen] = mapped_column(comment="the rent agreed on paper")
    rule_rent_fen: Mapped[Fen | None] = mapped_column(comment="what the rent rule gave")
    tier: Mapped[str]
    discount: Mapped[Decimal | None] = mapped_column(Numeric(6, 4))
    deposit_fen: Mapped[Fen] = mapped_column(server_default="0")
    note: Mapped[str | None]
    import_id: Mapped[UUID | None] = mapped_column(comment="the book that brought it in")
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")


class LeaseHoldRow(TradeRow):
    """Hardship 缓交, dispute 异议, frozen or vulnerable: dunning rests, advances may exclude."""

    __tablename__ = "lease_holds"
    __table_args__ = (
        refers("lease_id", "leases"),
        CheckConstraint(
            "kind in ('hardship', 'dispute', 'frozen', 'vulnerable')", name="hold_kind"
        ),
        CheckConstraint("until_on is null or until_on >= from_on", name="hold_ends_after_start"),
        Index("lease_holds_by_lease", "authority_id", "lease_id"),
    )

    lease_id: Mapped[UUID]
    kind: Mapped[str]
    from_on: Mapped[date]
    until_on: Mapped[date | None] = mapped_column(comment="last day included")
    reason: Mapped[str]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
