"""HTTP of what anybody may read of a round, without signing in. Nobody can be recognised."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Response
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from api.allocation_rounds.orders_router import JSON, RESULT_FILE, NotDrawn
from api.runtime import Runtime
from api.web.contract import problems
from api.web.dependencies import RuntimeDep
from api.web.downloads import attachment
from api.web.kinds import Out
from api.web.pace import PublicPace
from api.web.problems import TooManyRequests
from domain.allocation_rounds import (
    Method,
    PublicationKind,
    TurnState,
)
from domain.eligibility import PriorityGroup
from domain.errors import NotFound
from domain.rent import Tier
from persistence.allocation_rounds import orderings, publications
from persistence.allocation_rounds.publications import Publication
from persistence.session import Context

router = APIRouter(tags=["allocation"])


class NothingPublished(NotFound):
    """Nothing of that kind was published under this address."""


class VersionStanding(StrEnum):
    """What became of a version: it stands, was corrected 已更正, or was withdrawn."""

    CURRENT = "current"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class PublicLayoutOut(Out):
    layout: Annotated[str, Field(examples=["一室一厅"])]
    homes: int
    area_from_m2: str
    area_to_m2: str


class PublicScoreItemOut(Out):
    code: str
    name: str
    most: int


class PublicLotteryOut(Out):
    """What the draw is bound to, known before registration ends."""

    algorithm: Annotated[str, Field(examples=["anju-draw-1"])]
    commitment: str
    public_source: str
    public_on: date


class PublicPlanOut(Out):
    """配租方案, with what 公租房办法 Art. 11 wants it to say."""

    title: str
    project: str
    location: str
    homes: int
    layouts: list[PublicLayoutOut]
    rent_standard: str
    target_group: str
    tiers: list[Tier]
    registration_opens_on: date
    registration_closes_on: date
    method: Method
    priority_groups: list[PriorityGroup]
    score_items: list[PublicScoreItemOut]
    lottery: PublicLotteryOut | None


class PublicParticipantOut(Out):
    key: Annotated[str, Field(description="登记号.", examples=["000017"])]
    tier: Annotated[int, Field(description="The lower is drawn first.")]


class PublicFrozenOut(Out):
    """The participants as they were frozen: what a draw's inputs are, to the byte."""

    participants: list[PublicParticipantOut]
    round: UUID


class PublicInputsOut(Out):
    """Public before the draw can be computed. `inputs` for a lottery only."""

    participants: int
    inputs_sha256: str
    inputs: PublicFrozenOut | None


class PublicLineOut(Out):
    """A place in the order. The number is there only beside names that look alike."""

    order: int
    number: Annotated[str, Field(description="登记号.", examples=["000017"])]
    name: Annotated[str, Field(examples=["赵*生"])]
    id: Annotated[str | None, Field(examples=["1502**********1239"])]


class PublicOrderOut(Out):
    title: str
    method: Method
    algorithm: str
    inputs_sha256: str
    result_sha256: Annotated[str, Field(description="Of the file at `…/result-file`.")]
    objections_until: date
    lines: list[PublicLineOut]


class PublicOutcomeOut(Out):
    """What came of a place: a home in this building, or none."""

    order: int
    number: str
    name: Annotated[str, Field(examples=["赵*生"])]
    id: str | None
    place: Annotated[str | None, Field(examples=["3栋"])]
    outcome: TurnState


class PublicResultOut(Out):
    title: str
    homes_left: int
    lines: list[PublicOutcomeOut]


class VersionOut(Out):
    """A version of something published. Every one stays, with what became of it."""

    kind: PublicationKind
    number: int
    standing: VersionStanding
    reason: Annotated[str | None, Field(description="Why it was corrected or withdrawn.")]
    sha256: str | None
    published_at: datetime


class PublicRoundOut(Out):
    """A round as the public sees it: what stands now, and every version there was."""

    round_id: UUID
    plan: PublicPlanOut | None
    inputs: PublicInputsOut | None
    order: PublicOrderOut | None
    result: PublicResultOut | None
    versions: list[VersionOut]


