"""Purchasers and the organisations around them: shared by all, of the trade of none."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import SharedRow


class AuthorityRow(SharedRow):
    """A purchaser 购买主体: the city's bureau or one of its banners, counties, districts."""

    __tablename__ = "authorities"
    __table_args__ = (CheckConstraint("level in ('city', 'district')", name="authority_level"),)

    code: Mapped[str] = mapped_column(unique=True, comment="GB/T 2260")
    name: Mapped[str]
    name_en: Mapped[str]
    level: Mapped[str]
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("authorities.id"))


class OrganisationRow(SharedRow):
    """A bureau, an operator 承接主体, a finance or audit office, an evaluator."""

    __tablename__ = "organisations"
    __table_args__ = (
        CheckConstraint(
            "kind in ('bureau', 'operator', 'finance', 'audit', 'evaluator', 'tenants', 'system')",
            name="organisation_kind",
        ),
    )

    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    uscc: Mapped[str | None] = mapped_column(unique=True, comment="GB 32100")
