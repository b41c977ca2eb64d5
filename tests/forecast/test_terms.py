"""Odds of what people say: terms in hours, days and business time, on each clock."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from tests.forecast.world import BERLIN, World, after, seconds
from troth.clock import Calendar
from troth.clock.instants import SECOND, instant, moment
from troth.errors import TrothError
from troth.forecast import ForecastError, Odds, fit
from troth.forecast.spells import spells
from troth.terms import parse

H = timedelta(hours=1)
DESK = Calendar.from_hours("Mo-Fr 09:00-17:00", timezone="Europe/Berlin")
OTHER = Calendar.from_hours("Mo-Su 06:00-22:00", timezone="Europe/Berlin")
#: 7 July 2025.
MONDAY = datetime(2025, 7, 7, 10, tzinfo=BERLIN)
FRIDAY = datetime(2025, 7, 11, 15, tzinfo=BERLIN)


@pytest.fixture(scope="module")
def desk_world() -> World:
    """Cases that arrive while the desk is open and take 10 open hours on average."""
    draw = np.random.default_rng(60)
    anywhen = instant(after(0)) + draw.uniform(0, 300 * 86_400 * SECOND, 12_000).astype(np.int64)
    second = DESK.elapsed_many(anywhen.view("M8[us]"), (anywhen + SECOND).view("M8[us]"))
    opened = anywhen[second == np.timedelta64(1, "s")]
    spans = (draw.exponential(10 * 3_600.0, len(opened)) * SECOND).astype("m8[us]")
    closed = DESK.due_many(opened.view("M8[us]"), spans)
    return World(
        started_us=opened,
        ended_us=closed.view(np.int64),
        withdrawn=np.zeros(len(opened), bool),
    )


@pytest.fixture(scope="module")
def desk_odds(desk_world: World, tmp_path_factory: pytest.TempPathFactory) -> Odds:
    """Of them, in business time."""
    history = desk_world.history(tmp_path_factory.mktemp("desk"), zone="Europe/Berlin")
    return fit(history, calendar=DESK, as_of=after(365), facets=(), half_life_days=None)


@pytest.fixture(scope="module")
def plain_odds(desk_world: World, tmp_path_factory: pytest.TempPathFactory) -> Odds:
    """Of them, in elapsed time."""
    history = desk_world.history(tmp_path_factory.mktemp("plain"), zone="Europe/Berlin")
    return fit(history, as_of=after(365), facets=(), half_life_days=None)


def share(odds: Odds, promise: str | timedelta, start: datetime | None = None) -> float:
    found = odds.kept(promise, start=start).value
    assert found is not None
    return found


def ends_within(hours: float) -> float:
    """The truth of the desk, in open hours."""
    return 1.0 - float(np.exp(-hours / 10))


def test_only_open_time_counts(desk_odds: Odds, desk_world: World, tmp_path: Path) -> None:
    found = spells(desk_world.history(tmp_path, zone="Europe/Berlin"), DESK)
    passed = DESK.elapsed_many(
        desk_world.started_us.view("M8[us]"), desk_world.ended_us.view("M8[us]")
    )
    known = found.known(instant(after(365)), np.arange(len(desk_world)))
    assert known.seconds == pytest.approx(passed / np.timedelta64(1, "s"))
    assert seconds(desk_odds.by(0.8).value) / 3_600 == pytest.approx(10 * np.log(5), rel=0.05)


def test_open_cases_wait_in_open_time(desk_world: World, tmp_path: Path) -> None:
    """Over a weekend nobody gets older."""
    found = spells(desk_world.history(tmp_path, zone="Europe/Berlin"), DESK)
    rows = np.flatnonzero(found.started_us < instant(FRIDAY))
    evening, morning = (
        found.known(instant(when), rows).seconds
        for when in (FRIDAY + 2 * H, datetime(2025, 7, 14, 9, tzinfo=BERLIN))
    )
    assert (evening == morning).all()


def test_business_hours(desk_odds: Odds) -> None:
    for hours in (2, 8, 20):
        assert share(desk_odds, f"within {hours} business hours") == share(desk_odds, hours * H)
        assert share(desk_odds, hours * H) == pytest.approx(ends_within(hours), abs=0.02)


@pytest.mark.parametrize(
    ("promise", "start", "hours"),
    [
        ("within 2 business days", MONDAY, 7 + 8 + 8),
        ("within 2 business days", FRIDAY, 2 + 8 + 8),
        ("by the end of the next business day", FRIDAY, 2 + 8),
        ("by 12:00 on the next business day", FRIDAY, 2 + 3),
        ("by 12:00 on the next business day if received by 14:00", MONDAY, 7 + 3),
        ("by 12:00 on the next business day if received by 14:00", FRIDAY, 2 + 8 + 3),
        ("within 24 hours", MONDAY, 7 + 1),
        ("within 24 hours", FRIDAY, 2),
        ("within 3 days", FRIDAY, 2 + 6),
        ("between 1 and 2 business days", MONDAY, 7 + 8 + 8),
        ("at most 4 business hours", FRIDAY, 4),
        ("every 2 business days", MONDAY, 7 + 8 + 8),
        ("within 2 business days in 95 % of cases", MONDAY, 7 + 8 + 8),
    ],
)
def test_a_start_makes_the_due_certain(
    desk_odds: Odds, promise: str, start: datetime, hours: float
) -> None:
    """The odds are those at the open time until the due of the term."""
    assert share(desk_odds, promise, start) == pytest.approx(share(desk_odds, hours * H))


def test_without_a_start_it_is_the_mean_over_arrivals(desk_odds: Odds) -> None:
    term = "by the end of the next business day"
    each = [share(desk_odds, term, moment(us, UTC)) for us in desk_odds.arrivals.tolist()]
    assert share(desk_odds, term) == pytest.approx(float(np.mean(each)))
    assert min(each) < share(desk_odds, term) < max(each)


def test_elapsed_odds_of_elapsed_terms(plain_odds: Odds) -> None:
    for term, hours in (("within 36 hours", 36), ("within 2 days", 48), ("within 1 week", 168)):
        assert share(plain_odds, term) == share(plain_odds, hours * H)


def test_elapsed_odds_of_business_terms(plain_odds: Odds) -> None:
    """A term on a calendar of its own is asked at the elapsed time until its due."""
    held = parse("within 4 business hours").on(DESK)
    monday = plain_odds.kept(held, start=MONDAY).value
    friday = plain_odds.kept(held, start=FRIDAY).value
    assert monday == share(plain_odds, 4 * H)
    assert friday == share(plain_odds, (2 + 64 + 2) * H)


def test_a_term_on_another_calendar(desk_odds: Odds) -> None:
    """Twenty hours of the other's, from Monday 10:00, are over on Tuesday 14:00: 7 + 5 of ours."""
    held = parse("within 20 business hours").on(OTHER)
    assert desk_odds.kept(held, start=MONDAY).value == pytest.approx(share(desk_odds, 12 * H))


