"""Which scopes overlap, found without looking at those that do not."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from troth.playbook.scope import Scope

T = TypeVar("T")


class ScopeIndex(Generic[T]):
    """Things by scope; the cost of a question grows with the things that it finds.

    Each set of things is one whole number, thing n being its n-th bit.
    """

    def __init__(self, things: Iterable[tuple[Scope, T]]) -> None:
        self._things: list[T] = []
        self._naming: dict[str, int] = {}
        self._admitting: dict[tuple[str, str], int] = {}
        for number, (scope, thing) in enumerate(things):
            self._things.append(thing)
            for facet, values in scope.items():
                self._naming[facet] = self._naming.get(facet, 0) | 1 << number
                for value in values:
                    key = facet, value
                    self._admitting[key] = self._admitting.get(key, 0) | 1 << number

    def overlapping(self, scope: Scope) -> Iterator[T]:
        """The things whose scope overlaps this one, in the order in which they were given."""
        found = (1 << len(self._things)) - 1
        for facet, values in scope.items():
            admitting = 0
            for value in values:
                admitting |= self._admitting.get((facet, value), 0)
            found &= ~self._naming.get(facet, 0) | admitting
        while found:
            lowest = found & -found
            yield self._things[lowest.bit_length() - 1]
            found ^= lowest
