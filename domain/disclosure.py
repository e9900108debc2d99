"""People as the public may see them: masked by construction, so that no raw name can slip through.

信息公开的去标识化: a name keeps its first and last character, minors are never named, and a number
is shown only where two people of one list could be confused.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.identity import mask_public_name, mask_public_national_id

_MINOR: Final = "未成年人"


@dataclass(frozen=True, slots=True, init=False)
class MaskedName:
    """A name for publication. It takes the full name and keeps the mask only."""

    text: str

    def __init__(self, name: str, *, is_minor: bool = False) -> None:
        object.__setattr__(self, "text", _MINOR if is_minor else mask_public_name(name))


@dataclass(frozen=True, slots=True, init=False)
class MaskedNumber:
    """An identity number for publication, 4 + 4. It takes the full number and keeps the mask."""

    text: str

    def __init__(self, national_id: str) -> None:
        object.__setattr__(self, "text", mask_public_national_id(national_id))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who stands in a list, as the office knows them. `place` is a building at most."""

    order: int
    key: str
    name: str
    national_id: str
    is_minor: bool = False
    place: str | None = None


@dataclass(frozen=True, slots=True)
class PublicLine:
    """The same person as the list shows them. It cannot hold a name or a number in full."""

    order: int
    key: str
    name: MaskedName
    number: MaskedNumber | None
    place: str | None


def public_lines(people: Sequence[Person]) -> list[PublicLine]:
    """The list in its order; numbers only beside names that look alike once they are masked."""
    names = [MaskedName(one.name, is_minor=one.is_minor) for one in people]
    alike = Counter(names)
    return [
        PublicLine(
            one.order,
            one.key,
            name,
            MaskedNumber(one.national_id) if alike[name] > 1 and not one.is_minor else None,
            one.place,
        )
        for one, name in zip(people, names, strict=True)
    ]
