"""What becomes of a promise, whatever is done to it and in whichever order."""

from datetime import timedelta

import pytest
from tests.scene import AGENT, DAY, HOUR, MANAGER, ROBOT, Scene

from troth.operations import NotNowError
from troth.promises import Outcome, clock_state, deadline, kept_by_first_date
from troth.promises.outcomes import broke_at, overdue_since


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_it_works(scene: Scene) -> None:
    """A promise that is kept in time is kept."""
    promise = scene.make()
    assert promise.due == scene.at(8)
    scene.go(8).keep(promise)
    assert scene.outcome(promise) is Outcome.KEPT


def test_a_promise_breaks_at_its_deadline_and_not_when_somebody_looks(scene: Scene) -> None:
    promise = scene.make()
    assert scene.outcome(promise, 8) is Outcome.OPEN
    assert scene.outcome(promise, 8.001) is Outcome.BROKEN
    assert broke_at(promise, scene.at(100)) == scene.at(8)


def test_a_pause_moves_the_date_by_its_length(scene: Scene) -> None:
    promise = scene.make()
    scene.go(2).pause(promise)
    scene.go(5).resume(promise)
    assert scene.read(promise).due == scene.at(11)
    assert scene.read(promise).first_due == scene.at(11)


def test_pauses_that_overlap_count_once(scene: Scene) -> None:
    promise = scene.make()
    scene.go(2).pause(promise)
    scene.go(3).pause(promise, "strike")
    scene.go(5).resume(promise, reason="waiting-for-customer")
    assert clock_state(scene.read(promise)) == "paused"
    scene.go(6).resume(promise)
    assert scene.read(promise).due == scene.at(8 + 4)


def test_the_date_stays_in_sight_while_the_clock_stands_still(scene: Scene) -> None:
    promise = scene.make()
    paused = scene.go(2).pause(promise)
    assert paused.due == scene.at(8)
    assert deadline(paused) is None
    assert scene.outcome(promise, 100) is Outcome.OPEN


def test_a_pause_after_the_date_mends_nothing(scene: Scene) -> None:
    promise = scene.make()
    scene.go(9).pause(promise)
    assert scene.outcome(promise) is Outcome.BROKEN
    scene.go(20).resume(promise)
    assert scene.read(promise).due == scene.at(8)
    assert scene.outcome(promise) is Outcome.BROKEN


def test_a_pause_cannot_be_dated_back_over_a_deadline(scene: Scene) -> None:
    promise = scene.make()
    scene.go(9)
    with pytest.raises(NotNowError, match="is over"):
        scene.pause(promise, at=scene.at(7))


def test_the_first_of_two_pauses_decides_though_it_is_recorded_last(scene: Scene) -> None:
    promise = scene.make()
    scene.go(7).pause(promise, "strike")
    scene.pause(promise, at=scene.at(3))
    assert scene.read(promise).open_pause.start == scene.at(3)  # type: ignore[union-attr]
    scene.go(10).resume(promise)
    assert scene.read(promise).due == scene.at(8 + 7)


def test_a_promise_kept_in_a_pause_is_kept(scene: Scene) -> None:
    promise = scene.make()
    scene.go(2).pause(promise)
    kept = scene.go(30).keep(promise)
    assert scene.outcome(promise) is Outcome.KEPT
    assert kept.due == scene.at(8 + 28)
    assert kept.open_pause is None


def test_what_is_kept_before_a_pause_but_recorded_after_it_is_kept(scene: Scene) -> None:
    promise = scene.make()
    scene.go(4).pause(promise)
    kept = scene.go(6).keep(promise, at=scene.at(3))
    assert scene.outcome(promise) is Outcome.KEPT
    assert (kept.kept_at, kept.kept_recorded_at) == (scene.at(3), scene.at(6))


def test_a_later_date_without_agreement_is_moved_once_the_first_is_over(scene: Scene) -> None:
    promise = scene.make()
    scene.go(2).change(promise, due=scene.at(20))
    assert scene.outcome(promise, 8) is Outcome.OPEN
    assert scene.outcome(promise, 9) is Outcome.MOVED
    scene.go(19).keep(promise)
    assert scene.outcome(promise) is Outcome.MOVED
    assert kept_by_first_date(scene.read(promise), scene.now) is False


