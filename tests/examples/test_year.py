"""A year of the airline: the same each time, whole, and believable."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from examples.airline.year import Year, invented, play
from examples.airline.year.weather import BERLIN, aftermath, arrivals, easter, storm

from troth.promises import (
    ClockState,
    Entry,
    EntryType,
    Outcome,
    Promise,
    Stage,
    clock_state,
    fold,
    kept_by_first_date,
    outcome,
)
from troth.promises.hashing import broken_links
from troth.testing import MemoryStore

UNTIL = datetime(2026, 11, 27, 10, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)
#: What the airline writes; the server writes of people, keys and itself.
KINDS = {
    "agreement",
    "authority",
    "customer",
    "edition",
    "milestone",
    "promise",
    "quote",
}
#: A small airline: every kind of story, in a few seconds.
SMALL = Year(until=UNTIL, cast=invented(7, UNTIL), seed=7, scale=0.15)


def told(year: Year) -> MemoryStore:
    store = MemoryStore()
    days = list(play(store, year))
    assert days[-1].share <= 1
    return store


def journal(store: MemoryStore) -> list[Entry]:
    page = store.feed(limit=100_000)
    return list(page.items)


def promises(entries: Iterable[Entry]) -> list[Promise]:
    by_subject: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.type.kind == "promise":
            by_subject.setdefault(entry.subject, []).append(entry)
    folded = (fold(each) for each in by_subject.values())
    return [promise for promise in folded if promise is not None]


def content(entry: Entry) -> Entry:
    """An entry without what keys and nonces make differ: hashes, seals, and what signs them."""
    payload = {key: each for key, each in entry.payload.items() if key not in {"signs", "seal"}}
    return replace(entry, payload=payload, seal=None, previous="", hash="")


def rate(found: Iterable[Promise]) -> float:
    """The share of promises that were kept by their first date."""
    known = [kept for each in found if (kept := kept_by_first_date(each, UNTIL)) is not None]
    return sum(known) / len(known)


@pytest.fixture(scope="module")
def small() -> list[Entry]:
    return journal(told(SMALL))


@pytest.fixture(scope="module")
def made(small: list[Entry]) -> list[Promise]:
    return promises(small)


def test_it_tells_the_same_year_again(small: list[Entry]) -> None:
    again = journal(told(replace(SMALL, cast=invented(7, UNTIL))))
    assert list(map(content, again)) == list(map(content, small))


def test_another_seed_tells_another_year(small: list[Entry]) -> None:
    other = journal(told(replace(SMALL, seed=8, scale=0.02)))
    assert not {entry.id for entry in other} & {entry.id for entry in small}


def test_its_chains_hold(small: list[Entry]) -> None:
    assert broken_links(small) == []


def test_it_is_written_as_it_happens(small: list[Entry]) -> None:
    recorded = [entry.recorded_at for entry in small]
    assert recorded == sorted(recorded)
    assert recorded[0] >= SMALL.start
    assert recorded[-1] <= UNTIL
    assert all(entry.at <= entry.recorded_at for entry in small)


def test_everything_that_can_be_recorded_of_promises_and_travellers_occurs(
    small: list[Entry],
) -> None:
    # What the worker adds as time passes is not made up beforehand.
    later = {EntryType.PROMISE_WARNED, EntryType.PROMISE_RECOUNTED}
    wanted = {each for each in EntryType if each.kind in KINDS} - later
    assert wanted - {entry.type for entry in small} == set()


def test_every_outcome_occurs(made: list[Promise]) -> None:
    assert {outcome(each, UNTIL) for each in made} == {None, *Outcome}
    assert {each.stage for each in made} == set(Stage)
    assert {clock_state(each) for each in made} == set(ClockState)


def test_the_desk_has_something_to_look_at(made: list[Promise]) -> None:
    running = [
        each for each in made if clock_state(each) is ClockState.RUNNING and each.settled_by is None
    ]
    due = [each.falls_due for each in running if each.falls_due is not None]
    assert sum(UNTIL < moment <= UNTIL + HOUR for moment in due) >= 5
    assert sum(UNTIL + HOUR < moment <= UNTIL + 24 * HOUR for moment in due) >= 5
    assert sum(UNTIL - 48 * HOUR < moment <= UNTIL for moment in due) >= 4
    assert sum(clock_state(each) is ClockState.PAUSED for each in made) >= 3


@pytest.mark.parametrize("hour", [0, 4, 13, 23])
def test_the_desk_has_something_to_look_at_whenever_it_opens(hour: int) -> None:
    until = datetime(2027, 1, 3, hour, 30, tzinfo=UTC)  # a Sunday
    year = Year(until=until, cast=invented(1, until), scale=0.01)
    due = [each.due for each in promises(journal(told(year))) if each.due and not each.closed]
    assert sum(until < moment <= until + HOUR for moment in due) >= 5


def test_most_promises_are_kept_and_some_are_not(made: list[Promise]) -> None:
    assert 0.8 < rate(made) < 0.95


def test_storms_make_first_replies_late(made: list[Promise]) -> None:
    replies = [each for each in made if each.metric == "first-reply"]
    rough = [each for each in replies if aftermath(each.made_at.astimezone(BERLIN).date()) > 1]
    fair = [each for each in replies if each not in rough]
    assert rate(rough) < rate(fair) - 0.1
    assert rate(fair) > 0.9


def test_a_promise_keeps_the_edition_it_was_made_under(made: list[Promise]) -> None:
    terms: Mapping[str, Counter[str | None]] = {}
    terms = {number: Counter() for number in ("edition-1", "edition-2", "edition-3")}
    for each in made:
        if each.metric == "first-reply" and each.basis and each.basis["level"] == "standard":
            terms[str(each.edition)][each.term] += 1
    assert set(terms["edition-1"]) == {"within 10 business hours in 95 % of cases"}
    assert set(terms["edition-3"]) == {"within 8 business hours in 95 % of cases"}


def test_people_and_programs_write_what_they_may(small: list[Entry]) -> None:
    agent = SMALL.cast.robot.name
    ends = {
        EntryType.PROMISE_KEPT,
        EntryType.PROMISE_WITHDRAWN,
        EntryType.PROMISE_REOPENED,
        EntryType.PROMISE_SETTLED,
    }
    assert any(entry.actor.name == agent for entry in small)
    assert not any(entry.actor.name == agent and entry.type in ends for entry in small)


def test_words_are_filled_in(small: list[Entry]) -> None:
    said = [str(value) for entry in small for value in (entry.personal or {}).values()]
    assert len(set(said)) > len(said) / 4
    assert not [text for text in said if re.search(r"{\w*}", text)]


def test_who_wanted_to_be_forgotten_is(small: list[Entry]) -> None:
    erased = {entry.subject for entry in small if entry.type is EntryType.CUSTOMER_ERASED}
    assert len(erased) == 3
    assert all(entry.personal is None for entry in small if entry.person in erased and entry.seal)


def test_travellers_write_in_the_evening_and_when_it_storms() -> None:
    dice = Random(3)  # noqa: S311 - nothing secret
    moments = arrivals(dice, 2_000, SMALL.start, UNTIL, storms=1.0)
    local = [moment.astimezone(BERLIN) for moment in moments]
    evening = sum(17 <= moment.hour < 22 for moment in local)
    night = sum(moment.hour < 5 for moment in local)
    assert evening > 8 * night
    days = Counter(moment.date() for moment in local)
    storms = [count for day, count in days.items() if storm(day)]
    fair = [count for day, count in days.items() if not storm(day)]
    assert sum(storms) / len(storms) > 2.5 * sum(fair) / len(fair)


def test_the_weeks_around_easter_are_known() -> None:
    assert easter(datetime(2026, 4, 3, tzinfo=UTC).date())
    assert not easter(datetime(2026, 5, 3, tzinfo=UTC).date())
