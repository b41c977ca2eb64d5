"""What people said that clauses are about: the nearest one wins."""

from collections import defaultdict
from collections.abc import Iterable

from troth.guard.linking.link import Correction
from troth.guard.linking.telling import Telling
from troth.guard.linking.words import Senses, said, senses

#: From here on a clause is as good as an example.
_NEAR = 0.7


class Examples:
    """Corrections by their words."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self._all = list(corrections)
        self._notions = [_notions(meant for _, meant in senses(said(o.words))) for o in self._all]
        self._with: dict[str, list[int]] = defaultdict(list)
        for number, notions in enumerate(self._notions):
            for notion in notions:
                self._with[notion].append(number)

    def nearest(self, clause: list[Telling]) -> tuple[Correction, float] | None:
        """The example that is nearest to a clause, if near enough; of equals the latest."""
        mine = _notions(one.meant for one in clause)
        numbers = {number for notion in mine for number in self._with.get(notion, ())}
        near = max(((self._likeness(n, mine), n) for n in numbers), default=(0.0, 0))
        return (self._all[near[1]], near[0]) if near[0] >= _NEAR else None

    def _likeness(self, number: int, mine: frozenset[str]) -> float:
        """Shared notions among all notions of the two, 0 to 1."""
        theirs = self._notions[number]
        return len(mine & theirs) / len(mine | theirs)


def _notions(words: Iterable[Senses]) -> frozenset[str]:
    """A word counts as its first notion, so that "bag" and "suitcase" are alike."""
    return frozenset(meant[0][0] for meant in words)