def test_an_agreement_that_staff_report_counts_once_the_customer_confirms(scene: Scene) -> None:
    promise = scene.make()
    changed = scene.go(2).change(promise, due=scene.at(20), agreed=True)
    assert changed.changes[0].agreement == "reported"
    scene.go(19).keep(promise)
    assert scene.outcome(promise) is Outcome.MOVED
    scene.agree(changed)
    assert scene.outcome(promise) is Outcome.KEPT_AS_AGREED
    assert kept_by_first_date(scene.read(promise), scene.now) is False


def test_the_date_agreed_to_counts_though_a_later_one_was_given_without_asking(
    scene: Scene,
) -> None:
    promise = scene.make()
    changed = scene.go(2).change(promise, due=scene.at(20), agreed=True)
    scene.agree(changed)
    scene.go(3).change(promise, due=scene.at(50))
    scene.go(15).keep(promise)
    assert scene.outcome(promise) is Outcome.KEPT_AS_AGREED


def test_in_time_for_the_first_date_is_kept_whatever_was_changed(scene: Scene) -> None:
    promise = scene.make()
    scene.go(2).change(promise, due=scene.at(20))
    scene.go(7).keep(promise)
    assert scene.outcome(promise) is Outcome.KEPT


def test_a_date_given_when_the_one_before_is_over_undoes_nothing(scene: Scene) -> None:
    promise = scene.make()
    changed = scene.go(9).change(promise, due=scene.at(30), agreed=True)
    assert changed.due == scene.at(30)
    scene.agree(changed)
    assert scene.outcome(promise) is Outcome.BROKEN
    scene.go(20).keep(promise)
    assert scene.outcome(promise) is Outcome.BROKEN
    assert broke_at(scene.read(promise), scene.now) == scene.at(8)


def test_an_earlier_date_does_not_break_what_the_first_date_keeps(scene: Scene) -> None:
    promise = scene.make()
    scene.go(1).change(promise, MANAGER, due=scene.at(4))
    assert scene.outcome(promise, 6) is Outcome.OPEN
    assert deadline(scene.read(promise)) == scene.at(8)
    scene.go(7).keep(promise)
    assert scene.outcome(promise) is Outcome.KEPT


def test_a_change_is_moved_by_pauses_after_it_and_not_before(scene: Scene) -> None:
    promise = scene.make()
    scene.go(1).pause(promise)
    scene.go(3).resume(promise)
    scene.go(4).change(promise, due=scene.at(20))
    scene.go(5).pause(promise)
    scene.go(6).resume(promise)
    changed = scene.read(promise)
    assert (changed.due, changed.first_due) == (scene.at(21), scene.at(8 + 3))


def test_declining_after_a_pause_brings_back_the_date_before_moved_by_the_pause(
    scene: Scene,
) -> None:
    promise = scene.make()
    scene.go(1).change(promise, due=scene.at(20))
    changed = scene.change(promise, due=scene.at(40), agreed=True)
    scene.go(2).pause(promise)
    scene.go(5).resume(promise)
    declined = scene.agree(changed, decline=True)
    assert declined.due == scene.at(23)
    assert declined.first_due == scene.at(11)


def test_changes_near_the_date_are_flagged(scene: Scene) -> None:
    promise = scene.make()
    early = scene.go(2).change(promise, due=scene.at(20))
    assert early.late_changes == ()
    late = scene.go(19).change(promise, due=scene.at(30))
    assert [change.due for change in late.late_changes] == [scene.at(30)]


def test_a_first_date_missed_before_a_pause_stays_missed(scene: Scene) -> None:
    promise = scene.make()
    scene.go(2).change(promise, due=scene.at(20))
    paused = scene.go(10).pause(promise)
    assert scene.outcome(promise) is Outcome.MOVED
    assert kept_by_first_date(paused, scene.now) is False


