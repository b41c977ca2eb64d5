"""What a playbook says in free words: what offers and standards include."""

import re
from collections.abc import Iterator

from troth.guard.stems import stems
from troth.playbook import Playbook

#: The part of a clause's words that a saying must hold.
_NEARLY_ALL = 0.8
#: Fewer words say too little to be told apart.
_FEWEST = 2
_FIGURES = re.compile(r"\d+(?:[.,]\d+)?")
_LEAD = frozenset(stems("includes included get gets give gives offer come comes"))


class Sayings:
    """Free words by their stems, so that a clause is found among thousands."""

    def __init__(self, playbook: Playbook) -> None:
        self._sayings = [
            (where, frozenset(stems(text.lower())), frozenset(_FIGURES.findall(text)))
            for where, text in _said(playbook)
        ]
        self._by_stem: dict[str, list[int]] = {}
        for number, (_, words, _) in enumerate(self._sayings):
            for word in words:
                self._by_stem.setdefault(word, []).append(number)

    def find(self, words: str) -> str | None:
        """Where the playbook says a clause in nearly the same words; None where it does not."""
        asked = frozenset(stems(words)) - _LEAD
        figures = frozenset(_FIGURES.findall(words))
        said_to_be_in = len(asked) < len(set(stems(words)))
        if len(asked) < _FEWEST or (len(asked) == _FEWEST and not said_to_be_in):
            return None
        shared: dict[int, int] = {}
        for word in asked:
            for number in self._by_stem.get(word, ()):
                shared[number] = shared.get(number, 0) + 1
        for number in sorted(shared, key=lambda each: (-shared[each], each)):
            if shared[number] < _NEARLY_ALL * len(asked):
                return None
            if figures <= self._sayings[number][2]:
                return self._sayings[number][0]
        return None


def _said(playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Claims and answers name terms, and are held to the standards; they back nothing."""
    for name, offer in playbook.offers.items():
        for text in (*offer.includes, *offer.features, *offer.benefits, *offer.limits):
            yield f"offers.{name}", text
    for name, standard in playbook.standards.items():
        for text in standard.includes:
            yield f"standards.{name}", text
    for name, touchpoint in playbook.touchpoints.items():
        for text in touchpoint.includes:
            yield f"touchpoints.{name}", text
