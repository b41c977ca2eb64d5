"""What time brings to a promise, once, and when."""

from datetime import timedelta

import pytest
from tests.scene import MANAGER, MONDAY, PLAYBOOK, Scene

from troth import operations
from troth.operations import NotNowError
from troth.promises import Outcome, Promise
from troth.promises.entries import Entry, EntryType
from troth.promises.waking import coming, wakes_at

HOUR = timedelta(hours=1)


def with_notices(text: str) -> Scene:
    """A desk whose playbook says when to warn."""
    return Scene(f"{PLAYBOOK}notices: {{{text}}}\n")


def hours(scene: Scene, promise: Promise) -> float | None:
    """When it wakes, in hours after Monday morning."""
    found = wakes_at(scene.read(promise), scene.store.edition())
    return None if found is None else round((found - MONDAY) / HOUR, 6)


def passed(scene: Scene, *promises: Promise) -> list[Entry]:
    """What is recorded now."""
    with scene.work() as work:
        return list(operations.pass_time(work, [each.id for each in promises]))


def said(entries: list[Entry]) -> list[tuple[str, str, int]]:
    """Rule, step and cycle of warnings; a break has neither."""
    return [
        (each.payload["rule"], each.payload["step"], each.payload["cycle"])
        if each.type is EntryType.PROMISE_WARNED
        else ("broken", "", 0)
        for each in entries
    ]


AHEAD = ("ahead@1", "75 %", 0)
BROKEN = ("broken", "", 0)


def test_it_works() -> None:
    """A warning once three quarters of the time are gone, then the break, each once."""
    scene = Scene()
    promise = scene.make("reply")
    assert hours(scene, promise) == 6
    assert not passed(scene.go(5.9), promise)
    assert said(passed(scene.go(6), promise)) == [AHEAD]
    assert not passed(scene, promise)
    assert hours(scene, promise) == 8
    assert not passed(scene.go(8), promise), "the date itself is in time"
    (broken,) = passed(scene.go(8.001), promise)
    assert (broken.type, broken.at) == (EntryType.PROMISE_BROKEN, scene.at(8))
    assert not passed(scene.go(900), promise)
    assert hours(scene, promise) is None


def test_business_time_is_counted_as_the_term_counts_it() -> None:
    """Three quarters of five business days, Monday morning to the next one's close."""
    scene = Scene()
    promise = scene.make("refund")
    warned = [at for at, step in steps(scene, promise) if step == "75 %"]
    # 48 open hours in all; 36 of them are gone on Friday at 13:00 in Berlin.
    assert warned[-1] == scene.at(4 * 24 + 4)


def steps(scene: Scene, promise: Promise) -> list[tuple[object, str]]:
    """When each step comes."""
    found = coming(scene.read(promise), scene.store.edition())
    return sorted((each.at, each.step) for each in found)


def test_the_playbook_says_how_long_ahead() -> None:
    """By shares, and by spans of time, business time among them."""
    scene = with_notices("warn: [50 %, 2 hours, 1 business hour]")
    promise = scene.make("reply")  # due at 17:00, when the desk closes
    assert [said(passed(scene.go(hour), promise)) for hour in (3, 4, 6, 7)] == [
        [],
        [("ahead@1", "50 %", 0)],
        [("ahead@1", "2 hours", 0)],
        [("ahead@1", "1 business hour", 0)],
    ]


def test_a_business_day_ahead_is_the_same_time_on_the_business_day_before() -> None:
    """Over the weekend."""
    scene = with_notices("warn: [1 business day], remind: []")
    promise = scene.make("refund")  # due Monday 17:00
    assert (scene.at(4 * 24 + 8), "1 business day") in steps(scene, promise)


def test_nothing_is_warned_of_where_the_playbook_says_so() -> None:
    """The break still comes."""
    scene = with_notices("warn: []")
    promise = scene.make("reply")
    assert said(passed(scene.go(8.1), promise)) == [BROKEN]


def test_what_would_come_with_the_promise_itself_does_not() -> None:
    """A day ahead of what is due in eight hours."""
    scene = with_notices("warn: [1 day, 8 hours]")
    promise = scene.make("reply")
    assert hours(scene, promise) == 8


def test_of_several_steps_at_once_the_last_speaks() -> None:
    """As after an outage."""
    scene = with_notices("warn: [25 %, 50 %, 75 %]")
    promise = scene.make("reply")
    assert said(passed(scene.go(5), promise)) == [("ahead@1", "50 %", 0)]
    assert hours(scene, promise) == 6


def test_nothing_is_warned_of_that_is_over() -> None:
    """After an outage: neither what broke, nor what was kept meanwhile. How late it was is said."""
    scene = Scene()
    broken, kept, late = scene.make(), scene.make(), scene.make()
    scene.go(7).keep(kept)
    scene.go(20).keep(late)
    entries = passed(scene.go(30), broken, kept, late)
    assert [(each.subject, each.at) for each in entries] == [
        (broken.id, scene.at(8)),
        (late.id, scene.at(8)),
    ]
    assert {each.payload["noticed_late"] for each in entries} == {22 * 3600}
    assert not passed(scene, broken, kept, late)


