"""When a promise counts as kept: examples by the hour and by the day, and what always adds up."""

from datetime import UTC, datetime, timedelta
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.clock.instants import instant
from troth.history import MISSING, Cases, KeptRule, outcomes

Compare = Literal["instant", "day", "label"]


def case(
    promised: str | None, ended: str | None, *, withdrawn: bool = False, label: int = -1
) -> Cases:
    """One case that starts on 1 June 2026; times are in UTC."""
    times = [
        MISSING if text is None else instant(datetime.fromisoformat(text).replace(tzinfo=UTC))
        for text in ("2026-06-01", promised, ended)
    ]
    started, due, end = (np.array([us]) for us in times)
    return Cases(started, due, end, np.array([withdrawn]), np.array([label], np.int8))


def outcome(
    of: Cases, compare: Compare = "instant", grace: int = 0, as_of: str = "2026-12-01"
) -> str:
    """The name of the one outcome of a single case."""
    rule = KeptRule(compare, timedelta(minutes=grace), "Europe/Berlin")
    at = instant(datetime.fromisoformat(as_of).replace(tzinfo=UTC))
    found = outcomes(of, rule, at)
    names = ("kept", "broken", "pending", "withdrawn")
    (name,) = [name for name in names if getattr(found, name)[0]] or ["no promise"]
    return name


@pytest.mark.parametrize(
    ("promised", "ended", "compare", "grace", "expected"),
    [
        ("2026-06-05 12:00", "2026-06-05 12:00:00", "instant", 0, "kept"),
        ("2026-06-05 12:00", "2026-06-05 12:00:01", "instant", 0, "broken"),
        ("2026-06-05 12:00", "2026-06-05 12:15:00", "instant", 15, "kept"),
        ("2026-06-05 12:00", "2026-06-05 12:15:01", "instant", 15, "broken"),
        ("2026-06-05 12:00", None, "instant", 0, "broken"),
        (None, "2026-06-05 12:00", "instant", 0, "no promise"),
        (None, None, "instant", 0, "no promise"),
        # Berlin is two hours ahead of UTC in June: its 5 June ends at 22:00.
        ("2026-06-05 12:00", "2026-06-05 21:59:59", "day", 0, "kept"),
        ("2026-06-05 12:00", "2026-06-05 22:00:00", "day", 0, "broken"),
        ("2026-06-04 22:00", "2026-06-05 21:59:59", "day", 0, "kept"),
        ("2026-06-05 12:00", "2026-06-05 22:10:00", "day", 15, "kept"),
        # The day on which clocks go back has 25 hours.
        ("2026-10-25 12:00", "2026-10-25 22:59:59", "day", 0, "kept"),
        ("2026-10-25 12:00", "2026-10-25 23:00:00", "day", 0, "broken"),
    ],
)
def test_kept_or_broken(
    promised: str | None, ended: str | None, compare: Compare, grace: int, expected: str
) -> None:
    assert outcome(case(promised, ended), compare, grace) == expected


def test_open_cases_wait_until_due() -> None:
    still_open = case("2026-06-05 12:00", None)
    assert outcome(still_open, as_of="2026-06-05 12:00") == "pending"
    assert outcome(still_open, as_of="2026-06-05 12:00:01") == "broken"
    assert outcome(still_open, grace=15, as_of="2026-06-05 12:15") == "pending"
    assert outcome(still_open, "day", as_of="2026-06-05 21:59") == "pending"


def test_later_endings_are_not_known_yet() -> None:
    late = case("2026-06-05", "2026-06-09")
    assert outcome(late, as_of="2026-06-04") == "pending"
    assert outcome(late, as_of="2026-06-06") == "broken"
    assert outcome(case("2026-06-05", "2026-06-03"), as_of="2026-06-02") == "pending"


def test_withdrawn_is_neither_kept_nor_broken() -> None:
    assert outcome(case("2026-06-05", "2026-06-03", withdrawn=True)) == "withdrawn"
    assert outcome(case("2026-06-05", None, withdrawn=True)) == "withdrawn"
    assert outcome(case(None, None, withdrawn=True)) == "no promise"


@pytest.mark.parametrize(
    ("label", "promised", "expected"),
    [
        (1, None, "kept"),
        (0, None, "broken"),
        (0, "2026-06-30", "broken"),
        (-1, "2026-06-30", "pending"),
        (-1, None, "no promise"),
    ],
)
def test_the_label_decides_where_the_rule_says_so(
    label: int, promised: str | None, expected: str
) -> None:
    assert outcome(case(promised, "2026-06-09", label=label), "label") == expected


def test_a_label_is_known_when_the_case_has_ended() -> None:
    labelled = case(None, "2026-06-09", label=1)
    assert outcome(labelled, "label", as_of="2026-06-08") == "pending"
    assert outcome(case("2026-06-05", "2026-06-03", label=0), "instant") == "kept"


DAYS = st.none() | st.integers(0, 60)


@given(
    st.lists(st.tuples(st.integers(0, 60), DAYS, DAYS, st.booleans(), st.sampled_from([-1, 0, 1]))),
    st.sampled_from(["instant", "day", "label"]),
    st.integers(-1, 70),
)
def test_outcomes_add_up(
    rows: list[tuple[int, int | None, int | None, bool, int]], compare: Compare, as_of: int
) -> None:
    day = 86_400_000_000

    def instants(column: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        days = (row[column] for row in rows)
        return np.array([MISSING if each is None else each * day for each in days], np.int64)

    cases = Cases(
        instants(0),
        instants(1),
        instants(2),
        np.array([row[3] for row in rows], bool),
        np.array([row[4] for row in rows], np.int8),
    )
    found = outcomes(cases, KeptRule(compare, timedelta(hours=5), "Europe/Berlin"), as_of * day)
    each_once = found.kept.astype(int) + found.broken + found.pending + found.withdrawn
    assert (each_once == found.promised).all()
    assert len(found.promised) == len(cases.as_of(as_of * day))
    assert not (found.never_ended & found.withdrawn).any()
