"""What users test with: strategies for what operations take, and a clock that stands still."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scene import MANAGER, MONDAY, Scene

from troth import operations
from troth.clock import NaiveTimeError
from troth.operations import Make
from troth.promises import Actor
from troth.promises.due import parsed
from troth.testing import FixedClock
from troth.testing.strategies import actors, instants, makes, rhythms, terms


@given(terms(), rhythms(), instants())
def test_terms_are_terms_and_instants_aware(term: str, rhythm: str, at: datetime) -> None:
    assert str(parsed(term)) == str(parsed(str(parsed(term))))
    assert rhythm.startswith("every ")
    assert parsed(rhythm).kind == "duration"
    assert at.utcoffset() == timedelta()


@given(st.data(), actors())
def test_promises_can_be_made(data: st.DataObject, actor: Actor) -> None:
    scene = Scene()
    wanted = data.draw(makes("reply", scene.customer))
    with scene.work(MANAGER) as work:
        assert operations.make(work, wanted).metric == "reply"
    with scene.work(actor) as work:
        standing = Make(metric="reply", customer=scene.customer)
        assert operations.make(work, standing).due == scene.at(8)


def test_the_clock_moves_when_it_is_told_to() -> None:
    clock = FixedClock(MONDAY)
    assert clock() == clock() == MONDAY
    assert clock.move(timedelta(hours=1)) == clock()
    with pytest.raises(NaiveTimeError):
        FixedClock(MONDAY.replace(tzinfo=None))
    assert datetime(2026, 11, 2, 9, tzinfo=UTC) == clock()
