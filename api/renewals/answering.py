"""A renewal as it is answered: with reminders, arrears, the grant, and what may follow."""

from datetime import timedelta
from uuid import UUID

from fastapi import Response

from api.renewals.schemas import InvitationOut, RenewalDetailOut, possible, told
from api.web.dependencies import Call
from api.web.versions import etag
from domain.access import Permission
from persistence import arrears, eligibility, lease_life, renewals


async def answer(call: Call, renewal_id: UUID, response: Response) -> RenewalDetailOut:
    scope = call.scope(Permission.READ_LEASE)
    one = await renewals.find(call.session, scope, renewal_id)
    lease = await lease_life.record(call.session, scope, one.renewal.lease_id)
    owed = await arrears.of_lease(call.session, scope, lease.id, call.today)
    after = lease.ends_on + timedelta(days=1)
    granted = await eligibility.valid_on(call.session, lease.household_id, after)
    following = await lease_life.successor(call.session, lease.id)
    sent = await renewals.invitations(call.session, renewal_id)
    etag(response, one.renewal.version)
    return RenewalDetailOut(
        **told(one),
        invitations=[InvitationOut(mark=mark, sent_on=sent_on) for mark, sent_on in sent],
        overdue_fen=owed.overdue_fen,
        months_owed=owed.months_owed,
        is_eligible=granted is not None,
        next_lease_id=following.id if following else None,
        possible=possible(one.renewal),
    )
