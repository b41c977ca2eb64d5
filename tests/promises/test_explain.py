"""Why a promise is due when it is, and where the time went."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scene import DAY, HOUR, MONDAY, Scene

from troth import operations
from troth.operations import HandOn, MakeAgreement
from troth.promises import Promise
from troth.promises.explain import Explanation, Whose, as_svg, as_text, attributed, explained


@pytest.fixture
def scene() -> Scene:
    return Scene()


def explain(scene: Scene, promise: Promise, *needs: Promise) -> Explanation:
    found = scene.read(promise)
    edition = scene.store.edition(found.edition)
    known = [scene.read(each) for each in needs]
    return explained(scene.store.entries(promise.id), edition, scene.now, known)


def hand_on(scene: Scene, promise: Promise) -> None:
    with scene.work() as work:
        operations.hand_on(work, promise.id, HandOn())


def shares(found: Explanation) -> dict[str, timedelta]:
    return {f"{each.whose} {each.party or ''}".strip(): each.length for each in found.minutes}


def test_it_works(scene: Scene) -> None:
    """A promise of eight hours, of which two were the customer's."""
    promise = scene.make()
    scene.go(1).pause(promise)
    scene.go(3).resume(promise)
    scene.go(10).keep(promise)
    assert shares(explain(scene, promise)) == {
        "us team:support": timedelta(hours=6),
        "customer": timedelta(hours=2),
        "closed-hours": timedelta(hours=2),
    }
    assert (
        as_text(explain(scene, promise))
        == f"""\
team:support promised reply to customer:{scene.customer}: "within 8 hours"
  by standard reply, edition-1
  not standard reply-flex "within 4 hours": applies to fare flex

Mon 2 Nov 2026 19:00  first date  <- holds

kept by the first date; the clock is stopped
kept Mon 2 Nov 2026 19:00

Mon 2 Nov 2026 09:00 - Mon 2 Nov 2026 10:00           1 h  open
Mon 2 Nov 2026 10:00 - Mon 2 Nov 2026 12:00                pause: waiting-for-customer
Mon 2 Nov 2026 12:00 - Mon 2 Nov 2026 19:00           7 h  open

10 h
               6 h   60 %  us, team:support
               2 h   20 %  the customer
               2 h   20 %  closed hours"""
    )


def test_a_chain_says_what_each_leg_took(scene: Scene) -> None:
    promise = scene.make("refund")
    hand_on(scene.go(4), promise)
    hand_on(scene.go(24 + 3), promise)
    scene.go(24 * 3).keep(promise)
    found = explain(scene, promise)
    assert shares(found) == {
        "supplier supplier:bank": 45 * HOUR,
        "closed-hours": 16 * HOUR,
        "another-team team:support": 4 * HOUR,
        "us team:refunds": 7 * HOUR,
    }
    assert [str(leg.party) for leg in found.legs] == [
        "team:support",
        "team:refunds",
        "supplier:bank",
    ]
    assert sum((each.length for each in found.minutes), timedelta()) == 3 * DAY


def test_another_holder_answers_for_their_time(scene: Scene) -> None:
    promise = scene.make()
    scene.go(2).hand_over(promise, "team:refunds")
    scene.go(5).hand_over(promise, "person:ada")
    scene.go(6).keep(promise)
    assert shares(explain(scene, promise)) == {
        "another-team team:refunds": 3 * HOUR,
        "us team:support": 3 * HOUR,
    }


def test_a_duty_says_what_its_delay_does_to_our_date(scene: Scene) -> None:
    promise = scene.make()
    scene.go(1)
    duty = scene.ask("receipt", promise)
    (found,) = explain(scene, promise, duty).effects
    assert (found.by, found.our_date) == (scene.at(49), scene.at(56))
    assert found.an_hour_later == HOUR
    assert "if receipt comes by Wed 4 Nov 2026 10:00, our date is Wed 4 Nov 2026 17:00" in as_text(
        explain(scene, promise, duty)
    )


