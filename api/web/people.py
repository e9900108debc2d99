"""People as answers name them."""

from collections.abc import Mapping
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Out
from domain.access import Role
from persistence.names import Named


class PersonNameOut(Out):
    """Who did it. Of another house, some roles know the organisation alone."""

    id: UUID
    name: Annotated[str | None, Field(description="Null: not yours to know.", examples=["高晓峰"])]
    organisation: Annotated[str, Field(examples=["鹿城安和住房服务有限公司"])]
    roles: list[Role]

    @classmethod
    def of(cls, known: Mapping[UUID, Named], person_id: UUID | None) -> Self | None:
        """Null where nobody did it, or nobody with a desk here."""
        found = known.get(person_id) if person_id else None
        return cls.model_validate(found) if found else None
