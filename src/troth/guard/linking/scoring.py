"""How well each metric explains what is said, by the notions that they share.

Everything goes by lists of the metrics that speak of a notion, so that the others cost nothing.
"""

import math
from collections import defaultdict
from typing import NamedTuple

from troth.guard.linking.families import MANNERS
from troth.guard.linking.naming import Naming
from troth.guard.linking.profiles import Profile
from troth.guard.linking.telling import ASIDE, IN_CLAUSE, NEARBY, Telling
from troth.guard.linking.words import Senses, is_known
from troth.guard.words.verbs import FORMS

#: How much a word counts that the playbook does not have: a mere word, or a notion of service.
STRANGE, OTHER = 0.45, 0.9
#: Of a name that is only spoken of aside or nearby, so much counts.
NAMED_BY = {IN_CLAUSE: 1.0, ASIDE: 0.9, NEARBY: 0.6}
#: The same nearby, where the clause names no thing itself.
MEANT_NEARBY = 0.85
#: What is left of a manner, such as that something is sent, where the thing is another one.
ANOTHER = 0.5
#: How much it counts that the clause is explained, and that the metric is named.
EXPLAINED, NAMED = 0.5, 0.75
#: How surely a word must say a thing to be taken for it.
SURE = 0.6

#: Words whose shares are kept.
_MOST_WORDS = 5_000


class Score(NamedTuple):
    """One metric and how well it explains a clause, 0 to 1."""

    profile: Profile
    value: float


class Scoring:
    """The metrics of a playbook by the notions that they speak of."""

    def __init__(self, known: list[Profile]) -> None:
        self.profiles = known
        self._rarity = _rarity(known)
        self._unknown = math.log(1 + 2 * max(len(known), 1))
        self._speak_of: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._naming = Naming(known, self._rarity)
        #: By what a word may mean; there are no more of them than words.
        self._shared: dict[Senses, dict[int, float]] = {}
        for number, profile in enumerate(known):
            for notion, weight in profile.weights.items():
                self._speak_of[notion].append((number, weight))

    def scores(self, words: list[Telling]) -> list[Score]:
        """Every metric that the words name, in part at least."""
        named = self._named(words)
        if not named:
            return []
        told, explained = self._explained(words, named)
        things = [one for one in words if _is_thing(one)]
        found = []
        for number, share in named.items():
            profile = self.profiles[number]
            priced = _only_its_price(words, profile)
            vague = profile.names[0].is_manner or priced
            another = (vague and _names_another(things, profile)) or (
                priced and _is_of_another(words, profile)
            )
            part = explained[number] / told[number] if told[number] else 0.0
            value = part**EXPLAINED * (share * ANOTHER if another else share) ** NAMED
            found.append(Score(profile, value))
        return found

    def telling(self, profile: Profile, words: list[Telling]) -> list[str]:
        """The words of the clause that speak of a metric, the most telling one first."""
        shares = [
            (-self._rarity_of(one.meant) * _share(profile, one), one.word)
            for one in words
            if not one.is_near and _share(profile, one) > 0.25
        ]
        return [word for _, word in sorted(shares)]

    def _explained(
        self, words: list[Telling], named: dict[int, float]
    ) -> tuple[dict[int, float], dict[int, float]]:
        """What is told in all and what of it a metric explains, for each that is named."""
        rarities = [self._rarity_of(one.meant) * one.weight for one in words]
        clause = sum(r for one, r in zip(words, rarities, strict=True) if not one.is_near)
        told = dict.fromkeys(named, clause)
        explained = dict.fromkeys(named, 0.0)
        for one, rarity in zip(words, rarities, strict=True):
            shares = self._shares(one)
            # In the order of the shares, and by way of the smaller of the two.
            for number in named if len(named) < len(shares) else shares:
                if number not in named or number not in shares:
                    continue
                share = shares[number]
                # What stands nearby can only confirm.
                counted = rarity * (share if one.is_near else 1)
                explained[number] += counted * share
                told[number] += counted if one.is_near else 0
        return told, explained

    def _shares(self, one: Telling) -> dict[int, float]:
        """How surely each metric speaks of a word."""
        if one.meant in self._shared:
            return self._shared[one.meant]
        shares: dict[int, float] = {}
        for notion, sure in one.meant:
            for number, weight in self._speak_of.get(notion, ()):
                if weight * sure > shares.get(number, 0.0):
                    shares[number] = weight * sure
        if len(self._shared) >= _MOST_WORDS:
            self._shared.clear()
        self._shared[one.meant] = shares
        return shares

    def _named(self, words: list[Telling]) -> dict[int, float]:
        nearby = NAMED_BY[NEARBY] if any(map(_is_thing, words)) else MEANT_NEARBY
        surest: dict[str, float] = {}
        for one in words:
            counts = nearby if one.is_near else NAMED_BY[one.weight]
            for notion, sure in one.meant:
                surest[notion] = max(surest.get(notion, 0.0), sure * counts)
        return self._naming.named(surest)

    def _rarity_of(self, meant: Senses) -> float:
        known = [self._rarity[notion] for notion, _ in meant if notion in self._rarity]
        if known:
            return max(known)
        return self._unknown * (OTHER if is_known(meant[0][0]) else STRANGE)


def _share(profile: Profile, one: Telling) -> float:
    return max(profile.weights.get(notion, 0.0) * sure for notion, sure in one.meant)


def _names_another(things: list[Telling], profile: Profile) -> bool:
    """Whether the clause names a thing that the playbook does not speak of with the metric."""
    return any(not any(notion in profile.weights for notion, _ in one.meant) for one in things)


#: What can be said of the price of anything.
_PRICED = frozenset(("fee", "price", "free", "money"))


def _only_its_price(words: list[Telling], profile: Profile) -> bool:
    """Whether of a metric such as "Change fee" no more is named than that it is a fee."""
    named = {next(iter(meant)) for meant in profile.names[0].words.values()}
    meant = {notion for one in words for notion, _ in one.meant} - _PRICED
    return not named.isdisjoint(_PRICED) and meant.isdisjoint(profile.weights)


def _is_of_another(words: list[Telling], profile: Profile) -> bool:
    """Whether what is priced stands first, and is nothing of the metric: "Breakfast is free"."""
    first = words[0]
    if first.is_near or first.word in FORMS or first.word.endswith("ly"):
        return False
    meant = {notion for notion, _ in first.meant}
    return meant.isdisjoint(_PRICED) and meant.isdisjoint(profile.weights)


def _is_thing(one: Telling) -> bool:
    """Whether a word of the clause says what it is about, rather than how it comes about."""
    return not one.is_near and any(
        sure >= SURE and is_known(notion) and notion not in MANNERS for notion, sure in one.meant
    )


def _rarity(known: list[Profile]) -> dict[str, float]:
    """How much each notion tells: more, the fewer metrics speak of it."""
    spoken: dict[str, float] = defaultdict(float)
    for profile in known:
        for notion, weight in profile.weights.items():
            spoken[notion] += weight
    return {notion: math.log(1 + len(known) / (0.5 + many)) for notion, many in spoken.items()}