def test_withdrawn_before_the_deadline_is_withdrawn_and_after_it_broken(scene: Scene) -> None:
    early, late = scene.make(), scene.make()
    scene.go(7).withdraw(early)
    scene.go(9).withdraw(late)
    assert scene.outcome(early) is Outcome.WITHDRAWN
    assert kept_by_first_date(scene.read(early), scene.now) is None
    assert scene.outcome(late) is Outcome.BROKEN
    assert kept_by_first_date(scene.read(late), scene.now) is False


def test_a_window_kept_too_early_is_broken(scene: Scene) -> None:
    early, right = scene.make("window"), scene.make("window")
    assert (right.earliest, right.due) == (scene.at(48), scene.at(96))
    scene.go(47).keep(early)
    assert scene.outcome(early) is Outcome.BROKEN
    assert broke_at(scene.read(early), scene.now) == scene.at(47)
    scene.go(48).keep(right)
    assert scene.outcome(right) is Outcome.KEPT


def test_reopening_resumes_by_default(scene: Scene) -> None:
    promise = scene.make()
    scene.go(2).keep(promise)
    reopened = scene.go(100).reopen(promise)
    assert reopened.due == scene.at(8 + 98)
    assert scene.outcome(promise) is Outcome.OPEN
    scene.go(105).keep(promise)
    assert scene.outcome(promise) is Outcome.KEPT


def test_reopening_that_counts_all_breaks_what_is_over(scene: Scene) -> None:
    promise = scene.make("counted")
    scene.go(2).keep(promise)
    reopened = scene.go(100).reopen(promise)
    assert reopened.due == scene.at(8)
    assert scene.outcome(promise) is Outcome.BROKEN


def test_reopening_that_restarts_leaves_the_outcome_and_begins_another(scene: Scene) -> None:
    promise = scene.make("restarted")
    scene.go(2).keep(promise)
    again = scene.go(100).reopen(promise)
    assert (again.follows, again.due) == (promise.id, scene.at(108))
    assert scene.read(promise).followed_by == again.id
    assert scene.outcome(promise) is Outcome.KEPT
    assert scene.outcome(again) is Outcome.OPEN


def test_what_was_kept_too_late_stays_broken_when_reopened(scene: Scene) -> None:
    promise = scene.make()
    scene.go(9).keep(promise)
    reopened = scene.go(20).reopen(promise)
    assert reopened.due == scene.at(8)
    assert scene.outcome(promise) is Outcome.BROKEN


def test_each_missed_update_counts(scene: Scene) -> None:
    promise = scene.make("news")
    scene.go(20).tell(promise)
    late = scene.go(20 + 24 * 3.5).tell(promise)
    dues = [(each.due, each.done_at) for each in late.occurrences]
    assert dues == [
        (scene.at(24), scene.at(20)),
        (scene.at(44), None),
        (scene.at(68), None),
        (scene.at(92), scene.at(104)),
    ]
    assert late.next_update == scene.at(104) + DAY
    assert scene.outcome(promise) is Outcome.BROKEN


def test_an_update_recorded_late_counts_where_it_was_given(scene: Scene) -> None:
    promise = scene.make("news")
    scene.go(40).tell(promise)
    assert scene.outcome(promise) is Outcome.BROKEN
    told = scene.go(41).tell(promise, at=scene.at(20))
    assert [each.done_at for each in told.occurrences] == [scene.at(20), scene.at(40)]
    assert told.told_at == scene.at(40)
    assert scene.outcome(promise) is Outcome.OPEN


def test_a_recurring_promise_that_ends_overdue_is_broken(scene: Scene) -> None:
    kept, gone = scene.make("news"), scene.make("news")
    scene.go(25).keep(kept)
    scene.withdraw(gone)
    assert scene.outcome(kept) is Outcome.BROKEN
    assert scene.outcome(gone) is Outcome.BROKEN
    assert broke_at(scene.read(gone), scene.now) == scene.at(24)


