"""What several scopes together leave uncovered of another one."""

from collections.abc import Iterable

from troth.playbook.scope import Scope, without


def uncovered(scope: Scope, covers: Iterable[Scope], facets: Scope) -> list[Scope]:
    """The parts of a scope that are in none of the covers; no two of them overlap.

    Args:
        scope: what is to be covered.
        covers: the scopes that cover it together.
        facets: every value that each facet has.
    """
    left: list[Scope] = [scope]
    for cover in covers:
        left = [rest for part in left for rest in without(part, cover, facets)]
        if not left:
            break
    return left
