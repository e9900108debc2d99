"""The counter's day end 日结: a second person counts the cash and confirms what was booked."""

from collections.abc import Collection
from uuid import UUID

from domain.access import MakerIsChecker
from domain.errors import Refused
from domain.money import Money


class NothingToCount(Refused):
    """No cash of that day waits to be confirmed."""


class DayTotalDiffers(Refused):
    """More or less cash is booked than was looked at; look again."""


class DifferenceUnexplained(Refused):
    """What was counted is not what is booked, and nobody has said why."""


def require_second_person(takers: Collection[UUID], checker_id: UUID) -> None:
    """Whoever took some of the cash does not confirm it. Raises MakerIsChecker."""
    if checker_id in takers:
        raise MakerIsChecker(maker_id=str(checker_id))


def require_explained(booked: Money, counted: Money, explanation: str | None) -> None:
    """Raises DifferenceUnexplained."""
    if counted != booked and explanation is None:
        raise DifferenceUnexplained(
            booked_fen=booked.fen,
            counted_fen=counted.fen,
            difference_fen=(counted - booked).fen,
        )
