"""Headlines go by the first date, and nothing that is recorded afterwards makes them better."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scene import Scene

from troth.operations import NotNowError, UnfitError
from troth.promises import Promise
from troth.promises.statement import Line, statement


@pytest.fixture
def scene() -> Scene:
    return Scene()


def line(scene: Scene, *promises: Promise, **how: bool) -> Line:
    (found,) = statement([scene.read(each) for each in promises], scene.now, (), **how)
    return found


def test_it_works(scene: Scene) -> None:
    kept, agreed, moved, broken, gone, running = (scene.make() for _ in range(6))
    scene.go(1)
    scene.agree(scene.change(agreed, due=scene.at(20), agreed=True))
    scene.change(moved, due=scene.at(20))
    scene.keep(kept)
    scene.withdraw(gone)
    scene.go(7).pause(running)
    scene.go(12).keep(agreed)
    scene.keep(moved)
    found = line(scene, kept, agreed, moved, broken, gone, running)
    assert found == Line(
        group=(),
        n=6,
        decided=4,
        kept=1,
        kept_as_agreed=1,
        moved=1,
        broken=1,
        withdrawn=1,
        open=1,
    )
    assert found.rate == 0.25


def test_it_is_split_by_metric_and_team(scene: Scene) -> None:
    promises = [scene.make(), scene.make(), scene.make("refund"), scene.make("silent")]
    found = statement([scene.read(each) for each in promises], scene.now)
    assert [(each.group, each.n, each.no_promise) for each in found] == [
        (("refund", "team:refunds"), 1, 0),
        (("reply", "team:support"), 2, 0),
        (("silent", "company:Larkwind"), 0, 1),
    ]


def test_each_time_counts(scene: Scene) -> None:
    promise = scene.make("news")
    scene.go(20).tell(promise)
    scene.go(24 * 5).tell(promise)
    found = line(scene, promise)
    assert (found.n, found.kept, found.broken, found.open) == (6, 1, 4, 1)


def test_customers_duties_are_no_promises_of_ours(scene: Scene) -> None:
    duty = scene.ask("receipt")
    assert statement([scene.read(duty)], scene.now) == []
    assert line(scene, duty, duties=True).open == 1


def test_what_is_recorded_late_is_told(scene: Scene) -> None:
    promise = scene.make()
    scene.go(30).keep(promise, at=scene.at(7))
    assert (line(scene, promise).kept, line(scene, promise).recorded_late) == (1, 1)


def test_late_changes_are_told(scene: Scene) -> None:
    promise = scene.make()
    scene.go(7.5).change(promise, due=scene.at(20))
    assert line(scene, promise).changed_late == 1


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from("cadpruw")), max_size=10))
def test_once_the_first_date_is_missed_nothing_done_later_keeps_it(
    steps: list[tuple[int, str]],
) -> None:
    scene = Scene()
    promise, hours = scene.make(), 9.0
    scene.go(hours)
    for wait, step in steps:
        scene.go(hours := hours + wait)
        try:
            match step:
                case "c":
                    scene.change(promise, due=scene.at(hours + 9))
                case "a":
                    scene.agree(scene.change(promise, due=scene.at(hours + 9), agreed=True))
                case "d":
                    scene.change(promise, due=scene.at(hours + 9), at=scene.at(5))
                case "p":
                    scene.pause(promise)
                case "r":
                    scene.resume(promise)
                case "u":
                    scene.ask("receipt", promise, at=scene.at(2))
                case _:
                    scene.withdraw(promise)
        except (NotNowError, UnfitError):
            continue
    found = line(scene, promise)
    assert (found.decided, found.kept, found.broken) == (1, 0, 1)
