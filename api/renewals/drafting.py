"""The lease that follows a granted renewal, drafted like any other with the rent of its day."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.leases import drafting
from api.leases.guards import require_eligible, require_paid_up, require_reason
from api.leases.pricing import priced
from api.renewals.commands import Held
from domain.access import Actor, Permission
from domain.renewals import NotGranted, RenewalKind, RenewalState
from domain.rent import Tier


async def draft_next(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    *,
    ends_on: date | None,
    contract_no: str | None,
    reason: str | None,
    today: date,
) -> UUID:
    """From the day after the old lease's last one, whenever the decision came: no gap.

    Days in a closed month are charged in the first open one, so only the reason is asked for.
    Raises NotGranted, ArrearsOpen, HouseholdNotEligible, BackdatingNeedsReason, TermTooLong,
    TermEndsBeforeStart, RentInputsInvalid, AlreadyDone, CodeTaken.
    """
    scope, old = actor.scope(Permission.DRAFT_LEASE), held.lease.lease
    is_granted = held.renewal.state is RenewalState.DECIDED_OK
    if not is_granted or held.renewal.kind is not RenewalKind.RENEWAL:
        raise NotGranted(state=held.renewal.state)
    await require_paid_up(session, scope, old.id, today)
    starts_on = old.ends_on + timedelta(days=1)
    require_reason(starts_on, today, reason)
    record = await require_eligible(session, old.household_id, starts_on)
    by_rule = await priced(
        session, scope, old.unit_id, starts_on, tier=Tier(record.tier), people=record.size
    )
    return await drafting.begin(
        session,
        actor,
        project_id=old.project_id,
        unit_id=old.unit_id,
        household_id=old.household_id,
        record=record,
        term=await drafting.term_of(session, starts_on, ends_on),
        by_rule=by_rule,
        contract_no=contract_no,
        today=today,
        reason=reason,
        renewed_from=old.id,
    )
