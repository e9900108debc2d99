"""Papers of a renewal 续租 or a review 年审 from its case, each once its step was taken.

公租房办法 Art. 30: the household applies three months before the end. Art. 31: who is refused
leaves the home after a period of relocation.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from api.documents.case_papers import BUREAU_SIGNS, OPERATOR_SIGNS, TENANT_SIGNS, CasePaper
from api.documents.wording import day_in_words
from api.web.labels import chinese
from domain.renewals import RenewalKind, RenewalState
from persistence.renewals import Listed


class RenewalPaperKind(StrEnum):
    """The papers of a renewal or review, by the step that each tells of."""

    INQUIRY = "inquiry"
    APPLICATION = "application"
    MISSING_PAPERS = "missing-papers"
    DECISION = "decision"
    REPLY = "reply"


_RENEWAL: Final = RenewalKind.RENEWAL
_ANSWERS: Final = ("继续承租，申请续租", "不再承租，按期办理退房")


def _of_kind(renewal: str, review: str) -> Callable[[Listed], str]:
    return lambda one: renewal if one.renewal.kind is _RENEWAL else review


def _inquiry(one: Listed) -> Sequence[str]:
    until = day_in_words(one.renewal.apply_by)
    if one.renewal.kind is not _RENEWAL:
        return [f"请于{until}前提交家庭收入、住房情况申报及证明材料，接受年度资格复核。"]
    return [
        (
            f"你户租赁合同将于{day_in_words(one.ends_on)}期满。需要续租的，请于{until}前提出申请（公共租赁"
            "住房管理办法第三十条）；逾期未申请的，合同期满应当腾退住房。"
        ),
        "请在下列选项中勾选并签字，交回运营单位：",
    ]


def _to_tick(one: Listed) -> Sequence[str]:
    return _ANSWERS if one.renewal.kind is _RENEWAL else ()


def _applied(one: Listed) -> Sequence[str]:
    case = one.renewal
    asks = (
        "本人申请在合同期满后继续承租上述公共租赁住房。"
        if case.kind is _RENEWAL
        else "本人就上述公共租赁住房的年度资格复核申报如下。"
    )
    applied = day_in_words(case.applied_on) if case.applied_on else ""
    return [
        asks,
        f"家庭收入和住房情况申报：{case.declaration or ''}",
        "本人保证申报真实，同意有关部门依法查询、核对家庭收入、财产和住房情况。",
        f"申请日期：{applied}" + ("（窗口受理）" if case.at_counter else ""),
    ]


def _missing(one: Listed) -> Sequence[str]:
    case = one.renewal
    until = day_in_words(case.supply_by) if case.supply_by else "规定期限"
    return [f"经审核，你户申请材料尚缺：{case.missing_papers or ''}。", f"请于{until}前补正。"]


def _decided(one: Listed) -> Sequence[str]:
    case = one.renewal
    what = "续租" if case.kind is _RENEWAL else "年度资格复核"
    if case.proposed_ok:
        then = "请在原合同期满前与运营单位签订新的租赁合同。" if case.kind is _RENEWAL else ""
        return [f"经审核，你户符合公共租赁住房保障条件，准予{what}。{then}"]
    reason = chinese("RefusalReason", case.reason_code or "") or ""
    until = day_in_words(case.object_by) if case.object_by else "规定期限"
    return [
        f"经审核，你户不予{what}。理由：{reason}。{case.reason or ''}",
        f"对本决定有异议的，可于{until}前书面提出。",
        (
            "不再续租的，应当在合同期满后的搬迁期内腾退住房，搬迁期内按合同租金缴纳（公共租赁住房管理办法"
            "第三十一条）。"
        ),
    ]


def _replied(one: Listed) -> Sequence[str]:
    case = one.renewal
    stands = "维持原决定" if case.state is RenewalState.FINAL_NO else "撤销原决定，准予办理"
    return [
        f"你户提出的异议：{case.objection or ''}",
        f"答复：{case.reply or ''}",
        f"结论：{stands}。",
    ]


KINDS: Final[Mapping[RenewalPaperKind, CasePaper[Listed]]] = {
    RenewalPaperKind.INQUIRY: CasePaper(
        _of_kind("续退租征询单", "年度复核通知书"),
        lambda _: True,
        _inquiry,
        lambda _: None,
        OPERATOR_SIGNS,
        answers=_to_tick,
    ),
    RenewalPaperKind.APPLICATION: CasePaper(
        _of_kind("续租申请表", "年度复核申报表"),
        lambda one: one.renewal.applied_on is not None,
        _applied,
        lambda _: None,
        TENANT_SIGNS,
    ),
    RenewalPaperKind.MISSING_PAPERS: CasePaper(
        lambda _: "补正通知书",
        lambda one: one.renewal.missing_papers is not None,
        _missing,
        lambda _: None,
        BUREAU_SIGNS,
        by_bureau=True,
    ),
    RenewalPaperKind.DECISION: CasePaper(
        _of_kind("续租审核决定书", "年度复核决定书"),
        lambda one: one.renewal.decided_on is not None,
        _decided,
        lambda one: one.renewal.decision_no,
        BUREAU_SIGNS,
        by_bureau=True,
        issued_on=lambda one: one.renewal.decided_on,
    ),
    RenewalPaperKind.REPLY: CasePaper(
        lambda _: "异议答复书",
        lambda one: one.renewal.reply is not None,
        _replied,
        lambda one: one.renewal.decision_no,
        BUREAU_SIGNS,
        by_bureau=True,
        issued_on=lambda one: one.renewal.final_on,
    ),
}
