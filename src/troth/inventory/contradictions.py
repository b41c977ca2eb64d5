"""Different promises for the same situation."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from troth.inventory.measuring import Difference, Measuring
from troth.inventory.promise import Place, Promise
from troth.terms import Term

Same = Literal["yes", "perhaps"]

#: Part of the words that tell two situations apart which they must share to be the same one.
_SHARED = 0.5


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Two terms that customers in the same situation read."""

    group: str
    #: Those that say the one, and those that say the other.
    first: tuple[Promise, ...]
    second: tuple[Promise, ...]
    difference: Difference
    #: Whether the situations are the same: `perhaps` where one is told more closely.
    same: Same

    @property
    def across(self) -> tuple[str, ...]:
        """Which of page, team, channel tell the two sides apart."""
        pairs = (
            ("page", lambda place: place.name),
            ("team", lambda place: place.team),
            ("channel", lambda place: place.channel),
        )
        return tuple(
            word
            for word, of in pairs
            if _apart(map(of, _places(self.first)), map(of, _places(self.second)))
        )


def contradictions(promises: Iterable[Promise], measuring: Measuring) -> Iterator[Contradiction]:
    """Each pair of terms once in each group, with all who say them."""
    groups: dict[str, list[Promise]] = defaultdict(list)
    for one in promises:
        if one.term is not None and one.is_ours:
            groups[one.group].append(one)
    for group, members in groups.items():
        for pair in _pairs(members):
            found = _contradiction(group, *pair, measuring, _common(members))
            if found:
                yield found


def _pairs(members: Sequence[Promise]) -> Iterator[tuple[list[Promise], list[Promise]]]:
    by_term: dict[Term, list[Promise]] = defaultdict(list)
    for one in members:
        if one.term is not None:
            by_term[one.term].append(one)
    yield from combinations(by_term.values(), 2)


def _contradiction(
    group: str,
    first: Sequence[Promise],
    second: Sequence[Promise],
    measuring: Measuring,
    common: frozenset[str],
) -> Contradiction | None:
    term, other = first[0].term, second[0].term
    difference = term and other and measuring.difference(first[0].metric, term, other)
    if not difference:
        return None
    same: dict[Same, list[tuple[Promise, Promise]]] = {"yes": [], "perhaps": []}
    for a in first:
        for b in second:
            how = _same(a.situation - common, b.situation - common)
            if how:
                same[how].append((a, b))
    how, pairs = ("yes", same["yes"]) if same["yes"] else ("perhaps", same["perhaps"])
    if not pairs:
        return None
    return Contradiction(
        group=group,
        first=tuple(dict.fromkeys(a for a, _ in pairs)),
        second=tuple(dict.fromkeys(b for _, b in pairs)),
        difference=difference,
        same=how,
    )


def _same(one: frozenset[str], other: frozenset[str]) -> Same | None:
    """Whether two situations are the same, as far as their words tell."""
    if one == other:
        return "yes"
    if not one or not other or one < other or other < one:
        return "perhaps"
    return "perhaps" if len(one & other) / min(len(one), len(other)) >= _SHARED else None


def _common(members: Sequence[Promise]) -> frozenset[str]:
    """What most of a group say, which tells none of them apart."""
    counted: dict[str, int] = defaultdict(int)
    for one in members:
        for notion in one.situation:
            counted[notion] += 1
    return frozenset(notion for notion, many in counted.items() if many * 2 > len(members))


def _places(promises: Iterable[Promise]) -> list[Place]:
    return [place for one in promises for place in one.places]


def _apart(one: Iterable[str], other: Iterable[str]) -> bool:
    first, second = set(one), set(other)
    return bool(first and second) and not first & second
