"""Papers of a change of a household 变更 and of an exchange of homes 换房, from their cases."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from api.documents.case_papers import BUREAU_SIGNS, TENANT_SIGNS, CasePaper
from api.documents.wording import day_in_words
from api.web.labels import chinese
from domain.exchanges import ExchangeKind, ExchangeState
from domain.lease_changes import LeaseChangeState
from persistence.exchanges import Exchange
from persistence.lease_changes import LeaseChange


class HouseholdPaperKind(StrEnum):
    """The papers of a change or an exchange."""

    APPLICATION = "application"
    DECISION = "decision"


_REFUSED: Final = frozenset({LeaseChangeState.REJECTED, ExchangeState.REJECTED})


def _change_asked(one: LeaseChange) -> Sequence[str]:
    was = one.before.get("name") if one.before else None
    named = f"，由“{was}”" if was else ""
    whom = f"（{one.name}{f'，{one.relation}' if one.relation else ''}）" if one.name else ""
    kind, cause = chinese("LeaseChangeKind", one.kind), chinese("LeaseChangeCause", one.cause)
    return [
        f"申请变更事项：{kind}{named}{whom}。原因：{cause}。",
        f"自{day_in_words(one.effective_on)}起生效。",
        *([f"说明：{one.note}"] if one.note else []),
        "合同其余条款和账户、欠费均不因本变更而改变。",
    ]


def _change_decided(one: LeaseChange) -> Sequence[str]:
    kind = chinese("LeaseChangeKind", one.kind)
    reason = f"理由：{one.decision}" if one.decision else ""
    if one.state in _REFUSED:
        return [f"经审核，不予办理“{kind}”变更。{reason}"]
    return [
        f"经审核，准予办理“{kind}”变更，自{day_in_words(one.effective_on)}起生效。{reason}",
        "在住房屋的租金档次由另行作出的决定确定。",
    ]


def _exchange_asked(one: Exchange) -> Sequence[str]:
    kind, cause = chinese("ExchangeKind", one.kind), chinese("ExchangeReason", one.reason_code)
    consent = "双方住户自愿互换住房。" if one.kind is ExchangeKind.SWAP else ""
    return [f"申请{kind}。事由：{cause}。{one.reason}{consent}", "押金和余款随户转入新合同。"]


def _exchange_decided(one: Exchange) -> Sequence[str]:
    kind = chinese("ExchangeKind", one.kind)
    reason = f"理由：{one.decision}" if one.decision else ""
    if one.state in _REFUSED:
        return [f"经审核，不予{kind}。{reason}"]
    moves = f"换入日期：{day_in_words(one.moves_on)}。" if one.moves_on else ""
    return [f"经审核，准予{kind}。{reason}{moves}", "请按通知时间签订新的租赁合同并交接房屋。"]


CHANGES: Final[Mapping[HouseholdPaperKind, CasePaper[LeaseChange]]] = {
    HouseholdPaperKind.APPLICATION: CasePaper(
        lambda _: "变更申请表",
        lambda _: True,
        _change_asked,
        lambda _: None,
        TENANT_SIGNS,
    ),
    HouseholdPaperKind.DECISION: CasePaper(
        lambda _: "变更审核决定书",
        lambda one: one.decided_on is not None,
        _change_decided,
        lambda one: one.decision_no,
        BUREAU_SIGNS,
        by_bureau=True,
        issued_on=lambda one: one.decided_on,
    ),
}
EXCHANGES: Final[Mapping[HouseholdPaperKind, CasePaper[Exchange]]] = {
    HouseholdPaperKind.APPLICATION: CasePaper(
        lambda _: "换房申请表",
        lambda _: True,
        _exchange_asked,
        lambda _: None,
        TENANT_SIGNS,
    ),
    HouseholdPaperKind.DECISION: CasePaper(
        lambda _: "换房审核决定书",
        lambda one: one.decided_on is not None,
        _exchange_decided,
        lambda one: one.decision_no,
        BUREAU_SIGNS,
        by_bureau=True,
        issued_on=lambda one: one.decided_on,
    ),
}
