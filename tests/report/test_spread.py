"""Promised against actual: bins that part exactly at the last moment that is kept."""

from datetime import timedelta
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.clock.instants import DAY, SECOND
from troth.history import KeptRule
from troth.report.spread import measure_spread

MINUTE = 60 * SECOND


def rule(compare: str, grace_minutes: int) -> KeptRule:
    return KeptRule(compare, timedelta(minutes=grace_minutes), "Europe/Berlin")  # type: ignore[arg-type]


def test_who_ends_at_the_last_moment_has_kept() -> None:
    promised = np.zeros(4, np.int64)
    ended = np.array([-5, 15, 15, 16]) * MINUTE
    spread = measure_spread(promised, ended, rule("instant", 15))
    assert spread.edge == 15
    assert spread.unit == "minutes"
    assert sum(part.cases for part in spread.bins if part.kept) == 3


def test_a_promised_day_is_kept_until_its_local_end() -> None:
    """Promised for 1 January 1970 in Berlin, which ends at 23:00 UTC."""
    promised = np.zeros(3, np.int64)
    ended = np.array([22 * 60 + 59, 23 * 60, 40 * 60]) * MINUTE
    spread = measure_spread(promised, ended, rule("day", 0))
    assert sum(part.cases for part in spread.bins if part.kept) == 1


lateness = st.lists(st.integers(-40 * DAY, 40 * DAY), min_size=1, max_size=300)


@settings(max_examples=100, deadline=None)
@given(lateness, st.sampled_from(["instant", "day"]), st.integers(0, 3000))
def test_bins_hold_every_case_once_and_agree_with_the_rule(
    late: list[int], compare: str, grace: int
) -> None:
    promised = np.full(len(late), 5 * DAY)
    ended = promised + np.array(late)
    kept = ended <= rule(compare, grace).due(promised)
    spread = measure_spread(promised, ended, rule(compare, grace))
    inside = sum(part.cases for part in spread.bins)
    assert inside + spread.outside == spread.n == len(late)
    assert sum(part.cases for part in spread.bins if part.kept) <= kept.sum()
    assert sum(part.cases for part in spread.bins if not part.kept) <= (~kept).sum()
    assert len(spread.bins) <= 52
    ends = [(part.start, part.end) for part in spread.bins]
    assert all(abs(before[1] - after[0]) < 1e-9 for before, after in pairwise(ends))
