"""The ambition curve: what is marked on it, in which order, and what ratings it foretells."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.checks.histories import Case, write
from tests.forecast.quote.world import FIRST, HOUR, desk, northwind
from troth.clock import Calendar
from troth.errors import TrothError
from troth.forecast import fit
from troth.forecast.ambition import LEVELS, Ambition, Mark, ambition
from troth.forecast.ambition_picture import picture
from troth.history import History


@pytest.fixture
def history(tmp_path: Path) -> History:
    return desk(tmp_path / "h.parquet")


@pytest.fixture
def found(history: History, tmp_path: Path) -> Ambition:
    return ambition(fit(history), northwind(tmp_path), history=history)


def rated(path: Path, *, never: int = 0) -> History:
    """Replies within 1 to 100 hours, promised within 50: 5 in time, 2 if late; 1 if never."""
    made = []
    for number in range(400):
        started, hours = FIRST + number * HOUR, 1 + number * 37 % 100
        case = Case(
            started=started,
            promised=started + 50 * HOUR,
            ended=started + hours * HOUR,
            facets=("flex",),
            rating=5.0 if hours <= 50 else 2.0,
        )
        made.append(replace(case, ended=None, rating=1.0) if number < never else case)
    return write(path, made, metric="first-reply", facets=["fare"])


def mark(found: Ambition, kind: str, name: str) -> Mark:
    (one,) = (one for one in found.marks if (one.kind, one.id) == (kind, name))
    return one


def test_it_works(found: Ambition) -> None:
    """Half of the replies take 1 to 100 hours and half 101 to 200, all equally often."""
    reply = mark(found, "standard", "flex-reply")
    assert reply.odds == pytest.approx(0.25, abs=0.06)
    assert reply.seconds == 50 * 3600
    assert reply.asked == 0.9
    assert reply.low is not None
    assert reply.high is not None
    assert reply.low < (reply.odds or 0.0) < reply.high
    assert reply.broken == pytest.approx(0.75, abs=0.06)


def test_basic_needs_stand_before_delights(found: Ambition) -> None:
    assert [one.kind for one in found.marks] == [
        "adequate",
        "standard",
        "standard",
        "claim",
        "capability",
        "desired",
    ]
    assert mark(found, "adequate", "help").term == "within 3 days"
    assert mark(found, "desired", "help").term == "within 2 hours"


def test_each_level_names_the_term_that_it_takes(found: Ambition) -> None:
    assert [one.asked for one in found.levels] == list(LEVELS)
    for one in found.levels:
        assert one.odds is not None
        assert one.asked is not None
        assert one.odds >= one.asked
    assert found.levels[0].term == "within 5 days"  # 100 hours and a little


def test_the_curve_rises_within_its_band_beyond_the_last_mark(found: Ambition) -> None:
    odds = [point.odds for point in found.curve]
    assert odds == sorted(odds)
    assert all(point.low <= point.odds <= point.high for point in found.curve)
    asked = [one.seconds for one in found.marks if one.seconds]
    assert found.curve[-1].seconds > max(asked)


def test_a_situation_selects_cases_and_terms(history: History, tmp_path: Path) -> None:
    whom = {"fare": "flex"}
    found = ambition(fit(history), northwind(tmp_path), situation=whom, history=history)
    assert [one.id for one in found.marks if one.kind == "standard"] == ["flex-reply"]
    assert mark(found, "standard", "flex-reply").odds == pytest.approx(0.5, abs=0.1)
    assert found.n == 200


def test_business_time_is_counted_on_the_calendar_of_whoever_promises(
    found: Ambition,
) -> None:
    page = mark(found, "claim", "page")
    assert page.seconds is not None
    # The close of the next business day is at least 8 hours away, and 4 days over a weekend.
    assert 8 * 3600 < page.seconds < 4 * 24 * 3600


def test_without_ratings_it_says_so(found: Ambition) -> None:
    assert found.reaction is None
    assert "the history has no ratings" in found.notes[-1]
    assert all(one.rating is None for one in found.marks)


def test_ratings_drop_after_the_promise(tmp_path: Path) -> None:
    history = rated(tmp_path / "h.parquet")
    felt = ambition(fit(history), northwind(tmp_path), history=history).reaction
    assert felt is not None
    assert felt.unit == "hours"
    assert sum(step.n for step in felt.steps) == 400
    for step in felt.steps:
        if step.rating is not None and step.high is not None:
            assert step.rating == (5.0 if step.high <= 0 else 2.0)
    assert felt.kept is not None
    assert felt.broken is not None
    assert (felt.kept.rating, felt.broken.rating) == (5.0, 2.0)
    assert (felt.kept.n, felt.broken.n) == (200, 200)


def test_a_term_is_rated_by_how_many_it_would_keep(tmp_path: Path) -> None:
    """Half are kept within 50 hours and rated 5, the others 2; within 25 hours it is a quarter."""
    history = rated(tmp_path / "h.parquet")
    found = ambition(fit(history), northwind(tmp_path), history=history)
    reply = mark(found, "standard", "flex-reply")
    assert reply.odds == pytest.approx(0.5, abs=0.03)
    assert reply.rating == pytest.approx(3.5, abs=0.1)
    longer, shorter = mark(found, "adequate", "help"), mark(found, "desired", "help")
    assert longer.rating == pytest.approx(5 * 0.72 + 2 * 0.28, abs=0.1)
    assert shorter.rating == pytest.approx(5 * 0.02 + 2 * 0.98, abs=0.1)


def test_who_never_heard_counts_too(tmp_path: Path) -> None:
    history = rated(tmp_path / "h.parquet", never=100)
    found = ambition(fit(history), northwind(tmp_path), history=history)
    assert found.reaction is not None
    assert found.reaction.never.n == 100
    assert found.reaction.never.rating == 1.0
    # A quarter never ends and is rated 1; of the rest half are kept within 50 hours.
    rating = mark(found, "standard", "flex-reply").rating
    assert rating == pytest.approx(0.25 * 1 + 0.375 * 5 + 0.375 * 2, abs=0.25)


def test_what_was_not_known_then_is_not_looked_at(tmp_path: Path) -> None:
    history = rated(tmp_path / "h.parquet")
    early = FIRST + timedelta(hours=200)
    odds = fit(history, as_of=early)
    felt = ambition(odds, northwind(tmp_path), history=history).reaction
    assert felt is not None
    assert sum(step.n for step in felt.steps) < 200


def test_calendar_days_are_compared_by_date(tmp_path: Path) -> None:
    """An ending on the promised day is on the day, whatever the hour."""
    case = Case(started=FIRST, promised=FIRST + 48 * HOUR, ended=FIRST + 57 * HOUR, rating=4.0)
    made = [replace(case, started=FIRST + n * HOUR // 10) for n in range(30)]
    made += [replace(one, ended=FIRST + 81 * HOUR, rating=2.0) for one in made]
    history = write(tmp_path / "h.parquet", made, metric="first-reply", compare="day")
    felt = ambition(fit(history), northwind(tmp_path), history=history).reaction
    assert felt is not None
    told = {step.label: (step.n, step.rating) for step in felt.steps if step.n}
    assert told == {"on the day": (30, 4.0), "1 late": (30, 2.0)}


def test_open_time_foretells_no_ratings(tmp_path: Path) -> None:
    history = rated(tmp_path / "h.parquet")
    calendar = Calendar.from_hours("Mo-Fr 09:00-17:00", timezone="Europe/Berlin")
    found = ambition(fit(history, calendar=calendar), northwind(tmp_path), history=history)
    assert found.reaction is not None
    assert all(one.rating is None for one in (*found.marks, *found.levels))
    assert all("business hour" in one.term for one in found.levels if one.odds)
    assert "elapsed time" in found.notes[-1]


def test_an_unknown_facet_is_refused(history: History, tmp_path: Path) -> None:
    with pytest.raises(TrothError, match="Did you mean 'fare'"):
        ambition(fit(history), northwind(tmp_path), situation={"fair": "flex"})


def test_the_picture_has_a_panel_for_each_curve(tmp_path: Path) -> None:
    history = rated(tmp_path / "h.parquet")
    odds = fit(history)
    found = ambition(odds, northwind(tmp_path), history=history)
    drawn = ElementTree.fromstring(picture(found, odds.clock))  # noqa: S314 - our own
    told = [node.text or "" for node in drawn.iter() if node.tag.endswith("text")]
    assert any("odds of each length" in text for text in told)
    assert any("How customers rated" in text for text in told)
    assert any(text.startswith("adequate help: 71 %, rating 4") for text in told)
    plain = ambition(odds, northwind(tmp_path))
    assert "How customers rated" not in picture(plain, odds.clock)


def test_without_odds_the_picture_says_why(tmp_path: Path) -> None:
    history = desk(tmp_path / "h.parquet", cases=20)
    odds = fit(history)
    found = ambition(odds, northwind(tmp_path), history=history)
    assert found.curve == ()
    assert "too thin" in picture(found, odds.clock)
