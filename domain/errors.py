"""The five ways to say no. Everything the program refuses is one of these, with a stable code."""

import re
from typing import Any, ClassVar, Final

_WORD: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class DomainError(Exception):
    """A refusal: a stable `code` and the `facts` that explain it. Never a text for people.

    The code is the class's name in snake case; the catalogues of the frontend word it. An attempt
    whose refusal is `recorded` is part of the trail, although nothing of it is saved.
    """

    code: ClassVar[str] = "domain_error"
    recorded: ClassVar[bool] = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.code = _WORD.sub("_", cls.__name__).lower()

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.code, facts)
        self.facts: dict[str, Any] = facts


class Unauthenticated(DomainError):
    """Nobody knows who is asking."""


class Denied(DomainError):
    """The one who asks is known, and may not."""

    recorded = True


class NotFound(DomainError):
    """There is none, or it is not yours to know of."""


class Refused(DomainError):
    """What is asked does not fit the state of things."""


class Invalid(DomainError):
    """What was sent is wrong in itself. `pointer` names the field."""

    def __init__(self, *, pointer: str = "", **facts: Any) -> None:
        super().__init__(**facts)
        self.pointer = pointer
