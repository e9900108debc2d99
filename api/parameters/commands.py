"""What people do with the parameter register."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission
from domain.parameters import check, parameter
from persistence import audit, parameters


async def set_parameter(
    session: AsyncSession,
    actor: Actor,
    *,
    key: str,
    valid_from: date,
    value: Any,
    legal_basis: str,
) -> UUID:
    """The purchaser sets a value from a day on.

    Raises ParameterNotFound, ParameterValueInvalid, AlreadyDone (that day has a value).
    """
    actor.scope(Permission.SET_PARAMETER)
    check(parameter(key), value)
    setting_id = await parameters.add(
        session,
        key=key,
        valid_from=valid_from,
        value=value,
        legal_basis=legal_basis,
        maker_id=actor.person_id,
    )
    await audit.record(
        session,
        actor,
        "parameters.value.set",
        setting_id,
        facts={"key": key, "valid_from": valid_from.isoformat(), "value": value},
    )
    return setting_id