def test_a_recurring_promise_that_was_overdue_before_its_pause_is_broken(scene: Scene) -> None:
    promise = scene.make("news")
    with pytest.raises(NotNowError):
        scene.go(25).pause(promise, "strike", at=scene.at(23))
    scene.ask("receipt", promise)
    assert scene.read(promise).open_pause is not None
    assert scene.outcome(promise) is Outcome.BROKEN


def test_updates_wait_while_the_clock_stands_still(scene: Scene) -> None:
    promise = scene.make("refund")
    scene.go(1)
    duty = scene.ask("receipt", promise)
    scene.go(24 * 3 + 1).keep(duty)
    told = scene.tell(promise)
    assert all(each.done_at and each.done_at <= each.due for each in told.occurrences)


def test_the_last_word_of_whom_the_metric_names_settles_it(scene: Scene) -> None:
    promise = scene.make("friendly")
    assert scene.outcome(promise) is Outcome.OPEN
    scene.settle(promise, True, AGENT)
    assert scene.outcome(promise) is Outcome.OPEN
    scene.settle(promise, False)
    assert scene.outcome(promise) is Outcome.BROKEN
    assert scene.read(promise).kept_at is None
    scene.go(1).settle(promise, True)
    assert scene.outcome(promise) is Outcome.KEPT
    assert [verdict.by for verdict in scene.read(promise).verdicts] == [
        "person",
        "customer",
        "customer",
    ]


def test_who_says_so_too_late_does_not_undo_a_break(scene: Scene) -> None:
    """What people date back counts from before nothing that is over."""
    promise = scene.make()
    scene.go(9)
    with pytest.raises(NotNowError, match="cannot be withdrawn from before that"):
        scene.withdraw(promise, at=scene.at(7))
    scene.withdraw(promise)
    assert scene.outcome(promise) is Outcome.BROKEN


def test_a_verdict_against_us_is_not_withdrawn(scene: Scene) -> None:
    promise = scene.make("friendly")
    scene.settle(promise, False)
    with pytest.raises(NotNowError, match="over already"):
        scene.withdraw(promise)


def test_a_program_with_rights_of_its_own_settles_nothing(scene: Scene) -> None:
    promise = scene.make(metric="price", term="at most EUR 20")
    scene.settle(promise, True, ROBOT)
    assert scene.outcome(promise) is Outcome.OPEN


def test_a_date_that_was_said_is_moved_by_the_whole_pause(scene: Scene) -> None:
    promise = scene.make("silent", due=scene.at(10), promiser="team:support")
    scene.go(1).pause(promise, "anything")
    scene.go(3).resume(promise)
    assert scene.read(promise).due == scene.at(12)
    assert scene.read(promise).said_due == scene.at(10)


def test_nothing_promised_has_no_outcome(scene: Scene) -> None:
    promise = scene.make("silent")
    assert promise.stage == "no-promise"
    assert promise.reason == "there is no standard for silent"
    assert scene.outcome(promise) is None


def test_minutes_are_exact(scene: Scene) -> None:
    promise = scene.make()
    scene.now = scene.at(2) + timedelta(microseconds=1)
    scene.pause(promise)
    scene.now += HOUR
    assert scene.resume(promise).due == scene.at(9)


def test_what_is_overdue_goes_by_the_date_in_force(scene: Scene) -> None:
    """A break stays one by its first date; who agreed to a later date does not wait before it."""
    promise = scene.make()
    assert overdue_since(promise, scene.at(8)) is None
    assert overdue_since(promise, scene.at(9)) == scene.at(8)
    moved = scene.go(10).change(promise, due=scene.at(30))
    assert overdue_since(moved, scene.at(11)) == scene.at(8), "silence is never agreement"
    agreed = scene.go(11).agree(moved)
    assert scene.outcome(promise, 12) is Outcome.BROKEN
    assert overdue_since(agreed, scene.at(30)) is None
    assert overdue_since(agreed, scene.at(31)) == scene.at(30)


def test_a_date_that_was_declined_is_not_in_force(scene: Scene) -> None:
    promise = scene.make()
    moved = scene.go(1).change(promise, due=scene.at(30))
    declined = scene.go(2).agree(moved, decline=True)
    assert overdue_since(declined, scene.at(9)) == scene.at(8)
