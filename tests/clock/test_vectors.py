"""Every line of the conformance vectors: facts from other libraries' tests, issues and manuals.

`TROTH_CLOCK_VECTORS` names another file of the same form.
"""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from troth.clock import Calendar
from troth.clock.durations import Boundary

Vector = dict[str, Any]

SHARED = Path(__file__).resolve().parents[2] / "../shared/vectors/clock.jsonl"
NAMED = os.environ.get("TROTH_CLOCK_VECTORS")


def vectors() -> list[Any]:
    """A named file must be there; the shared one may be absent, which is said."""
    file = Path(NAMED) if NAMED else SHARED
    if not NAMED and not file.exists():
        absent = pytest.mark.skip(reason=f"no vectors at {file}; name some in TROTH_CLOCK_VECTORS")
        return [pytest.param({}, id="absent", marks=absent)]
    lines = file.read_text(encoding="utf-8").splitlines()
    return [pytest.param(v, id=v["id"]) for v in map(json.loads, filter(str.strip, lines))]


def calendar(rules: dict[str, Any]) -> Calendar:
    always = {
        day: [("00:00", "24:00")] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    }
    return Calendar.from_weekly(
        rules.get("weekly", always),
        timezone=rules["tz"],
        holidays=rules.get("holidays"),
        exceptions=rules.get("overrides"),
        breaks=rules.get("breaks"),
        weekly_breaks=rules.get("weekly_breaks"),
        holiday_scope=rules.get("holiday_scope", "date"),
    )


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def written(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def pauses(vector: Vector) -> list[tuple[datetime, datetime | None]]:
    return [(instant(start), end and instant(end)) for start, end in vector["pauses"]]


def add(cal: Calendar, vector: Vector) -> str | None:
    boundary: Boundary = "next_open" if vector["convention"] == "next" else "end"
    after = timedelta(seconds=vector["duration_s"])
    return written(cal.due(instant(vector["start"]), after, pauses(vector), boundary))


def between(cal: Calendar, vector: Vector) -> float:
    start, end = instant(vector["start"]), instant(vector["end"])
    return cal.elapsed(start, end, pauses(vector)).total_seconds()


def add_days(cal: Calendar, vector: Vector) -> str | None:
    assert vector["convention"] == "days:A"
    return written(cal.due_days(instant(vector["start"]), vector["days"], due="same_time"))


def periods(cal: Calendar, vector: Vector) -> list[list[str | None]]:
    backward = vector["op"] == "periods_back"
    start = instant(vector["start"])
    if "until" in vector:
        found = cal.intervals(start, until=instant(vector["until"]))
    else:
        found = cal.intervals(start, vector["n"], backward=backward)
    return [[written(interval.open), written(interval.close)] for interval in found]


def resolve(cal: Calendar, vector: Vector) -> str | None:
    date, _, clock = vector["wall"].partition("T")
    # A wall time may be 24:00.
    hours, minutes, seconds = (int(part) for part in clock.split(":"))
    since_midnight = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    wall = datetime.fromisoformat(date) + since_midnight
    return written(cal.resolve(wall))


OPERATIONS: dict[str, Callable[[Calendar, Vector], object]] = {
    "add": add,
    "between": between,
    "add_days": add_days,
    "periods": periods,
    "periods_back": periods,
    "resolve": resolve,
    "is_open": lambda cal, vector: cal.is_open(instant(vector["start"])),
    "next_open": lambda cal, vector: written(cal.next_open(instant(vector["start"]))),
    "next_close": lambda cal, vector: written(cal.next_close(instant(vector["start"]))),
    "prev_close": lambda cal, vector: written(cal.prev_close(instant(vector["start"]))),
}


@pytest.mark.parametrize("vector", vectors())
def test_vector(vector: Vector) -> None:
    found = OPERATIONS[vector["op"]](calendar(vector["calendar"]), vector)
    if vector["oracle"] == "disagree":
        # The source is known to be wrong.
        assert vector["expected"] != vector["oracle_value"] == found
    else:
        assert found == vector["expected"]