def test_with_business_days_an_hour_may_move_a_date_by_nothing(scene: Scene) -> None:
    promise = scene.make("refund")
    duty = scene.ask("form", promise)
    (found,) = explain(scene, promise, duty).effects
    assert (found.an_hour_later, found.a_day_later) == (timedelta(), DAY)
    assert scene.go(24).keep(duty).closed
    assert explain(scene, promise, duty).effects == ()


def test_a_duty_that_is_overdue_is_asked_for_now(scene: Scene) -> None:
    promise = scene.make()
    duty = scene.ask("receipt", promise)
    scene.go(100)
    (found,) = explain(scene, promise, duty).effects
    assert found.by == scene.now


def test_every_date_says_where_it_came_from(scene: Scene) -> None:
    promise = scene.make()
    scene.go(1).change(promise, due=scene.at(20))
    changed = scene.change(promise, due=scene.at(30), agreed=True)
    scene.agree(changed)
    found = explain(scene, promise)
    assert [(date.due, date.why, date.holds) for date in found.dates] == [
        (scene.at(8), "first date", False),
        (scene.at(20), "moved without agreement", False),
        (scene.at(30), "agreed by both", True),
    ]


def test_it_says_why_another_term_lost(scene: Scene) -> None:
    with scene.work() as work:
        wanted = MakeAgreement(customer=scene.customer, metric="reply", term="within 6 hours")
        operations.make_agreement(work, wanted)
    text = as_text(explain(scene, scene.make()))
    assert 'not standard reply "within 8 hours": a customer term is more specific' in text


def test_it_is_told_as_of_an_instant(scene: Scene) -> None:
    promise = scene.make()
    scene.go(9).keep(promise)
    scene.go(20)
    edition = scene.store.edition()
    found = explained(scene.store.entries(promise.id), edition, scene.at(5))
    assert (found.outcome, found.clock) == ("open", "running")
    assert sum((each.length for each in found.minutes), timedelta()) == 5 * HOUR


def test_what_was_never_promised_says_why(scene: Scene) -> None:
    text = as_text(explain(scene, scene.make("silent")))
    assert text.startswith("silent: no promise, there is no standard for silent")


def test_json_has_plain_values(scene: Scene) -> None:
    promise = scene.make("refund")
    duty = scene.ask("receipt", promise)
    said = explain(scene, promise, duty).as_json()
    assert (said["outcome"], said["clock"]) == ("open", "paused")
    assert said["dates"][0]["due"] == "2026-11-09T16:00:00+00:00"
    assert said["effects"][0]["name"] == "receipt"
    assert [leg["party"] for leg in said["legs"]] == [
        "team:support",
        "team:refunds",
        "supplier:bank",
    ]


def test_the_picture_shows_clock_and_turns(scene: Scene) -> None:
    promise = scene.make("refund")
    hand_on(scene.go(4), promise)
    scene.go(24 * 9).keep(promise)
    svg = as_svg(explain(scene, promise))
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "team:support" in svg
    assert "due Mon 9 Nov 17:00" in svg
    assert "kept Wed 11 Nov" in svg


@given(
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from("pruhok")), max_size=12),
    st.sampled_from(["reply", "refund"]),
)
def test_every_moment_belongs_to_exactly_one(steps: list[tuple[int, str]], metric: str) -> None:
    scene = Scene()
    promise, hours = scene.make(metric), 0.0
    for wait, step in steps:
        hours += wait / 7
        scene.go(hours)
        try:
            match step:
                case "p":
                    scene.pause(promise, "waiting-for-customer")
                case "r":
                    scene.resume(promise)
                case "u":
                    scene.ask("receipt", promise)
                case "h":
                    scene.hand_over(promise, f"team:{['support', 'refunds'][wait % 2]}")
                case "o":
                    hand_on(scene, promise)
                case _:
                    scene.reopen(scene.keep(promise))
        except (operations.NotNowError, operations.UnfitError):
            continue
    scene.go(hours + 1)
    found = scene.read(promise)
    entries, edition = scene.store.entries(promise.id), scene.store.edition()
    spells = attributed(found, entries, edition, scene.now)
    assert spells[0].start == MONDAY
    assert spells[-1].end == scene.now
    for spell, following in pairwise(spells):
        assert spell.start < spell.end == following.start
    assert all(spell.whose in Whose for spell in spells)
