"""Time zones move instants and keep local times; calendars of ours move nothing promised."""

from datetime import datetime
from pathlib import Path

from tests.scene import DAY, HOUR, MANAGER, PLAYBOOK, Scene
from tests.zones import decreed
from troth import operations
from troth.operations import Publish
from troth.operations.recounting import RULE, by_calendar, by_time_zones
from troth.promises import Promise
from troth.promises.entries import Draft
from troth.promises.explain import as_text, explained

_DESK = 'hours: "Mo-Fr 09:00-17:00", '
PAUSED = PLAYBOOK.replace(
    "within 5 business days\n", "within 5 business days\n    pauses: [waiting-for-customer]\n"
)
HOLIDAY = PLAYBOOK.replace(_DESK, _DESK + "exceptions: {2026-11-04: closed}, ")


def zones(scene: Scene, promise: Promise) -> Draft | None:
    """What the time zones that are installed move."""
    return record(scene, by_time_zones(scene.read(promise), scene.store.edition(), scene.now))


def calendar(scene: Scene, promise: Promise) -> Draft | None:
    """What the calendars of the current edition would give."""
    edition = scene.store.edition()
    assert edition is not None
    return record(scene, by_calendar(scene.read(promise), edition, scene.now))


def record(scene: Scene, draft: Draft | None) -> Draft | None:
    """Put it into the journal."""
    if draft is not None:
        with scene.store.writing(actor=RULE, at=scene.now) as work:
            work.append([draft])
    return draft


def publish(scene: Scene, text: str) -> None:
    """Another edition."""
    with scene.work() as work:
        operations.publish(work, Publish(text=text))


def explanation(scene: Scene, promise: Promise) -> str:
    """As people read it."""
    own = scene.store.edition(promise.edition)
    return as_text(explained(scene.store.entries(promise.id), own, scene.now))


def test_time_zones_move_the_instant_and_keep_the_local_time(tmp_path: Path) -> None:
    """The close of the desk is 17:00 there, whatever that is in UTC; the first date is too."""
    scene = Scene()
    promise = scene.make("refund")
    assert promise.due == scene.at(7 * 24 + 8)
    with decreed(tmp_path, "2099a", Berlin="Helsinki"):
        assert zones(scene.go(1), promise)
        moved = scene.read(promise)
        assert moved.due == moved.first_due == scene.at(7 * 24 + 7)
        assert moved.tzdata == "2099a"
        assert zones(scene, promise) is None, "it is said once"
        said = explanation(scene, promise)
    assert "before the time zones of 2099a; the local time stayed" in said


def test_time_zones_that_stay_as_they_are_move_nothing(tmp_path: Path) -> None:
    """Another version in which this zone is the same."""
    scene = Scene()
    promise = scene.make("refund")
    with decreed(tmp_path, "2099a"):
        assert zones(scene, promise) is None


def test_what_is_over_does_not_move(tmp_path: Path) -> None:
    """Neither what was kept or broke, nor a first date that has passed."""
    scene = Scene()
    kept, broken, moved = scene.make("refund"), scene.make("refund"), scene.make("refund")
    scene.keep(kept)
    later = datetime.fromisoformat("2026-11-30T16:00:00Z")
    scene.change(moved, due=later)
    with decreed(tmp_path, "2099a", Berlin="Helsinki"):
        scene.go(20 * 24)
        assert zones(scene, kept) is None
        assert zones(scene, broken) is None
        zones(scene, moved)
        assert scene.read(moved).first_due == scene.at(7 * 24 + 8)


def test_elapsed_time_knows_no_zones(tmp_path: Path) -> None:
    """Eight hours are eight hours."""
    scene = Scene()
    promise = scene.make("reply")
    with decreed(tmp_path, "2099a", Berlin="Helsinki"):
        assert zones(scene.go(1), promise) is None


def test_a_calendar_of_ours_moves_nothing_that_was_promised() -> None:
    """What it would give is on record, for whoever holds the promise, and explained."""
    scene = Scene()
    promise = scene.make("refund")
    publish(scene.go(1), HOLIDAY)
    assert calendar(scene, promise)
    after = scene.read(promise)
    assert (after.due, after.first_due) == (promise.due, promise.first_due)
    (found,) = after.recountings
    assert (found.why, found.by, found.due) == ("calendar", "edition-2", promise.due + DAY)  # type: ignore[operator]
    assert calendar(scene, promise) is None, "it is said once"
    said = explanation(scene, promise)
    assert "what the calendar of edition-2 would give; the date that was promised stands" in said


def test_taking_the_edit_back_is_said_too() -> None:
    """And leaves the promise as it was."""
    scene = Scene()
    promise = scene.make("refund")
    for text in (HOLIDAY, PLAYBOOK, PLAYBOOK):
        publish(scene, text)
        calendar(scene, promise)
    after = scene.read(promise)
    assert [(each.by, each.due) for each in after.recountings] == [
        ("edition-2", promise.due + DAY),  # type: ignore[operator]
        ("edition-3", promise.due),
    ]
    assert after.due == promise.due


def test_a_calendar_says_nothing_of_what_is_over_or_not_counted_by_it() -> None:
    """Kept, broken, elapsed."""
    scene = Scene()
    kept, elapsed, broken = scene.make("refund"), scene.make("reply"), scene.make("refund")
    scene.keep(kept)
    publish(scene, HOLIDAY)
    assert calendar(scene, kept) is None
    assert calendar(scene.go(1), elapsed) is None
    assert calendar(scene.go(20 * 24), broken) is None


def test_later_pauses_still_count_by_the_promises_own_calendar() -> None:
    """A holiday that was put in later gives no time."""
    scene = Scene()
    promise = scene.make("reply")
    publish(scene, HOLIDAY)
    calendar(scene, promise)
    scene.go(1).pause(promise)
    scene.go(3).resume(promise)
    assert scene.read(promise).due == promise.due + 2 * HOUR  # type: ignore[operator]


def test_a_range_that_was_said_counts_pauses_as_the_term_of_the_promise_does() -> None:
    """A night within a pause moves no end of it: the desk is closed. Neither of one agreed to."""
    scene = Scene(PAUSED)
    promise = scene.make("refund")
    said, agreed = (
        {"earliest": scene.at(days * 24), "due": scene.at((days + 1) * 24)} for days in (2, 3)
    )
    scene.change(promise, MANAGER, **agreed)
    scene.agree(scene.read(promise))
    scene.change(promise, MANAGER, **said)
    scene.go(7).pause(promise)
    scene.go(24 + 2).resume(promise)
    after = scene.read(promise)
    paused = 3 * HOUR
    assert (after.earliest, after.due) == (said["earliest"] + paused, said["due"] + paused)
    assert (after.agreed_earliest, after.agreed_due) == (
        agreed["earliest"] + paused,
        agreed["due"] + paused,
    )


def test_a_range_without_a_term_moves_by_pauses_at_any_hour() -> None:
    """No desk was promised, so no night is left out."""
    scene = Scene()
    earliest, due = scene.at(3 * 24), scene.at(4 * 24)
    promise = scene.make("silent", earliest=earliest, due=due, promiser="team:support")
    scene.go(7).pause(promise)
    scene.go(24 + 2).resume(promise)
    after = scene.read(promise)
    assert (after.earliest, after.due) == (earliest + 19 * HOUR, due + 19 * HOUR)
    assert (after.first_earliest, after.first_due) == (after.earliest, after.due)