def test_days_of_terms(day_odds: Odds) -> None:
    for days in (1, 2, 5):
        assert share(day_odds, f"within {days} days") == share(day_odds, timedelta(days=days))
    assert share(day_odds, "within 1 week") == share(day_odds, timedelta(days=7))
    # From noon, 36 hours end on the second date after.
    start = datetime(2025, 7, 7, 13, tzinfo=after(0).tzinfo)
    assert share(day_odds, "within 36 hours", start) == share(day_odds, timedelta(days=2))


def test_the_start_says_what_is_left(desk_odds: Odds) -> None:
    """On Monday the case of Friday 15:00 has waited two open hours and one, not 67."""
    promise, waited = "within 2 business days", 67 * H
    told = desk_odds.left(waited, promise, start=FRIDAY).value
    assert told == pytest.approx(desk_odds.left(3 * H, 18 * H).value)


@pytest.mark.parametrize(
    ("promise", "sentence"),
    [
        ("EUR 49", '"EUR 49" is about money, not about time; right would be "within 2 days"'),
        ("at most 2 %", "is about share, not about time"),
        ("always", "not about time"),
        ("at most 2 per quarter", "not about time"),
        ("soon", "cannot stand here"),
    ],
)
def test_what_is_no_promise_of_time(desk_odds: Odds, promise: str, sentence: str) -> None:
    for ask in (desk_odds.kept, lambda text: desk_odds.left(H, text)):
        with pytest.raises(TrothError) as refusal:
            ask(promise)
        assert sentence in str(refusal.value)


def test_business_time_needs_a_calendar(plain_odds: Odds) -> None:
    with pytest.raises(TrothError, match="calendar"):
        plain_odds.kept("within 4 business hours")


def test_a_naive_start_is_refused(desk_odds: Odds) -> None:
    with pytest.raises(TrothError, match="has no time zone"):
        desk_odds.kept("within 1 day", start=datetime(2025, 7, 7))  # noqa: DTZ001
    with pytest.raises(TrothError, match="has no time zone"):
        desk_odds.left(H, 2 * H, start=datetime(2025, 7, 7))  # noqa: DTZ001


def test_nothing_is_kept_before_the_start(desk_odds: Odds) -> None:
    with pytest.raises(ForecastError):
        desk_odds.kept(-H)
