"""State machines as tables: what a table does not list is refused, and the refusal helps on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from domain.errors import Refused

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)


class TransitionRefused(Refused):
    """The thing is not in a state in which this can be done; `possible` says what can."""


@dataclass(frozen=True, slots=True)
class Machine(Generic[S, E]):
    """A life cycle. `transitions` is the whole of it.

    `returns` are the pairs that lead back to where the thing was before (a frozen unit released,
    a dispute settled): the caller, who keeps that state, passes it as `before`.
    """

    name: str
    transitions: Mapping[tuple[S, E], S]
    returns: frozenset[tuple[S, E]] = field(default_factory=frozenset[tuple[S, E]])

    def after(self, state: S, event: E, *, before: S | None = None) -> S:
        """The state that `event` leads to. Raises TransitionRefused."""
        if (state, event) in self.transitions:
            return self.transitions[state, event]
        if (state, event) in self.returns and before is not None and self._leads(before, state):
            return before
        raise TransitionRefused(
            thing=self.name, state=state, event=event, possible=sorted(self.possible(state))
        )

    def possible(self, state: S) -> frozenset[E]:
        """The events that this state allows: the buttons that a screen shows."""
        return frozenset(event for at, event in {*self.transitions, *self.returns} if at == state)

    def _leads(self, before: S, state: S) -> bool:
        return any(at == before and to == state for (at, _), to in self.transitions.items())
