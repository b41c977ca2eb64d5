"""The worst of many comparisons, without making them all."""

from collections.abc import Callable

from troth.clock.zones import Instants
from troth.terms import Comparison


def largest(
    bounds: Instants, compare: Callable[[int], Comparison | None]
) -> tuple[int, Comparison] | None:
    """Number and comparison of the largest extent, the first of equals; None if none is above 0.

    Compares in the order of what the bounds allow, until nothing larger can come.

    Args:
        bounds: no less than the extent of each comparison, microseconds.
        compare: makes the comparison of a number; None where there is nothing to compare.
    """
    worst: tuple[int, int] = 0, 0
    found: Comparison | None = None
    # A stable sort: of equal bounds, the first in the file comes first.
    for number in (-bounds).argsort(kind="stable").tolist():
        possible = int(bounds[number]), -number
        if possible[0] <= 0 or possible < worst:
            break
        comparison = compare(number)
        if comparison and (comparison.extent_us, -number) > worst:
            worst, found = (comparison.extent_us, -number), comparison
    return (-worst[1], found) if found else None
