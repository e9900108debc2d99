"""What the papers of a household's cases share: whose home it is about, and who signs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.documents.blocks import Fact
from api.documents.forms.notice import Notice
from domain.access import Scope
from domain.errors import Refused
from persistence import lease_papers, leases, letterheads
from persistence.lease_papers import Named
from persistence.leases import Lease

T = TypeVar("T")

OPERATOR_SIGNS: Final = ("运营单位（盖章）：", "送达人：", "签收人：")
BUREAU_SIGNS: Final = ("经办：", "送达人：", "签收人：")
TENANT_SIGNS: Final = ("承租人（签字）：", "受理人：", "运营单位（盖章）：")


def _nothing_to_tick(_: object) -> Sequence[str]:
    return ()


def _undated(_: object) -> None:
    return None


class PaperNotDue(Refused):
    """The case has not come to the step that this paper tells of."""


@dataclass(frozen=True, slots=True)
class CasePaper(Generic[T]):
    """A paper of a case of type T: when it is due, what it says, who signs.

    `number` gives the paper's own number; `answers` are to be ticked by hand; `issued_on` is the
    day under what an office issues.
    """

    title: Callable[[T], str]
    due: Callable[[T], bool]
    says: Callable[[T], Sequence[str]]
    number: Callable[[T], str | None]
    signers: tuple[str, ...]
    by_bureau: bool = False
    answers: Callable[[T], Sequence[str]] = _nothing_to_tick
    issued_on: Callable[[T], date | None] = _undated


def facts_of(lease: Lease, home: Named) -> list[Fact]:
    """Tenant, contract and home."""
    return [
        Fact("承租人", home.tenant),
        Fact("租赁合同", lease.contract_no),
        Fact("房屋", f"{home.project}{home.building}栋{home.entrance}单元{home.room}", wide=True),
    ]


async def paper_of(
    session: AsyncSession,
    scope: Scope,
    lease_id: UUID,
    case: T,
    kind: CasePaper[T],
    *,
    printed_on: date,
    more: Sequence[Fact] = (),
) -> Notice:
    """The paper as it is printed. Raises PaperNotDue, LeaseNotFound."""
    if not kind.due(case):
        raise PaperNotDue(paper=kind.title(case))
    lease = await leases.lease(session, scope, lease_id)
    home = await lease_papers.named(session, lease_id)
    offices = await letterheads.offices(session, scope.authority_id)
    return Notice(
        title=kind.title(case),
        number=kind.number(case) or lease.contract_no,
        printed_on=printed_on,
        issuer="" if kind.by_bureau else home.operator or "",
        letterhead=offices.purchaser if kind.by_bureau else "",
        facts=[*facts_of(lease, home), *more],
        sentences=kind.says(case),
        amounts=[],
        items=[],
        signers=kind.signers,
        answers=kind.answers(case),
        issued_on=kind.issued_on(case),
    )
