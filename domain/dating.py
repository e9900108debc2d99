"""When a deed counts: today, or earlier with a reason; never on a day that is still to come."""

from datetime import date

from domain.errors import Invalid, Refused


class DateNotReached(Invalid):
    """A day that is still to come cannot be noted as past."""


class BackdatingNeedsReason(Refused):
    """It happened before today: say why it is put down only now."""


def require_reached(pointer: str, day: date, today: date) -> None:
    """Raises DateNotReached."""
    if day > today:
        raise DateNotReached(pointer=pointer, today=today.isoformat())


def require_dated(pointer: str, day: date, today: date, reason: str | None) -> None:
    """Raises DateNotReached, BackdatingNeedsReason.

    That the day's month is still open is for its book to say.
    """
    require_reached(pointer, day, today)
    if day < today and not reason:
        raise BackdatingNeedsReason(day=day.isoformat(), today=today.isoformat())
