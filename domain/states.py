"""State machines as tables: what is not listed is refused, and the refusal says what is possible."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from domain.errors import Refused

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)


class TransitionRefused(Refused):
    """The thing is not in a state in which this can be done; `possible` says what can."""


@dataclass(frozen=True, slots=True)
class Machine(Generic[S, E]):
    """A life cycle. `transitions` is the whole of it."""

    name: str
    transitions: Mapping[tuple[S, E], S]

    def after(self, state: S, event: E) -> S:
        """The state that `event` leads to. Raises TransitionRefused."""
        if (state, event) in self.transitions:
            return self.transitions[state, event]
        raise TransitionRefused(
            thing=self.name, state=state, event=event, possible=sorted(self.possible(state))
        )

    def possible(self, state: S) -> frozenset[E]:
        """The events that this state allows."""
        return frozenset(event for at, event in self.transitions if at == state)
