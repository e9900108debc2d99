"""What proves a step out of a home, and whether it is all there."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from domain.errors import Refused
from domain.exits import ExitEvent, Track

_E, _T = ExitEvent, Track


class ExitStepIncomplete(Refused):
    """The step lacks what proves it; `missing` names it."""


#: What proves a step, by the names of its fields.
NEEDS: Final[Mapping[ExitEvent, tuple[str, ...]]] = {
    _E.SERVE_NOTICE: ("served_way", "file_ids"),
    _E.DEMAND: ("served_way", "deadline_on", "file_ids"),
    _E.FILE_SUIT: ("court", "document_no", "file_ids"),
    _E.RECEIVE_JUDGMENT: ("document_no", "file_ids"),
    _E.NOTIFY_FACTS: ("served_way", "document_no", "file_ids"),
    _E.ORDER_RETURN: ("document_no", "legal_basis", "deadline_on"),
    _E.ASK_COURT: ("court", "document_no", "file_ids"),
    _E.ENFORCE: ("document_no", "file_ids"),
    _E.AUTHORISE: ("document_no", "legal_review_by"),
    _E.PUBLISH_NOTICE: ("channels", "deadline_on"),
    _E.ENTER: ("notary", "document_no", "witnesses", "file_ids"),
    _E.SEAL_INVENTORY: ("inventory", "storage_place", "file_ids"),
    _E.BOOK_INSPECTION: ("inspect_on",),
}

#: What a case must bring with it when it is opened.
OPENING_NEEDS: Final[Mapping[Track, tuple[str, ...]]] = {
    _T.VOLUNTARY: ("leaves_on",),
    _T.CIVIL: (),
    _T.ADMINISTRATIVE: ("document_no", "legal_basis", "file_ids"),
    _T.LOST_CONTACT: ("reason", "file_ids"),
}


class ServedWay(StrEnum):
    """How a notice reached the household (送达)."""

    IN_PERSON = "in_person"
    LEFT_AT_HOME = "left_at_home"
    POST = "post"
    ELECTRONIC = "electronic"
    PUBLIC_NOTICE = "public_notice"


class NoticeChannel(StrEnum):
    """Where a lost household is called for; all three, so that it can be seen."""

    WEB = "web"
    NEWSPAPER = "newspaper"
    BUILDING_DOOR = "building_door"


class WitnessKind(StrEnum):
    """Who stands by when a home is entered before a notary."""

    COMMUNITY = "community"
    POLICE = "police"
    PROPERTY_STAFF = "property_staff"


def lacking(needs: tuple[str, ...], given: Mapping[str, object]) -> list[str]:
    """Which of the fields are not filled."""
    return [name for name in needs if not given.get(name)]


def require_complete(event: ExitEvent, given: Mapping[str, object]) -> None:
    """Raises ExitStepIncomplete."""
    missing = lacking(NEEDS.get(event, ()), given)
    if missing:
        raise ExitStepIncomplete(event=event, missing=missing)
