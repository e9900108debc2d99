"""A check-in as it is held for a step, and as it is answered."""

from typing import Final
from uuid import UUID

from fastapi import Response

from api.check_ins import commands
from api.check_ins.commands import Held
from api.check_ins.money import money_in
from api.check_ins.schemas import CheckInDetailOut
from api.web.dependencies import Call
from api.web.problems import PreconditionRequired, VersionConflict
from api.web.versions import etag, require_version
from domain.access import Permission, PermissionMissing
from domain.states import TransitionRefused
from persistence import check_ins, lease_life
from persistence.check_ins import CheckInNotFound
from persistence.session import Busy

#: What any step on a check-in may be refused with.
STEP: Final = (
    PermissionMissing,
    CheckInNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
    Busy,
)


async def held(
    call: Call,
    permission: Permission,
    check_in_id: UUID,
    if_match: str | None,
    *,
    with_unit: bool = False,
) -> Held:
    one = await commands.hold(
        call.session, call.scope(permission), check_in_id, with_unit=with_unit
    )
    require_version(if_match, one.check_in.version)
    return one


async def answer(call: Call, check_in_id: UUID, response: Response) -> CheckInDetailOut:
    scope = call.scope(Permission.READ_LEASE)
    one = await check_ins.find(call.session, scope, check_in_id)
    lease = await lease_life.record(call.session, scope, one.check_in.lease_id)
    etag(response, one.check_in.version)
    return CheckInDetailOut.told(
        one,
        await money_in(call.session, lease, one.check_in),
        await check_ins.members(call.session, one.check_in, call.today),
    )
