"""Groups of comparable cases: all of them, and ever narrower ones in a stated order of facets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from troth.forecast.errors import UnknownSituationError
from troth.forecast.scale import Bins
from troth.history.errors import listed, nearest

Situation = Mapping[str, str]


def situation_text(situation: Situation, empty: str = "any case") -> str:
    """`fare flex, region north`."""
    return ", ".join(f"{facet} {value}" for facet, value in situation.items()) or empty


@dataclass(frozen=True, kw_only=True, eq=False)
class Groups:
    """A tree: group 0 is everybody, its children share the first facet, theirs the second, ...

    Groups are numbered depth by depth, and within a depth by the codes of their facets.
    """

    facets: tuple[str, ...]
    #: The values of each facet; a code is a position in it.
    values: tuple[tuple[str | None, ...], ...]
    #: Of each group: how many facets tell it apart, its parent (its own number for everybody), and
    #: the code of its last facet.
    depth: Bins
    parent: Bins
    code: Bins
    #: Of each depth: the number of its first group, and after them the number of groups.
    first: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.depth)

    def of_codes(self, codes: Sequence[Bins], size: int) -> Bins:
        """The narrowest known group of each case, given its codes by facet; -1 is unknown."""
        found = np.zeros(size, np.int64)
        for depth, own in enumerate(codes, 1):
            keys = self._keys[depth - 1]
            key = found * self._width[depth - 1] + own
            near = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
            known = (self.depth[found] == depth - 1) & (own >= 0) & (keys[near] == key)
            found[known] = self.first[depth] + near[known]
        return found

    def of(self, situation: Mapping[str, str | None]) -> int:
        """The narrowest known group of a situation; facets beyond the first unknown do not help.

        Raises:
            UnknownSituationError: for a facet that the groups do not have.
        """
        for facet in situation:
            if facet not in self.facets:
                raise UnknownSituationError(
                    f"'{facet}' is no facet of these odds.{nearest(facet, self.facets)} "
                    f"They tell apart {listed(self.facets) or 'nothing'}"
                )
        group = 0
        for depth, facet in enumerate(self.facets):
            code = self._codes[depth].get(situation[facet], -1) if facet in situation else -1
            child = self._children.get((group, code))
            if child is None:
                break
            group = child
        return group

    def chain(self, group: int) -> list[int]:
        """The group and all that it is a part of, everybody first."""
        found = [group]
        while found[-1]:
            found.append(int(self.parent[found[-1]]))
        return found[::-1]

    def name(self, group: int) -> str:
        """`everybody`, or the value of the facet that tells it apart from its parent."""
        if not group:
            return "everybody"
        depth = int(self.depth[group]) - 1
        value = self.values[depth][int(self.code[group])]
        return f"{self.facets[depth]} {'(none)' if value is None else value}"

    def at(self, depth: int) -> slice:
        """The numbers of the groups that so many facets tell apart."""
        return slice(self.first[depth], self.first[depth + 1])

    @cached_property
    def tops(self) -> Bins:
        """Of each group the code of its first facet; -1 of everybody."""
        found = np.full(len(self), -1)
        for depth in range(1, len(self.first) - 1):
            here = self.at(depth)
            found[here] = self.code[here] if depth == 1 else found[self.parent[here]]
        return found

    @cached_property
    def _width(self) -> list[int]:
        return [len(values) + 1 for values in self.values]

    @cached_property
    def _keys(self) -> list[Bins]:
        """For each depth below everybody: parent and code as one number, ascending."""
        return [
            self.parent[self.at(depth)] * self._width[depth - 1] + self.code[self.at(depth)]
            for depth in range(1, len(self.first) - 1)
        ]

    @cached_property
    def _codes(self) -> list[dict[str | None, int]]:
        return [{value: code for code, value in enumerate(values)} for values in self.values]

    @cached_property
    def _children(self) -> dict[tuple[int, int], int]:
        pairs = zip(self.parent.tolist(), self.code.tolist(), strict=True)
        return {pair: group for group, pair in enumerate(pairs) if group}


@dataclass(frozen=True, kw_only=True, eq=False)
class Grouped:
    """Groups, and for each case that made them its leaf: a group that all facets tell apart."""

    groups: Groups
    leaf: Bins


def grouped(facets: Mapping[str, tuple[Sequence[str | None], Bins]], size: int) -> Grouped:
    """The groups of some cases.

    Args:
        facets: values, and a code for each case, in the order in which they narrow down.
        size: how many cases there are.
    """
    depths, parent, code = [np.zeros(1, np.int64)], [np.zeros(1, np.int64)], [np.zeros(1, np.int64)]
    first, leaf = [0], np.zeros(size, np.int64)
    for depth, (values, codes) in enumerate(facets.values(), 1):
        width = len(values) + 1
        keys, position = np.unique(leaf * width + codes, return_inverse=True)
        first.append(first[-1] + len(parent[-1]))
        parent.append(keys // width)
        code.append(keys % width)
        depths.append(np.full(len(keys), depth))
        leaf = first[-1] + position
    groups = Groups(
        facets=tuple(facets),
        values=tuple(tuple(values) for values, _ in facets.values()),
        depth=np.concatenate(depths),
        parent=np.concatenate(parent),
        code=np.concatenate(code),
        first=(*first, sum(len(part) for part in parent)),
    )
    return Grouped(groups=groups, leaf=leaf)
