"""Which metrics a clause names, and how much of each name it speaks of."""

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from troth.guard.linking.profiles import EVENT, Name, Profile


class _Named(NamedTuple):
    """One name of one metric."""

    metric: int
    #: What it counts beside the others.
    weight: float
    #: What all of its words count, and those that say what it is; 0 where none does.
    whole: float
    things: float


class Naming:
    """The names of all metrics, by the notions in them."""

    def __init__(self, known: list[Profile], rarity: Mapping[str, float]) -> None:
        self._names: list[_Named] = []
        #: Of each word of a name: its name, what it counts, and whether it says what it is.
        self._words: list[tuple[int, float, bool]] = []
        self._with: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, profile in enumerate(known):
            for position, name in enumerate(profile.names):
                self._take(number, EVENT if position else 1.0, name, rarity)

    def _take(self, metric: int, weight: float, name: Name, rarity: Mapping[str, float]) -> None:
        counts = {w: max(rarity[notion] for notion in meant) for w, meant in name.words.items()}
        for word, meant in name.words.items():
            for notion, share in meant.items():
                self._with[notion].append((len(self._words), share))
            self._words.append((len(self._names), counts[word], word in name.things))
        things = sum(counts[word] for word in name.things)
        self._names.append(_Named(metric, weight, sum(counts.values()), things))

    def named(self, meant: Mapping[str, float]) -> dict[int, float]:
        """How much of the best of its names is spoken of, by number of metric, above 0.

        Args:
            meant: notions, and how surely each is spoken of.
        """
        spoken: dict[int, float] = {}
        for notion, sure in meant.items():
            for word, share in self._with.get(notion, ()):
                if share * sure > spoken.get(word, 0.0):
                    spoken[word] = share * sure
        whole: dict[int, float] = defaultdict(float)
        things: dict[int, float] = defaultdict(float)
        for word, share in spoken.items():
            name, count, is_thing = self._words[word]
            whole[name] += share * count
            if is_thing:
                things[name] += share * count
        named: dict[int, float] = {}
        for name, share in whole.items():
            metric, weight, of_all, of_things = self._names[name]
            value = weight * share / of_all
            if of_things:
                # Above all, what it is about.
                value *= math.sqrt(things.get(name, 0.0) / of_things)
            if value > named.get(metric, 0.0):
                named[metric] = value
        return named