class PublicVersionOut(Out):
    """One version as it was published."""

    version: VersionOut
    plan: PublicPlanOut | None
    inputs: PublicInputsOut | None
    order: PublicOrderOut | None
    result: PublicResultOut | None


@router.get(
    "/public/allocation-rounds/{round_id}", responses=problems(NothingPublished, TooManyRequests)
)
async def read_public_round(round_id: UUID, runtime: RuntimeDep, _: PublicPace) -> PublicRoundOut:
    """Plan, order and result as they stand, and the chain of versions. No sign-in."""
    async with _published(runtime, round_id) as session:
        chain = await publications.chain(session, round_id)
    stands = {kind.value: _body(_last(chain, kind)) for kind in PublicationKind}
    return PublicRoundOut.model_validate(
        {"round_id": round_id, "versions": _versions(chain), **stands}
    )


@router.get(
    "/public/allocation-rounds/{round_id}/versions/{kind}/{number}",
    responses=problems(NothingPublished, TooManyRequests),
)
async def read_public_version(
    round_id: UUID,
    kind: PublicationKind,
    number: Annotated[int, Path(ge=1, le=1000)],
    runtime: RuntimeDep,
    _: PublicPace,
) -> PublicVersionOut:
    """One version, also one that was corrected or withdrawn since: it says so."""
    async with _published(runtime, round_id) as session:
        chain = await publications.chain(session, round_id)
    for one, told in zip(chain, _versions(chain), strict=True):
        if (one.kind, one.number) == (kind, number):
            bodies = {each.value: _body(one) if each is kind else None for each in PublicationKind}
            return PublicVersionOut.model_validate({"version": told, **bodies})
    raise NothingPublished(round_id=str(round_id))


@router.get(
    "/public/allocation-rounds/{round_id}/result-file",
    response_class=Response,
    responses={
        200: RESULT_FILE,
        **problems(NothingPublished, NotDrawn, TooManyRequests),
    },
)
async def read_public_result_file(round_id: UUID, runtime: RuntimeDep, _: PublicPace) -> Response:
    """The file that a published lottery's order follows from, for anybody to check."""
    async with _published(runtime, round_id) as session:
        order = await publications.last(session, round_id, PublicationKind.ORDER)
        latest = await orderings.latest(session, round_id)
    is_public = order is not None and order.body is not None
    if not is_public or latest is None or latest.result is None or latest.commitment is None:
        raise NotDrawn(round_id=str(round_id))
    return attachment(latest.result.encode(), f"{round_id}.json", JSON)


@asynccontextmanager
async def _published(runtime: Runtime, round_id: UUID) -> AsyncGenerator[AsyncSession]:
    """A look into the authority that published the round. Raises NothingPublished."""
    async with runtime.database.snapshot() as session:
        authority_id = await publications.authority_of(session, round_id)
    if authority_id is None:
        raise NothingPublished(round_id=str(round_id))
    async with runtime.database.snapshot(Context(authority_id)) as session:
        yield session


def _last(chain: Sequence[Publication], kind: PublicationKind) -> Publication | None:
    return next((one for one in reversed(chain) if one.kind is kind), None)


def _body(one: Publication | None) -> dict[str, Any] | None:
    return None if one is None else one.body


def _versions(chain: Sequence[Publication]) -> list[VersionOut]:
    return [
        VersionOut(
            kind=one.kind,
            number=one.number,
            standing=_standing(chain, one),
            reason=one.reason,
            sha256=one.sha256,
            published_at=one.published_at,
        )
        for one in chain
    ]


def _standing(chain: Sequence[Publication], one: Publication) -> VersionStanding:
    """A withdrawal withdraws itself and the version before it; a later version corrects."""
    later = [x for x in chain if x.kind is one.kind and x.number > one.number]
    if one.body is None or (later and later[0].body is None):
        return VersionStanding.WITHDRAWN
    return VersionStanding.CORRECTED if later else VersionStanding.CURRENT
