"""Whom a scope speaks of: customers and situations told apart by facets.

A scope names some facets, each with the values for which something applies. A facet that it does
not name is left open; the empty scope means everywhere.
"""

from collections.abc import Mapping, Sequence

from troth.said import Said, either, joined, said

#: Facets, each with some of its values.
Scope = Mapping[str, Sequence[str]]


def overlap(first: Scope, second: Scope) -> bool:
    """Whether somebody may be in both: every facet that both name has a value in common."""
    return all(
        any(value in second[facet] for value in values)
        for facet, values in first.items()
        if facet in second
    )


def covers(whole: Scope, part: Scope, facets: Scope | None = None) -> bool:
    """Whether everybody in `part` is in `whole` too.

    Args:
        whole: the scope that should be the larger one.
        part: the scope that should lie in it.
        facets: every value that each facet has; with it, a scope that names all values of a facet
            covers one that leaves the facet open.
    """
    known = facets or {}
    return all(
        (facet in part or facet in known)
        and all(value in values for value in part.get(facet, known.get(facet, ())))
        for facet, values in whole.items()
    )


def intersection(first: Scope, second: Scope) -> Scope | None:
    """The scope of those who are in both, or None when nobody is."""
    both: dict[str, Sequence[str]] = {**first, **second}
    for facet in first.keys() & second.keys():
        both[facet] = tuple(value for value in first[facet] if value in second[facet])
        if not both[facet]:
            return None
    return both


def without(whole: Scope, part: Scope, facets: Scope) -> list[Scope]:
    """Scopes, none overlapping another, of those who are in `whole` but not in `part`.

    Args:
        whole: the scope to take from.
        part: the scope to take away.
        facets: every value that each facet has.
    """
    left: list[Scope] = []
    inside: dict[str, Sequence[str]] = dict(whole)
    for facet, values in part.items():
        open_values = inside.get(facet, facets.get(facet, ()))
        outside = tuple(value for value in open_values if value not in values)
        common = tuple(value for value in open_values if value in values)
        if outside:
            left.append({**inside, facet: outside})
        if not common:
            return [whole]
        inside[facet] = common
    return left


def scope_text(scope: Scope) -> Said:
    """`fare business or flex, region eu`; `everywhere` for the empty scope."""
    if not scope:
        return said("everywhere")
    return joined((joined((facet, either(values)), " ") for facet, values in scope.items()), ", ")
