"""The clock agrees with a map of open minutes, whatever the calendar, near odd nights."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar, get_args

from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from tests.clock.oracle import minute, moment
from tests.clock.strategies import World, durations, pauses, worlds

from troth.clock.durations import Boundary

agree = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

Answer = TypeVar("Answer")
BOUNDARIES = st.sampled_from(get_args(Boundary))


def within_map(ask: Callable[[], Answer]) -> Answer:
    """What the oracle says, as far as its map goes."""
    try:
        return ask()
    except LookupError:
        reject()


def aware(paused: list[tuple[int, int]]) -> list[tuple[datetime, datetime]]:
    return [(moment(start), moment(end)) for start, end in paused]


@agree
@given(worlds(), st.data(), BOUNDARIES)
def test_due(world: World, data: st.DataObject, boundary: Boundary) -> None:
    oracle, start = world.oracle, world.start
    held = data.draw(pauses(start))
    after = within_map(lambda: data.draw(durations(world)))
    expected = within_map(lambda: oracle.due(start, after, held, boundary))
    found = world.calendar.due(moment(start), timedelta(minutes=after), aware(held), boundary)
    assert found == moment(expected)


@agree
@given(worlds(), st.data(), BOUNDARIES, st.integers(-4000, -1))
def test_due_backward(world: World, data: st.DataObject, boundary: Boundary, after: int) -> None:
    held = data.draw(pauses(world.start))
    expected = within_map(lambda: world.oracle.due(world.start, after, held, boundary))
    found = world.calendar.due(moment(world.start), timedelta(minutes=after), aware(held), boundary)
    assert found == moment(expected)


@agree
@given(worlds(), st.data(), st.integers(-8000, 8000))
def test_elapsed(world: World, data: st.DataObject, length: int) -> None:
    held = data.draw(pauses(world.start))
    end = world.start + length
    expected = within_map(lambda: world.oracle.elapsed(world.start, end, held))
    found = world.calendar.elapsed(moment(world.start), moment(end), aware(held))
    assert found == timedelta(minutes=expected)


@agree
@given(worlds())
def test_states_and_edges(world: World) -> None:
    oracle, start, cal = world.oracle, world.start, world.calendar
    assert cal.is_open(moment(start)) == oracle.is_open(start)
    for found, expected in (
        (cal.next_open, lambda: oracle.due(start, 0, [], "end")),
        (cal.prev_close, lambda: oracle.roll_back(start)),
        (cal.next_close, lambda: oracle.next_close(start)),
        (cal.prev_open, lambda: oracle.prev_open(start)),
    ):
        edge = moment(within_map(expected))
        assert found(moment(start)) == edge


@agree
@given(worlds(), st.integers(0, 6))
def test_business_days(world: World, days: int) -> None:
    expected = within_map(lambda: world.oracle.due_days(world.start, days))
    assert world.calendar.due_days(moment(world.start), days) == moment(expected)


@agree
@given(worlds(), st.integers(-4, 4))
def test_business_days_at_the_same_time(world: World, days: int) -> None:
    expected = within_map(lambda: world.oracle.same_time(world.start, days))
    found = world.calendar.due_days(moment(world.start), days, due="same_time")
    assert found == moment(expected)


@agree
@given(worlds())
def test_spans_are_the_open_minutes(world: World) -> None:
    first, last = world.start - 4000, world.start + 4000
    opens, closes = world.calendar.spans(first * 60_000_000, last * 60_000_000)
    found = {m for o, c in zip(opens, closes, strict=True) for m in minutes(int(o), int(c))}
    assert sorted(found & set(range(first, last))) == [
        at for at in range(first, last) if world.oracle.is_open(at)
    ]


def minutes(start_us: int, end_us: int) -> range:
    assert start_us % 60_000_000 == end_us % 60_000_000 == 0
    return range(start_us // 60_000_000, end_us // 60_000_000)


def test_the_oracle_knows_its_minutes() -> None:
    assert moment(minute(datetime.fromisoformat("2026-03-29T00:30:00Z"))).minute == 30
