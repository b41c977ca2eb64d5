"""Open at all hours, business time is plain elapsed time in every zone, whatever its clocks do."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from tests.clock.fuzz.rules import every_zone

from troth.clock import Calendar

MICROSECOND = timedelta(microseconds=1)
GROUPS = 10


@pytest.mark.parametrize("group", range(GROUPS))
def test_every_zone(group: int) -> None:
    for number in range(group, len(every_zone()), GROUPS):
        zone = every_zone()[number]
        always = Calendar.from_hours("24/7", zone)
        chance = np.random.default_rng(number)
        # Another decade for each zone, and the one in which Samoa skipped a date for all.
        for year in (1880 + number * 37 % 300, 2011):
            day = int(chance.integers(365))
            start = datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day)
            length = int(chance.integers(1, 400 * 86_400_000_000)) * MICROSECOND
            assert always.due(start, length) == start + length, zone
            assert always.due(start, -length) == start - length, zone
            assert always.elapsed(start - length, start) == length, zone
            column = np.array([start.replace(tzinfo=None)], "M8[us]")
            passed = always.due_many(column, np.timedelta64(length)) - column
            assert passed == np.timedelta64(length), zone