def test_what_is_noticed_in_time_does_not_say_that_it_is_late() -> None:
    """Within a minute."""
    scene = Scene()
    promise = scene.make()
    (broken,) = passed(scene.go(8 + 1 / 120), promise)
    assert "noticed_late" not in broken.payload


def test_another_date_begins_a_cycle() -> None:
    """Which is warned of anew, from when it was given."""
    scene = Scene()
    promise = scene.make()
    passed(scene.go(6), promise)
    scene.change(promise, due=scene.at(10))
    assert hours(scene, promise) == 9
    assert said(passed(scene.go(9), promise)) == [("ahead@1", "75 %", 1)]
    assert said(passed(scene.go(11), promise)) == [BROKEN]


def test_a_pause_begins_none() -> None:
    """What was warned of is not warned of again; while the clock stands still nothing comes."""
    scene = Scene()
    promise = scene.make()
    passed(scene.go(6), promise)
    scene.pause(promise)
    assert hours(scene, promise) is None
    assert not passed(scene.go(9), promise)
    scene.resume(promise)
    assert hours(scene, promise) == 11


def test_the_open_part_of_pauses_moves_what_is_to_come() -> None:
    """Two hours of eight."""
    scene = Scene()
    promise = scene.make()
    scene.go(1).pause(promise)
    scene.go(3).resume(promise)
    assert hours(scene, promise) == 8


def test_reopening_begins_a_cycle() -> None:
    """From when it was reopened."""
    scene = Scene()
    promise = scene.make()
    passed(scene.go(6), promise)
    scene.go(7).keep(promise)
    assert hours(scene, promise) is None
    scene.go(20).reopen(promise)  # one hour is left of eight
    assert hours(scene, promise) == 20.75
    assert said(passed(scene.go(20.8), promise)) == [("ahead@1", "75 %", 1)]


def test_an_update_is_reminded_of_ahead_and_once_when_it_was_missed() -> None:
    """A refund has one every business day."""
    scene = with_notices("warn: []")
    promise = scene.make("refund")
    due = scene.read(promise).next_update
    assert due is not None
    reminded = passed(scene.go(30), promise)
    assert said(reminded) == [("updates@1", "75 %", 0)]
    assert said(passed(scene.go(33), promise)) == [("updates@1", "missed", 0)]
    assert not passed(scene.go(60), promise), "silence is said once"
    scene.tell(promise)
    assert said(passed(scene.go(100), promise))[0][2] > 0, "of the next one it is said anew"


def test_a_recurring_promise_breaks_by_the_first_update_missed() -> None:
    """Later ones are said to be missed."""
    scene = Scene()
    promise = scene.make("news")  # every day
    assert said(passed(scene.go(18), promise)) == [("updates@1", "75 %", 0)]
    (broken,) = passed(scene.go(25), promise)
    assert (broken.type, broken.at) == (EntryType.PROMISE_BROKEN, scene.at(24))
    assert not passed(scene.go(40), promise)
    scene.go(41).tell(promise)
    cycle = len(scene.read(promise).occurrences)
    assert said(passed(scene.go(41 + 18), promise)) == [("updates@1", "75 %", cycle)]
    assert said(passed(scene.go(41 + 25), promise)) == [("updates@1", "missed", cycle)]
    assert not passed(scene.go(1000), promise)


def test_what_broke_unreminded_does_not_wake_for_the_reminder() -> None:
    """It would wake again and again, for nothing."""
    scene = Scene()
    promise = scene.make("news")
    (broken,) = passed(scene.go(25), promise)
    assert broken.type is EntryType.PROMISE_BROKEN
    assert hours(scene, promise) is None


def test_a_date_before_the_first_one_is_warned_of() -> None:
    """It does not break the promise, which wakes again for its first date."""
    scene = Scene()
    promise = scene.make()
    scene.change(promise, MANAGER, due=scene.at(4))
    assert said(passed(scene.go(3), promise)) == [("ahead@1", "75 %", 1)]
    assert hours(scene, promise) == 8


def test_a_verdict_breaks_what_is_kept_or_not() -> None:
    """At the instant of the verdict."""
    scene = Scene()
    promise = scene.make("friendly")
    assert hours(scene, promise) is None
    scene.go(3).settle(promise, kept=False)
    assert said(passed(scene.go(3.1), promise)) == [BROKEN]
    assert not passed(scene.go(9), promise)


def test_it_says_the_same_as_noticing_by_hand() -> None:
    """One break, whoever records it."""
    scene = Scene()
    promise = scene.make()
    passed(scene.go(9), promise)
    with scene.work() as work, pytest.raises(NotNowError):
        operations.notice(work, promise.id)
    assert scene.outcome(promise) is Outcome.BROKEN


def test_what_a_broken_duty_voids_lapses() -> None:
    """From the instant at which the duty broke."""
    scene = Scene()
    promise = scene.make("refund")
    duty = scene.ask("consent", promise)
    assert said(passed(scene.go(49), duty)) == [BROKEN]
    lapsed = scene.read(promise)
    assert lapsed.withdrawn_at == scene.at(48)
    assert scene.outcome(promise) is Outcome.WITHDRAWN
    assert not passed(scene.go(500), duty, promise)


def test_what_was_offered_and_not_promised_does_not_wake() -> None:
    """Nothing is due."""
    scene = Scene()
    silent = scene.make("silent")
    assert hours(scene, silent) is None
