"""State machines as tables: what a table does not list is refused, and the refusal helps on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from domain.errors import Refused

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)


class TransitionRefused(Refused):
    """The state does not know the event. `possible` names the events that it does know."""


@dataclass(frozen=True, slots=True)
class Machine(Generic[S, E]):
    """A life cycle: `transitions` is the whole of it.

    `returns` lists the pairs that lead back to where the thing was before (a frozen unit that is
    released, a dispute that is settled): the caller passes that state as `before`.
    """

    transitions: Mapping[tuple[S, E], S]
    returns: frozenset[tuple[S, E]] = field(default_factory=frozenset[tuple[S, E]])

    def after(self, state: S, event: E, *, before: S | None = None) -> S:
        """The state that `event` leads to, or a refusal that names what is possible instead."""
        if (state, event) in self.transitions:
            return self.transitions[state, event]
        if (state, event) in self.returns and before is not None and self._leads(before, state):
            return before
        raise TransitionRefused(state=state, event=event, possible=self.events_from(state))

    def events_from(self, state: S) -> list[E]:
        """What may happen next: the buttons that a screen shows."""
        return sorted(event for known, event in {*self.transitions, *self.returns} if known == state)

    def final(self, state: S) -> bool:
        """Nothing leads out of `state` any more."""
        return not self.events_from(state)

    def _leads(self, before: S, state: S) -> bool:
        return any(
            start == before and end == state for (start, _), end in self.transitions.items()
        )
