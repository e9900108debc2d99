"""Figures tie out before they are printed (勾稽): a form that contradicts itself is refused."""

from domain.errors import Refused
from domain.money import Money


class FormDoesNotTie(Refused):
    """A printed figure is not what the figures beside it make: no paper leaves the house so."""


def must_tie(figure: str, *, stated: Money | int, computed: Money | int) -> None:
    """Raises FormDoesNotTie, naming the figure, when the two differ."""
    if stated != computed:
        raise FormDoesNotTie(figure=figure, stated=_plain(stated), computed=_plain(computed))


def _plain(value: Money | int) -> int:
    return value.fen if isinstance(value, Money) else value
