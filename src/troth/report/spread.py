"""How long after their promise cases ended: bins of a round width that part at the last moment."""

import numpy as np

from troth.clock.instants import DAY, SECOND, micros
from troth.clock.zones import Instants
from troth.history import KeptRule
from troth.report.charts import Bin, Spread

_UNITS = (("minutes", 60 * SECOND), ("hours", 3600 * SECOND), ("days", DAY))
_ROUND = (1, 2, 5, 10, 15, 20, 30, 60, 100, 200, 500, 1000)
_MOST_BINS = 50


def measure_spread(promised: Instants, ended: Instants, rule: KeptRule) -> Spread:
    """The bins between the first and the last per cent of cases.

    Where days are compared, time is counted from the start of the promised day.

    Args:
        promised: instants, UTC microseconds.
        ended: likewise; as many.
        rule: how the history compares them.
    """
    edge = micros(rule.grace) + (DAY if rule.compare == "day" else 0)
    late = ended - rule.due(promised) + edge
    cut = np.percentile(late, (1, 99), method="inverted_cdf")
    low, high = (int(value) for value in cut)
    low, high = min(low, edge), max(high, edge)
    unit, size, width = _bin_width(high - low)
    first = edge - ((edge - low) // width + 1) * width
    count = max(1, -(-(high - first) // width))
    # Bins hold their end and not their start: who ends at the edge has kept.
    numbers = (late - first - 1) // width
    inside = (numbers >= 0) & (numbers < count)
    ends = [first + (number + 1) * width for number in range(count)]
    cases = np.bincount(numbers[inside], minlength=count)
    bins = tuple(
        Bin(start=(end - width) / size, end=end / size, cases=int(n), kept=end <= edge)
        for end, n in zip(ends, cases, strict=True)
    )
    return Spread(
        bins=bins,
        unit=unit,
        edge=edge / size,
        median=float(np.median(late)) / size,
        n=len(late),
        outside=int((~inside).sum()),
    )


def _bin_width(length: int) -> tuple[str, int, int]:
    """Unit, its microseconds, and the width of a bin: the finest that needs few enough bins."""
    for unit, size in _UNITS:
        for number in _ROUND:
            if length <= _MOST_BINS * number * size and (unit == "days" or number <= 30):
                return unit, size, number * size
    unit, size = _UNITS[-1]
    return unit, size, -(-length // _MOST_BINS)
