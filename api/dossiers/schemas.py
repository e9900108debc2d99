"""The wire format of files 档案."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Out
from domain.dossiers import DossierItem, Presence, checklist, completeness, is_complete
from persistence.dossiers import Filed


class DossierItemOut(Out):
    item: DossierItem
    presence: Presence


class LeaseDossierOut(Out):
    """What must be on file of a lease, and what is."""

    lease_id: UUID
    project_id: UUID
    household_id: UUID
    contract_no: str
    unit_code: Annotated[str, Field(examples=["XFJY-03-1-0401"])]
    is_complete: Annotated[bool, Field(description="Nothing that is due is missing.")]
    items: list[DossierItemOut]

    @classmethod
    def of(cls, filed: Filed, today: date) -> Self:
        found = checklist(filed.file, today)
        return cls(
            lease_id=filed.lease_id,
            project_id=filed.project_id,
            household_id=filed.household_id,
            contract_no=filed.contract_no,
            unit_code=filed.unit_code,
            is_complete=is_complete(found.values()),
            items=[
                DossierItemOut(item=item, presence=presence) for item, presence in found.items()
            ],
        )


class DossierOut(Out):
    """A household's file, or a home's: a checklist for each of its leases, the latest first."""

    on_date: date
    is_complete: bool
    leases: list[LeaseDossierOut]

    @classmethod
    def of(cls, filed: Iterable[Filed], today: date) -> Self:
        leases = [LeaseDossierOut.of(one, today) for one in filed]
        return cls(on_date=today, is_complete=all(one.is_complete for one in leases), leases=leases)


class DossierCountsOut(Out):
    """K10 建档完整率: files with all that is due in them, by project or of all."""

    on_date: date
    files: Annotated[int, Field(description="Signed leases, ended ones too.", examples=[138])]
    complete: Annotated[int, Field(examples=[131])]
    ratio: Annotated[
        str | None,
        Field(
            description="Four decimals; null: there is no file.",
            pattern=r"^[01]\.[0-9]{4}$",
            examples=["0.9493"],
        ),
    ]
    missing: Annotated[dict[DossierItem, int], Field(description="Files that lack it.")]

    @classmethod
    def of(cls, filed: Iterable[Filed], today: date) -> Self:
        files = [checklist(one.file, today) for one in filed]
        lacking = Counter(
            item for one in files for item, presence in one.items() if presence is Presence.MISSING
        )
        complete = sum(is_complete(one.values()) for one in files)
        ratio = completeness(complete, len(files))
        return cls(
            on_date=today,
            files=len(files),
            complete=complete,
            ratio=None if ratio is None else f"{float(ratio):.4f}",
            missing=dict(lacking),
        )
