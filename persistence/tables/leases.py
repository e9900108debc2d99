"""Leases 租赁合同 and the holds that stop dunning and advances."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.lease_terms import TermsState
from domain.leases import AHEAD, LIVE, LeaseState
from domain.rent import Tier
from persistence.tables.base import (
    NOW,
    PREFIX,
    Fen,
    FirstOfMonth,
    Json,
    LinkedRow,
    TradeRow,
    first_of_month,
    one_of,
    refers,
)

_LIVE_WORDS = ", ".join(f"'{state.value}'" for state in sorted(LIVE))
_HERE_WORDS = ", ".join(f"'{state.value}'" for state in sorted(LIVE - AHEAD))


class LeaseRow(LinkedRow):
    """A lease. `ends_on` is the last day on the paper; `vacated_on` the day keys came back."""

    __tablename__ = "leases"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("unit_id", "units"),
        refers("household_id", "households"),
        UniqueConstraint("authority_id", "project_id", "id"),
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
            postgresql_where=text(
                f"state in ({_HERE_WORDS}) or (state in ({_LIVE_WORDS})"
                " and renewed_from is null and exchanged_from is null)"
            ),
        ),
        refers("record_id", "eligibility_records"),
        refers("reservation_id", "unit_reservations"),
        refers("renewed_from", "leases"),
        refers("exchanged_from", "leases"),
        CheckConstraint("voided_by <> maker_id", name="lease_voided_by_another"),
        Index(
            "one_lease_per_reservation",
            "authority_id",
            "reservation_id",
            unique=True,
            postgresql_where=text("reservation_id is not null and state <> 'void'"),
        ),
        Index(
            "one_renewal_per_lease",
            "authority_id",
            "renewed_from",
            unique=True,
            postgresql_where=text("renewed_from is not null and state <> 'void'"),
        ),
        Index(
            "one_exchange_per_lease",
            "authority_id",
            "exchanged_from",
            unique=True,
            postgresql_where=text("exchanged_from is not null and state <> 'void'"),
        ),
        Index("leases_by_end", "authority_id", "ends_on", "id"),
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
    record_id: Mapped[UUID | None] = mapped_column(comment="by which grant; null: brought in")
    reservation_id: Mapped[UUID | None]
    renewed_from: Mapped[UUID | None]
    exchanged_from: Mapped[UUID | None]
    rent_trace: Mapped[Json | None] = mapped_column(comment="how the rule came to the rent")
    signed_on: Mapped[date | None]
    relocation_until: Mapped[date | None] = mapped_column(comment="last day of the 搬迁期")
    maker_id: Mapped[UUID | None] = mapped_column(comment="who drafted it; null: brought in")
    voided_by: Mapped[UUID | None]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")


class LeaseTermsRow(TradeRow):
    """Rent, tier and discount of a lease from a day on, by a decision of the purchaser.

    The lease's own row has the terms of the paper. Of two from the same day the later made holds.
    """

    __tablename__ = "lease_terms"
    __table_args__ = (
        refers("lease_id", "leases"),
        refers("change_id", "lease_changes"),
        one_of("tier", Tier, name="lease_terms_tier"),
        one_of("state", TermsState, name="lease_terms_state"),
        CheckConstraint(
            "monthly_rent_fen between 0 and 10000000000000", name="lease_terms_rent_in_range"
        ),
        CheckConstraint("checker_id <> maker_id", name="lease_terms_four_eyes"),
        Index("lease_terms_by_lease", "authority_id", "lease_id", "valid_from"),
    )

    lease_id: Mapped[UUID]
    valid_from: Mapped[date]
    decided_on: Mapped[date] = mapped_column(comment="the day on the decision")
    tier: Mapped[str]
    monthly_rent_fen: Mapped[Fen]
    rule_rent_fen: Mapped[Fen | None] = mapped_column(comment="what the rent rule gave")
    discount: Mapped[Decimal | None] = mapped_column(Numeric(6, 4))
    document_no: Mapped[str] = mapped_column(comment="the decision")
    reason: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="drafted")
    is_retroactive: Mapped[bool] = mapped_column(
        server_default="false", comment="the approver says that it reaches back"
    )
    change_id: Mapped[UUID | None] = mapped_column(comment="the change it follows from")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    checker_id: Mapped[UUID | None]
    checked_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")


class TermsDifferenceRow(TradeRow):
    """What approved terms came to for a month that was charged before them.

    Too little: part of a supplementary charge. Too much: taken off the month's own charge, and
    `credited_fen` of that is the household's credit because it had been paid.
    """

    __tablename__ = "terms_differences"
    __table_args__ = (
        refers("terms_id", "lease_terms"),
        refers("lease_id", "leases"),
        refers("charge_id", "charges"),
        UniqueConstraint("authority_id", "terms_id", "month"),
        first_of_month("month", name="terms_difference_month"),
        CheckConstraint("due_fen <> was_fen", name="terms_difference_not_zero"),
        CheckConstraint("credited_fen >= 0", name="terms_difference_credit_not_negative"),
        Index("terms_differences_by_lease", "authority_id", "lease_id", "month"),
    )

    terms_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    month: Mapped[FirstOfMonth]
    was_fen: Mapped[Fen]
    due_fen: Mapped[Fen]
    credited_fen: Mapped[Fen] = mapped_column(server_default="0")
    charge_id: Mapped[UUID] = mapped_column(comment="supplementary, or the month's own")
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


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
