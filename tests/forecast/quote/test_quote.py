"""A quote says no more than its odds, refuses aloud, and tells what it leans on."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.forecast.quote.world import FIRST, HOUR, START, desk, northwind, unanswered
from troth.clock import Calendar
from troth.clock.instants import instant
from troth.errors import TrothError
from troth.forecast import Odds, fit
from troth.forecast.quote import Option, Quote, odds_for, quote
from troth.forecast.quote.wording import sentence
from troth.history import History
from troth.playbook import Playbook

BERLIN = ZoneInfo("Europe/Berlin")
Make = Callable[..., Quote]


def made(odds: Odds, **changes: object) -> Quote:
    known: dict[str, object] = {"start": START, "asked_at": START, "entropy": bytes(10)}
    return quote(odds, **(known | changes))  # type: ignore[arg-type]


@pytest.fixture
def history(tmp_path: Path) -> History:
    return desk(tmp_path / "h.parquet")


@pytest.fixture
def flex(history: History, tmp_path: Path) -> Quote:
    """What can be promised to a flex traveller on 1 July."""
    situation = {"fare": "flex"}
    return made(
        odds_for(history, situation, START),
        situation=situation,
        playbook=northwind(tmp_path),
        history=history,
    )


def option(found: Quote, name: str) -> Option:
    (one,) = (one for one in found.options if one.id == name)
    return one


def test_it_works(flex: Quote) -> None:
    assert [(one.kind, one.id) for one in flex.options] == [
        ("level", "50"),
        ("level", "80"),
        ("level", "90"),
        ("level", "95"),
        ("standard", "flex-reply"),
        ("claim", "page"),
    ]
    # Flex replies take 1 to 100 hours evenly, with some borrowed from basic: half within a little
    # more than two days, which people hear as three, and 72 of 100 end within three.
    fifty = option(flex, "50")
    assert fifty.term == "within 3 days"
    assert fifty.odds is not None
    assert fifty.odds == pytest.approx(0.72, abs=0.1)
    assert fifty.low is not None
    assert fifty.high is not None
    assert 0.0 < fifty.low < fifty.odds < fifty.high < 1.0
    assert fifty.n == 200
    assert fifty.since == FIRST


def test_dates_are_said_in_the_zone_of_the_history_and_kept_in_utc(flex: Quote) -> None:
    ninety = option(flex, "90")
    assert ninety.due is not None
    assert ninety.due.utcoffset() == timedelta()
    said = ninety.due.astimezone(BERLIN)
    assert f"{said.day} Jul 2026, {said:%H:%M}" in ninety.wording
    assert "You can expect the first reply by" in ninety.wording


def test_no_option_says_more_than_its_odds(flex: Quote, history: History) -> None:
    for one in flex.options:
        if one.kind == "level":
            assert one.odds is not None
            assert one.asked is not None
            assert one.odds >= one.asked - 1e-9
            assert f"in {int(100 * one.odds + 1e-6)} of 100" in one.wording


def test_a_standard_is_put_on_its_own_calendar(flex: Quote) -> None:
    page = option(flex, "page")
    # Received on Wednesday at nine: one business day is over at the close of Thursday.
    assert page.due == datetime(2026, 7, 2, 17, tzinfo=BERLIN)
    assert page.term == "within 1 business day"
    assert page.asked is None
    assert page.strength == "aim"
    reply = option(flex, "flex-reply")
    assert reply.term == "within 50 hours"
    assert reply.asked == 0.9
    assert reply.odds == pytest.approx(0.5, abs=0.1)
    assert reply.scope == "fare flex"


def test_what_drives_it_is_told_from_everybody_down(flex: Quote) -> None:
    everybody, fare = flex.drivers
    assert (everybody.name, everybody.n) == ("everybody", 400)
    assert (fare.name, fare.n) == ("fare flex", 200)
    assert everybody.median_seconds is not None
    assert fare.median_seconds is not None
    assert fare.median_seconds < everybody.median_seconds
    assert fare.within_usual is not None
    assert fare.within_usual > 0.9


def test_what_is_in_what_is_not_and_what_customers_must_do(flex: Quote) -> None:
    assert flex.includes == ("an answer by a person",)
    assert flex.excludes == (
        "questions to other airlines",
        "answers at night",
        "up to: three questions a day",
    )
    (duty,) = flex.duties
    assert (duty.says, duty.term) == ("Give us your booking reference", "within 2 days")
    assert duty.effect == "until then the clock stands still"


def test_the_usual_promise_is_that_of_comparable_cases(flex: Quote) -> None:
    usual = flex.usual
    assert usual is not None
    assert usual.group == "fare flex"
    assert usual.median_seconds == 72 * 3600
    # Replies of 1 to 72 hours, twice each.
    assert (usual.kept, usual.broken) == (144, 56)
    assert usual.share == 0.72
    assert usual.low < 0.72 < usual.high


def test_the_curve_rises_and_reaches_beyond_the_options(flex: Quote) -> None:
    shares = [share for _, share in flex.curve]
    assert shares == sorted(shares)
    dues = [one.due for one in flex.options if one.due]
    assert flex.curve[-1][0] > (max(dues) - START).total_seconds()


def test_what_cannot_be_promised_is_an_option_with_its_reason(tmp_path: Path) -> None:
    history = unanswered(tmp_path / "h.parquet")
    found = made(odds_for(history, {}, START), history=history)
    refused = option(found, "90")
    assert refused.odds is None
    assert refused.due is None
    assert not refused.wording
    assert "cannot be promised at this level" in refused.refusal
    assert option(found, "50").odds is not None
    assert "what is usually promised is not known" in found.notes[-1]


def test_too_thin_a_history_promises_nothing(tmp_path: Path) -> None:
    history = desk(tmp_path / "h.parquet", cases=20)
    found = made(fit(history), playbook=northwind(tmp_path), history=history)
    assert all("too thin" in one.refusal for one in found.options)
    assert found.curve == ()


def test_a_term_that_is_not_about_time_is_refused_and_not_hidden(
    history: History, tmp_path: Path
) -> None:
    book = northwind_with_share(tmp_path)
    found = made(fit(history), playbook=book, history=history)
    assert "is about share, not about time" in option(found, "punctual").refusal


def northwind_with_share(folder: Path) -> Playbook:
    from troth.playbook import load

    northwind(folder)
    file = folder / "playbook.yaml"
    text = file.read_text().replace("{kind: duration, name: First reply}", "{kind: share}")
    text = text[: text.index("touchpoints:")]
    standard = "{metric: first-reply, team: support, term: at least 80 %}"
    file.write_text(f"{text}standards:\n  punctual: {standard}\n")
    return load(file)


def test_scopes_that_leave_the_situation_out_do_not_speak(history: History, tmp_path: Path) -> None:
    book = northwind(tmp_path)
    basic = {"fare": "basic"}
    found = made(odds_for(history, basic, START), situation=basic, playbook=book, history=history)
    assert [one.id for one in found.options if one.kind == "standard"] == ["basic-reply"]
    anybody = made(odds_for(history, {}, START), playbook=book, history=history)
    assert [one.id for one in anybody.options if one.kind == "standard"] == [
        "flex-reply",
        "basic-reply",
    ]


def test_nothing_after_the_start_is_looked_at(history: History) -> None:
    early = FIRST + 300 * HOUR
    odds = odds_for(history, {}, early)
    assert odds.as_of == early
    assert odds.n == 151


def test_what_is_said_narrows_first(tmp_path: Path) -> None:
    """Left alone, fare comes first, for it makes most of the difference."""
    history = desk(tmp_path / "h.parquet", desks=True)
    assert odds_for(history, {}, START).facets[0] == "fare"
    odds = odds_for(history, {"desk": "north"}, START)
    assert odds.facets == ("desk", "fare")
    found = made(odds, situation={"desk": "north"}, history=history)
    assert found.drivers[-1].name == "desk north"
    assert not any("is not used" in note for note in found.notes)


def test_what_is_written_at_the_end_is_never_used(tmp_path: Path) -> None:
    history = desk(tmp_path / "h.parquet", desks=True, facet="resolution")
    situation = {"resolution": "north"}
    odds = odds_for(history, situation, START)
    assert "resolution" not in odds.facets
    found = made(odds, situation=situation, history=history)
    assert any("resolution is not used" in note for note in found.notes)


def test_old_odds_and_unknown_values_are_told(history: History) -> None:
    odds = fit(history)
    found = made(odds, start=START + timedelta(days=400), situation={"fare": "flexi"})
    assert any("400 days" in note or "days before the start" in note for note in found.notes)
    assert any("no case with fare 'flexi'" in note for note in found.notes)
    assert any("Did you mean 'flex'?" in note for note in found.notes)


def test_an_unknown_facet_is_refused(history: History) -> None:
    with pytest.raises(TrothError, match=r"'fair' is no facet .* Did you mean 'fare'"):
        made(fit(history), situation={"fair": "flex"})


@pytest.mark.parametrize("level", [0.0, 1.0, 90.0])
def test_a_level_outside_is_refused(history: History, level: float) -> None:
    with pytest.raises(TrothError, match="above 0 and below 1"):
        made(fit(history), levels=[level])


def test_the_same_question_twice_differs_in_its_id_alone(history: History) -> None:
    odds = fit(history)
    first, second = made(odds), made(odds, entropy=b"another ten bytes"[:10])
    assert first.id != second.id
    assert first == made(odds)
    assert instant(first.asked_at) // 1000 == int(first.id.replace("-", "")[:12], 16)
    assert first.id[14] == "7"
    assert first.id[19] in "89ab"


def test_open_time_is_said_in_business_units(history: History) -> None:
    calendar = Calendar.from_hours("Mo-Fr 09:00-17:00", timezone="Europe/Berlin")
    odds = odds_for(history, {"fare": "basic"}, START, calendar=calendar)
    found = made(odds, situation={"fare": "basic"}, history=history)
    eighty = option(found, "80")
    assert "business day" in eighty.term
    assert eighty.due is not None
    assert eighty.due.astimezone(BERLIN).hour == 17
    assert eighty.odds is not None
    assert eighty.odds >= 0.8


@pytest.mark.parametrize(("odds", "said"), [(0.5, "You can expect"), (0.49, "We cannot promise")])
def test_nobody_is_told_to_expect_what_will_more_likely_fail(odds: float, said: str) -> None:
    """A standard or a claim that hardly holds is not offered as an expectation."""
    told = sentence("first reply", "Fri 3 Jul 2026", odds)
    assert told.startswith(f"{said} the first reply by Fri 3 Jul 2026; in cases like yours")
    assert f"in {round(100 * odds)} of 100" in told
