"""Texts: a city's own, approved by a second person; and what a lease says, filled in."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission, require_second_person
from domain.lease_drafts import Term
from domain.lease_text_defaults import DEFAULTS
from domain.lease_texts import (
    MANDATORY,
    TEMPLATE,
    Clause,
    TemplateEvent,
    TextKind,
    as_json,
    digest,
    filled,
    from_json,
    require_fillable,
    require_mandatory,
)
from domain.money import Money, in_capitals
from domain.rent import TIER_NAMES, Tier
from persistence import audit, lease_papers, letterheads, parameters
from persistence.lease_life import LeaseRecord
from persistence.lease_papers import Template

_NOBODY: Final = "无"
_NUMBERS: Final = (
    "rent.due_day",
    "rent.grace_workdays",
    "lease.filing_days",
    "lease.renewal_apply_before",
)


@dataclass(frozen=True, slots=True)
class Composed:
    """A text. `template_id` None is the one that ships."""

    template_id: UUID | None
    clauses: list[Clause]


async def draft_template(
    session: AsyncSession,
    actor: Actor,
    *,
    kind: TextKind,
    clauses: list[Clause],
    valid_from: date,
    document_no: str,
) -> UUID:
    """The purchaser's own text, for its approver. Raises TemplateFieldUnknown, ClauseRepeated,
    ClausesMissing.
    """
    actor.scope(Permission.SET_LEASE_TEXT)
    require_fillable(clauses)
    require_mandatory(clauses, await mandatory(session, kind, valid_from))
    template_id = await lease_papers.add_template(
        session,
        kind=kind,
        clauses=as_json(clauses),
        sha256=digest(clauses),
        valid_from=valid_from,
        document_no=document_no,
        maker_id=actor.person_id,
    )
    await _tell(session, actor, "drafted", template_id, kind)
    return template_id


async def decide_template(
    session: AsyncSession, actor: Actor, one: Template, event: TemplateEvent
) -> None:
    """A second person approves or rejects; `one` is held. Raises TransitionRefused,
    MakerIsChecker.
    """
    actor.scope(Permission.APPROVE_LEASE_TEXT)
    state = TEMPLATE.after(one.state, event)
    require_second_person(one.maker_id, actor.person_id)
    await lease_papers.decide_template(session, one.id, state, checker_id=actor.person_id)
    await _tell(session, actor, state.value, one.id, one.kind)


async def mandatory(session: AsyncSession, kind: TextKind, on: date) -> list[str]:
    """The codes that a text of the kind must have on that day."""
    return [row["code"] for row in await parameters.value(session, MANDATORY[kind], on)]


async def in_force(session: AsyncSession, kind: TextKind, on: date) -> Composed:
    """The text of that day as it is written, its fields not filled in."""
    own = await lease_papers.template_on(session, kind, on)
    if own is None:
        return Composed(None, list(DEFAULTS[kind]))
    return Composed(own.id, from_json(own.clauses))


async def compose(
    session: AsyncSession, authority_id: UUID, lease: LeaseRecord, kind: TextKind, on: date
) -> Composed:
    """What the lease's text of the kind says, by the city's text of that day."""
    text = await in_force(session, kind, on)
    facts = await _facts(session, authority_id, lease)
    return Composed(text.template_id, filled(text.clauses, facts))


async def write(
    session: AsyncSession, actor: Actor, lease: LeaseRecord, kind: TextKind, *, today: date
) -> UUID:
    """Keep the text as a version with its hash. Raises ClausesMissing."""
    told = await compose(session, actor.authority_id, lease, kind, today)
    require_mandatory(told.clauses, await mandatory(session, kind, today))
    return await lease_papers.add_text(
        session,
        lease_id=lease.id,
        kind=kind,
        template_id=told.template_id,
        clauses=as_json(told.clauses),
        sha256=digest(told.clauses),
        maker_id=actor.person_id,
    )


async def _facts(session: AsyncSession, authority_id: UUID, lease: LeaseRecord) -> dict[str, str]:
    """Every field of `domain.lease_texts.FIELDS`. Numbers of people are masked."""
    offices = await letterheads.offices(session, authority_id)
    home = await lease_papers.named(session, lease.id)
    people = await lease_papers.people(session, lease.household_id, lease.starts_on)
    due_day, grace, filing, apply_before = (
        await parameters.values(session, _NUMBERS, lease.starts_on)
    ).values()
    rent, deposit = Money(lease.monthly_rent_fen), Money(lease.deposit_fen)
    door = f"{home.building}栋{home.entrance}单元{home.room}"
    return {
        "contract_no": lease.contract_no,
        "purchaser": offices.purchaser,
        "operator": home.operator or _NOBODY,
        "tenant": home.tenant,
        "national_id": next((mask for _, mask in people if mask), _NOBODY),
        "members": "、".join(name for name, _ in people[1:]) or _NOBODY,
        "people": str(home.people),
        "project": home.project,
        "address": f"{home.district}{home.address}{home.project}{door}",
        "unit_code": home.unit_code,
        "layout": home.layout or _NOBODY,
        "structure": home.structure or _NOBODY,
        "area_m2": format(home.area_m2, "f"),
        "tier": TIER_NAMES[Tier(lease.tier)],
        "starts_on": lease.starts_on.isoformat(),
        "ends_on": lease.ends_on.isoformat(),
        "months": str(Term(lease.starts_on, lease.ends_on).months),
        "rent": str(rent.as_yuan()),
        "rent_capitals": in_capitals(rent),
        "deposit": str(deposit.as_yuan()),
        "deposit_capitals": in_capitals(deposit),
        "due_day": str(due_day),
        "grace_workdays": str(grace),
        "filing_days": str(filing),
        "apply_before": str(apply_before),
    }


async def _tell(
    session: AsyncSession, actor: Actor, what: str, template_id: UUID, kind: TextKind
) -> None:
    await audit.record(
        session,
        actor,
        f"leases.template.{what}",
        template_id,
        facts={"kind": kind},
        announce=True,
    )
